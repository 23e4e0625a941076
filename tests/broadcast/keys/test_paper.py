"""The root key on paper comes back from a person's typing, and a slip is told by its group."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.keys import paper
from broadcast.plan.envelope import ALPHABET

SEED = bytes(range(32))


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_what_is_printed_is_read_back(seed: bytes) -> None:
    groups = paper.written(seed)

    assert len(groups) == paper.GROUPS
    assert all(len(group) == 5 for group in groups)
    assert paper.read("-".join(groups)) == seed


def test_small_letters_spaces_and_look_alikes_do_not_matter() -> None:
    typed = "\n ".join(paper.written(SEED)).lower().replace("0", "o").replace("1", "l")

    assert paper.read(typed) == SEED


def test_what_a_scanner_reads_is_taken() -> None:
    assert paper.read(f" {paper.PREFIX}{'-'.join(paper.written(SEED))}\n") == SEED


def test_a_slip_is_told_by_its_group() -> None:
    told = []
    for at, group in enumerate(paper.written(SEED)):
        groups = list(paper.written(SEED))
        other = ALPHABET[(ALPHABET.index(group[1]) + 7) % 32]
        groups[at] = group[0] + other + group[2:]
        with pytest.raises(paper.Mistyped) as slip:
            paper.read("".join(groups))
        told.append(slip.value.group)

    right = sum(group == at + 1 for at, group in enumerate(told))
    assert right >= paper.GROUPS - 1  # one slip in 32 passes the group's own check, never the whole one


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "-".join(paper.written(SEED)[:-1]),
        "-".join([*paper.written(SEED), "00000"]),
        "-".join(reversed(paper.written(SEED))),
        "-".join(paper.written(SEED)).replace("-", "?", 1)[1:],
        "ă" * 70,
    ],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(paper.Mistyped):
        paper.read(typed)

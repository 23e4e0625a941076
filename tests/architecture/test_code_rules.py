"""The house keeps its own rules, and each rule can see a breach."""

from collections.abc import Callable
from functools import partial
from textwrap import dedent

import pytest

from tests.architecture import code_rules, sources

Rule = Callable[[str], list[str]]
decisions = partial(
    code_rules.row_writers,
    models={"Submission", "Review", "Approval", "Recall"},
    accessors={"submission_set", "reviews", "approval_set", "recall_set"},
)
# Where the release question is read from rows, and where the rows are written that it reads.
ANSWERING = (
    "newsroom/models/approval.py",
    "newsroom/queries.py",
    "broadcast/models/",
    "broadcast/intake.py",
    "broadcast/notices.py",
    "broadcast/keys/",  # keys have dates of their own
    "broadcast/live.py",
    "broadcast/proof.py",
    "broadcast/recalls.py",
    "broadcast/remaking.py",
    "broadcast/revocations.py",
    "broadcast/versions.py",
    "broadcast/upstream.py",
    "broadcast/views/outside.py",
    "broadcast/migrations/",
    "newsroom/migrations/",
)
# The program in the box has no database: a status there is its own affair.
WITHOUT_DATABASE = (
    "broadcast/player/",
    "broadcast/plan/",
    "broadcast/text/",
    "broadcast/speech/",
    "broadcast/audio/",
)


def breaches(rule: Rule, *, except_in: tuple[str, ...] = ()) -> list[str]:
    """Return every breach of a rule in the house, with its file."""
    return [
        f"{path}: {breach}"
        for path, source in sources.modules()
        if not path.startswith(except_in or "\0")
        for breach in rule(source)
    ]


def test_only_transitions_write_a_status() -> None:
    assert (
        breaches(code_rules.status_writers, except_in=("broadcast/transitions.py", *WITHOUT_DATABASE)) == []
    )


def test_only_the_workflow_writes_submissions_approvals_and_recalls() -> None:
    assert breaches(decisions, except_in=("newsroom/workflow.py", "newsroom/rows.py")) == []


def test_nobody_answers_the_release_question_for_himself() -> None:
    assert breaches(code_rules.private_answers, except_in=ANSWERING) == []


def test_no_module_and_no_function_is_too_long() -> None:
    assert breaches(code_rules.too_long) == []


def test_nothing_is_imported_inside_a_function() -> None:
    assert breaches(code_rules.late_imports) == []


def test_every_module_says_its_purpose_in_its_first_line() -> None:
    assert breaches(code_rules.without_purpose) == []


def test_the_house_is_there_to_be_read() -> None:
    paths = [path for path, _source in sources.modules()]

    assert {path.split("/")[0] for path in paths} == {"cms", "newsroom", "broadcast"}


@pytest.mark.parametrize(
    "breach",
    [
        "programme.status = 'aired'",
        "programme.status, other = pair",
        "programme.status: str = 'aired'",
        "Programme.objects.filter(pk=1).update(status='aired')",
        "Programme.objects.create(title='x', status='aired')",
        "Programme.objects.update_or_create(pk=1, defaults={'status': 'aired'})",
        "Programme.objects.bulk_update(rows, ['status'])",
        "Programme.objects.bulk_update(rows, fields=['status'])",
        "setattr(programme, 'status', 'aired')",
    ],
)
def test_a_second_writer_of_status_is_seen(breach: str) -> None:
    assert code_rules.status_writers(breach)


@pytest.mark.parametrize(
    "innocent",
    [
        "if programme.status == 'aired': pass",
        "Programme.objects.filter(status='aired')",
        "JsonResponse({}, status=404)",
        "status = programme.status",
        "Programme.objects.filter(status='aired').update(title='x')",
        "class Refusal(Exception):\n    def __init__(self): self.status = 404",
    ],
)
def test_reading_a_status_is_no_breach(innocent: str) -> None:
    assert code_rules.status_writers(innocent) == []


@pytest.mark.parametrize(
    "breach",
    [
        "Programme.objects.filter(approval__recall=None)",
        "BoardItem.objects.filter(stopped_at=None)",
        "rows.filter(Q(valid_until__gt=now))",
        "clips.filter(approved_at__isnull=False)",
        "station.clips.exclude(revoked_at__isnull=True)",
    ],
)
def test_a_private_answer_is_seen(breach: str) -> None:
    assert code_rules.private_answers(breach)


@pytest.mark.parametrize(
    "breach",
    [
        "Approval(story=story)",
        "models.Approval(story=story)",
        "Approval.objects.create(story=story)",
        "Submission.objects.filter(pk=1).update(spoken='x')",
        "Approval.objects.all().delete()",
        "submission.reviews.create(person=person)",
        "Recall.objects.get_or_create(approval=approval)",
    ],
)
def test_a_second_writer_of_decisions_is_seen(breach: str) -> None:
    assert decisions(breach)


@pytest.mark.parametrize(
    "innocent", ["Approval.objects.filter(story=1).first()", "Story.objects.create(title='x')"]
)
def test_reading_decisions_is_no_breach(innocent: str) -> None:
    assert decisions(innocent) == []


def test_a_long_function_is_seen() -> None:
    body = "    x = 1\n" * code_rules.LONGEST_FUNCTION

    assert code_rules.too_long(f"def f():\n{body}")
    assert not code_rules.too_long(f"def f():\n{body.removesuffix('    x = 1' + chr(10))}")


def test_a_long_module_is_seen() -> None:
    assert code_rules.too_long("x = 1\n" * (code_rules.LONGEST_MODULE + 1))
    assert not code_rules.too_long("x = 1\n" * code_rules.LONGEST_MODULE)


def test_a_late_import_is_seen() -> None:
    assert code_rules.late_imports("def f():\n    if True:\n        import os\n")
    assert code_rules.late_imports("class Config:\n    def ready(self):\n        import os\n")


def test_an_app_config_may_import_when_ready() -> None:
    source = """
        from django.apps import AppConfig
        class Config(AppConfig):
            def ready(self):
                import os
    """

    assert not code_rules.late_imports(dedent(source))


@pytest.mark.parametrize("source", ["import os\n", '"""\nA purpose on the second line.\n"""\n'])
def test_a_module_without_purpose_is_seen(source: str) -> None:
    assert code_rules.without_purpose(source)


@pytest.mark.parametrize("source", ["", '"""Says what it is for."""\nimport os\n'])
def test_an_empty_module_and_one_with_a_purpose_are_fine(source: str) -> None:
    assert not code_rules.without_purpose(source)

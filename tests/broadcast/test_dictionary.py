"""The dictionary: whose word wins, how it is kept as history, and that nothing recorded ever changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadcast import dictionary, intake, narration, shipped_words, speech, standing
from broadcast.dictionary import Kind, Teaching, Unteachable
from broadcast.models import DictionaryEntry, Programme
from broadcast.spoken import Decision
from broadcast.states import ProgrammeStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
SCRIPT = "UBND xã họp ở VTC với bà Nguyễn Thị Lan."


def teach(commune: Commune, now: datetime, written: str, *readings: str, **more: object) -> DictionaryEntry:
    teaching = Teaching(written=written, readings=readings, **more)  # type: ignore[arg-type]
    return dictionary.teach(teaching, person=commune.editor, now=now)


def spoken(script: str) -> str:
    return dictionary.read(script).spoken


# ------------------------------------------------------------------ reading


def test_the_communes_word_wins_over_the_rules(commune: Commune, now: datetime) -> None:
    teach(commune, now, "VTC", "vê tê xê")

    assert "ở vê tê xê với" in spoken(SCRIPT)


def test_the_communes_word_wins_over_a_shipped_one(commune: Commune, now: datetime) -> None:
    assert spoken("Theo TTr này.") == "Theo tờ trình này."

    teach(commune, now, "TTr", "tổ trưởng")

    assert spoken("Theo TTr này.") == "Theo tổ trưởng này."


def test_the_storys_word_wins_over_the_communes(commune: Commune, now: datetime) -> None:
    teach(commune, now, "VTC", "vê tê xê")

    reading = dictionary.read(SCRIPT, [Decision(written="VTC", spoken="vi ti xi")])

    assert "vi ti xi" in reading.spoken


def test_the_longest_word_is_taken_first(commune: Commune, now: datetime) -> None:
    teach(commune, now, "VTC", "vê tê xê")
    teach(commune, now, "VTC Now", "vê tê xê nao", kind=Kind.FOREIGN)

    assert spoken("Xem VTC Now và VTC.") == "Xem vê tê xê nao và vê tê xê."


def test_an_abbreviation_is_found_only_as_it_is_written(commune: Commune, now: datetime) -> None:
    teach(commune, now, "Vtx", "vận tải xã")

    assert spoken("Vtx và VTX") != "vận tải xã và vận tải xã"
    assert spoken("Vtx").startswith("vận tải xã")


def test_a_foreign_word_is_found_in_capitals_and_at_the_beginning(commune: Commune, now: datetime) -> None:
    teach(commune, now, "livestream", "lai chim", kind=Kind.FOREIGN)

    assert spoken("Livestream hay livestream. LIVESTREAM") == "Lai chim hay lai chim. lai chim"


def test_a_doubtful_word_asks_with_its_choices(commune: Commune, now: datetime) -> None:
    teach(commune, now, "VTC", "vê tê xê", "vật tư công", ask=True)

    reading = dictionary.read(SCRIPT)

    (question,) = [each for each in reading.questions if each.written == "VTC"]
    assert (question.best, question.choices) == ("vê tê xê", ("vê tê xê", "vật tư công"))
    assert "ở vê tê xê với" in reading.spoken


def test_a_removed_word_is_no_longer_read(commune: Commune, now: datetime) -> None:
    before = spoken(SCRIPT)
    entry = teach(commune, now, "VTC", "truyền hình")
    assert spoken(SCRIPT) != before

    dictionary.remove(entry, person=commune.editor, now=now)

    assert spoken(SCRIPT) == before


# ------------------------------------------------------------------ keeping


def test_a_changed_word_leaves_the_old_wording_as_history(commune: Commune, now: datetime) -> None:
    first = teach(commune, now, "VTC", "một")
    second = teach(commune, now, "VTC", "hai")

    first.refresh_from_db()
    assert (first.spoken, first.removed_at, first.removed_by_name) == (
        "một",
        now,
        commune.editor.get_full_name(),
    )
    assert list(dictionary.history_of(second)) == [second, first]


def test_spellings_that_are_one_word_are_one_entry(commune: Commune, now: datetime) -> None:
    teach(commune, now, "Hoà Bình", "một", kind=Kind.PLACE)
    teach(commune, now, "Hòa Bình", "hai", kind=Kind.PLACE)

    assert DictionaryEntry.objects.filter(scope="commune", removed_at=None).count() == 1


def test_a_removal_can_be_undone(commune: Commune, now: datetime) -> None:
    entry = teach(commune, now, "VTC", "vê tê xê", "vật tư", ask=True, note="đài")
    assert dictionary.remove(entry, person=commune.editor, now=now)
    assert not dictionary.remove(entry, person=commune.editor, now=now)

    again = dictionary.restore(entry, person=commune.operator, now=now)

    assert dictionary.teaching_of(again) == dictionary.teaching_of(entry)
    assert again.added_by == commune.operator


def test_another_spelling_takes_the_old_one_out(commune: Commune, now: datetime) -> None:
    entry = teach(commune, now, "VTC", "vê tê xê")

    dictionary.change(entry, Teaching(written="VTV", readings=("vê tê vê",)), person=commune.editor, now=now)

    assert [row.written for row in dictionary.found("v tê")] == []
    assert [row.written for row in dictionary.found("vt") if not row.is_shipped] == ["VTV"]


def test_the_database_lets_no_word_stand_twice(commune: Commune, now: datetime) -> None:
    entry = teach(commune, now, "VTC", "vê tê xê")
    entry.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.parametrize(
    "teaching",
    [
        Teaching(written="", readings=("x",)),
        Teaching(written="12", readings=("mười hai",)),
        Teaching(written="x" * 81, readings=("x",)),
        Teaching(written="3G", readings=("3 gờ",)),
        Teaching(written="3G", readings=("…",)),
        Teaching(written="3G", readings=(" ",)),
        Teaching(written="3G", readings=("ba gờ",), ask=True),
        Teaching(written="3G", readings=("ba gờ",), kind="smell"),
    ],
)
def test_what_cannot_be_said_is_not_kept(commune: Commune, now: datetime, teaching: Teaching) -> None:
    with pytest.raises(Unteachable):
        dictionary.teach(teaching, person=commune.editor, now=now)


def test_words_are_found_without_marks(commune: Commune, now: datetime) -> None:
    teach(commune, now, "Đống Đa", "Đống Đa", kind=Kind.PLACE)

    assert [row.written for row in dictionary.found("dong da")] == ["Đống Đa"]
    assert "CTr" in [row.written for row in dictionary.found("CHUONG TRINH")]


# ------------------------------------------------------------------ shipped


def test_the_shipped_words_are_there_and_are_shipped_once(commune: Commune, now: datetime) -> None:
    rows = DictionaryEntry.objects.filter(scope="everywhere", removed_at=None)
    assert rows.count() == len(shipped_words.SHIPPED)

    assert shipped_words.ship(now) == 0


def test_a_new_version_of_a_shipped_word_follows_the_old(commune: Commune, now: datetime) -> None:
    DictionaryEntry.objects.filter(written="TTr").update(spoken="trình")

    assert shipped_words.ship(now) == 2
    assert spoken("Theo TTr này.") == "Theo tờ trình này."
    assert DictionaryEntry.objects.filter(written="TTr").count() == 2


@pytest.mark.parametrize("word", [each for each in shipped_words.SHIPPED if len(each.readings) == 1], ids=str)
def test_what_is_shipped_as_safe_is_what_is_said(commune: Commune, word: shipped_words.ShippedWord) -> None:
    if word.written not in shipped_words.ASKED:
        said = spoken(f"Theo {word.written} của xã")
        assert word.readings[0].casefold() in said.casefold().replace("uỷ", "ủy")


def test_a_shipped_word_stays_but_is_overruled(commune: Commune, now: datetime) -> None:
    row = DictionaryEntry.objects.get(written="TTr")

    with pytest.raises(Unteachable):
        dictionary.remove(row, person=commune.editor, now=now)


def test_shipped_doubts_leave_the_context_to_the_reader(commune: Commune) -> None:
    assert spoken("TT Y tế xã").startswith("trung tâm")
    assert dictionary.read("TT Y tế xã").questions == ()


# ------------------------------------------------------------------ never what is recorded


def test_an_accepted_recording_keeps_its_words(commune: Commune, now: datetime) -> None:
    programme = commune.approved(now=now, summary="VTC phát lúc 7h00.")
    take = programme.recordings.get()
    narration.accept(take, person=commune.operator, now=now)
    before = (programme.spoken, take.spoken_sha256, take.master_sha256)

    teach(commune, now, "VTC", "truyền hình")
    intake.sweep(now)

    kept = Programme.objects.get(pk=programme.pk)
    take.refresh_from_db()
    assert (kept.spoken, take.spoken_sha256, take.master_sha256) == before
    assert kept.status == ProgrammeStatus.ACCEPTED
    assert "truyền hình" not in kept.spoken


def test_what_was_submitted_is_recorded_as_the_approver_saw_it(commune: Commune, now: datetime) -> None:
    submission = commune.submit(summary="VTC phát lúc 7h00.")
    frozen = submission.forms["spoken"]["text"]

    teach(commune, now, "VTC", "truyền hình")
    programme = commune.take_in(submission, now=now)

    assert programme.spoken == frozen
    assert "truyền hình" not in programme.spoken


def test_the_next_submission_is_read_with_the_new_word(commune: Commune, now: datetime) -> None:
    submission = commune.submit(summary="VTC phát lúc 7h00.")
    commune.approve(submission)
    teach(commune, now, "VTC", "truyền hình")

    programme = commune.take_in(commune.submit_again(submission, source="báo"), now=now)

    assert "truyền hình phát lúc bảy giờ" in programme.spoken


def test_the_storys_own_readings_are_recorded(commune: Commune, now: datetime) -> None:
    readings = [{"written": "VTC", "spoken": "vi ti xi", "before": "", "after": ""}]

    programme = commune.take_in(commune.submit(summary="VTC phát lúc 7h00.", readings=readings), now=now)

    assert "vi ti xi phát lúc bảy giờ" in programme.spoken


def test_where_a_word_stands_is_told(commune: Commune, now: datetime) -> None:
    entry = teach(commune, now, "VTC", "vê tê xê")
    programme = commune.take_in(commune.submit(summary="VTC phát lúc 7h00."), now=now)

    assert dictionary.programmes_with(entry) == (1, [programme])


def test_an_opening_is_read_with_the_dictionary(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(commune, now, "VTC", "truyền hình")
    heard: list[str] = []

    def listen(lines: Sequence[speech.Line], **more: Any) -> speech.Spoken:
        heard.extend(line.words for line in lines)
        return speech.speak_lines(lines, **more)

    monkeypatch.setattr(standing, "speak_lines", listen)

    standing.make_clip(commune.station, kind="opening", words="Đây là VTC.", person=commune.operator, now=now)

    assert heard == ["Đây là truyền hình."]


def test_two_who_teach_the_same_word_at_once_are_told_so(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(commune, now, "VTC", "vê tê xê")
    monkeypatch.setattr(dictionary, "own_in_force", DictionaryEntry.objects.none)  # not committed when looked

    with pytest.raises(Unteachable, match="a moment ago"):
        teach(commune, now, "VTC", "vi ti xi")

    assert DictionaryEntry.objects.filter(written="VTC").count() == 1

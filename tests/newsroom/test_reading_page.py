"""Văn bản sẽ đọc: answers and corrections become revisions of the draft, and no error loses what was typed."""

import json
from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from newsroom import decisions, reading, ready, scripting, workflow
from newsroom.models import ArticlePage, User
from newsroom.ready import Decision, Nothing, Refused, SpokenText
from tests import factories
from tests.factories import Commune
from tests.newsroom.spoken_texts import spoken_text


class Doubtful(Nothing):
    """Asks about the first TT until it is decided; keeps what it is taught."""

    def __init__(self) -> None:
        self.taught: list[tuple[str, str]] = []

    def read(self, script: str, decisions: Sequence[Decision] = ()) -> SpokenText:
        if "TT" not in script:
            return Nothing().read(script)
        decided = next((each.spoken for each in decisions if each.written == "TT"), None)
        asked = None if decided is not None else {"TT": ("thông tư", "trung tâm")}
        return spoken_text(script, {"TT": decided or "thông tư"}, asked)

    def check_spoken(self, spoken: str) -> None:
        if not spoken.isalpha() and not spoken.replace(" ", "").isalpha():
            raise Refused("Viết bằng chữ.")

    def may_teach(self, person: User) -> bool:
        return person.username == "ba-lan"

    def teach(self, person: User, *, written: str, spoken: str) -> None:
        if not self.may_teach(person):
            raise Refused("Chỉ biên tập viên.")
        self.taught.append((written, spoken))

    def hear(self, spoken: str) -> str:
        if not spoken:
            raise Refused("Không có chữ.")
        return "/nghe/x.mp3"


@pytest.fixture(autouse=True)
def voice(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Doubtful:
    """Have the voice ask; the page speaks the language of the code."""
    settings.LANGUAGE_CODE = "en"
    doubtful = Doubtful()
    monkeypatch.setattr(ready, "_plugged", [doubtful])
    return doubtful


@pytest.fixture
def story(ground: Commune, editor: User) -> ArticlePage:
    """Return a draft that says TT."""
    return factories.make_story(ground, owner=editor, title="Họp ở TT xã", on_air=True)


def newest(story: ArticlePage) -> ArticlePage:
    draft: ArticlePage = ArticlePage.objects.get(pk=story.pk).get_latest_revision_as_object()
    return draft


def post(client: Client, person: User, story: ArticlePage, name: str, **data: str) -> tuple[int, str]:
    client.force_login(person)
    response = client.post(reverse(f"newsroom:{name}", args=[story.pk]), data, follow=True)
    return response.status_code, response.content.decode()


def place(story: ArticlePage) -> dict[str, str]:
    script = newest(story).spoken_script()
    start = script.index("TT")
    return {"shown": reading.digest(script), "start": str(start), "end": str(start + 2)}


def open_page(client: Client, person: User, story: ArticlePage) -> str:
    client.force_login(person)
    return client.get(reverse("newsroom:reading", args=[story.pk])).content.decode()


# ------------------------------------------------------------------ questions


def test_the_question_stands_on_the_page_with_its_choices(
    client: Client, story: ArticlePage, editor: User
) -> None:
    page = open_page(client, editor, story)

    assert 'value="trung tâm"' in page
    assert "Hai nghĩa." in page


def test_one_tap_settles_the_question_and_the_script_goes_on_following_the_text(
    client: Client, story: ArticlePage, editor: User
) -> None:
    post(client, editor, story, "choose_reading", choice="trung tâm", **place(story))

    draft = newest(story)
    (decision,) = decisions.of(draft)
    assert (decision.written, decision.spoken, decision.after) == ("TT", "trung tâm", " xã.")
    assert draft.script == ""
    assert ArticlePage.objects.get(pk=story.pk).latest_revision.user == editor
    assert 'name="choice"' not in open_page(client, editor, story)


def test_one_answer_can_hold_for_the_whole_story(client: Client, story: ArticlePage, editor: User) -> None:
    post(client, editor, story, "choose_reading", choice="trung tâm", everywhere="1", **place(story))

    assert decisions.of(newest(story)) == (Decision(written="TT", spoken="trung tâm"),)


@pytest.mark.parametrize(
    "wrong", [{"shown": "0123456789abcdef"}, {"choice": "nobody offered this"}, {"start": "x"}]
)
def test_an_answer_that_does_not_fit_changes_nothing(
    client: Client, story: ArticlePage, editor: User, wrong: dict[str, str]
) -> None:
    data = {"choice": "trung tâm", **place(story), **wrong}

    status, _page = post(client, editor, story, "choose_reading", **data)

    assert (status, newest(story).readings) == (422, [])


def test_a_settled_word_can_be_given_up(client: Client, story: ArticlePage, editor: User) -> None:
    post(client, editor, story, "choose_reading", choice="trung tâm", everywhere="1", **place(story))

    post(client, editor, story, "forget_reading", written="TT", spoken="trung tâm", before="", after="")

    assert newest(story).readings == []


# ------------------------------------------------------------------ readings


def test_a_reading_is_fixed_at_one_place(client: Client, story: ArticlePage, editor: User) -> None:
    post(client, editor, story, "fix_reading", written="TT", spoken="thị trấn", scope="here", **place(story))

    (decision,) = decisions.of(newest(story))
    assert (decision.spoken, decision.before) == ("thị trấn", "Họp ở ")


def test_a_reading_is_fixed_for_the_story(client: Client, story: ArticlePage, editor: User) -> None:
    post(client, editor, story, "fix_reading", written="TT", spoken="thị trấn", scope="story")

    assert decisions.of(newest(story)) == (Decision(written="TT", spoken="thị trấn"),)


def test_a_reading_is_taught_for_ever_and_the_story_no_longer_says_otherwise(
    client: Client, story: ArticlePage, editor: User, voice: Doubtful
) -> None:
    post(client, editor, story, "fix_reading", written="TT", spoken="thị trấn", scope="story")

    post(client, editor, story, "fix_reading", written="TT", spoken="trung tâm", scope="ever")

    assert voice.taught == [("TT", "trung tâm")]
    assert newest(story).readings == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [({"written": "TT", "spoken": "3 G"}, "Viết bằng chữ."), ({"written": "ZZ", "spoken": "dét"}, "“ZZ”")],
)
def test_a_reading_that_cannot_be_comes_back_with_its_reason_and_what_was_typed(
    client: Client, story: ArticlePage, editor: User, data: dict[str, str], reason: str
) -> None:
    status, page = post(client, editor, story, "fix_reading", scope="story", **data)

    assert status == 422
    assert reason in page
    assert f'value="{data["spoken"]}"' in page
    assert newest(story).readings == []


def test_a_contributor_fixes_the_own_story_and_does_not_teach(
    client: Client, ground: Commune, author: User, voice: Doubtful
) -> None:
    story = factories.make_story(ground, owner=author, title="Họp ở TT xã")
    assert 'value="ever"' not in open_page(client, author, story)

    status, _page = post(client, author, story, "fix_reading", written="TT", spoken="trung tâm", scope="ever")

    assert (status, voice.taught) == (422, [])
    assert (
        post(client, author, story, "fix_reading", written="TT", spoken="trung tâm", scope="story")[0] == 200
    )
    assert len(newest(story).readings) == 1


def test_others_contributors_do_not_open_it(client: Client, story: ArticlePage, author: User) -> None:
    client.force_login(author)

    for name in ("reading", "fix_reading", "save_script", "take_hint", "use_short", "weigh_script"):
        address = reverse(f"newsroom:{name}", args=[story.pk])
        answer = client.get(address) if name == "reading" else client.post(address)
        assert answer.status_code in (302, 403)
    assert newest(story).readings == []


# ------------------------------------------------------------------ the script


def test_a_corrected_script_is_kept_and_given_up_again(
    client: Client, story: ArticlePage, editor: User
) -> None:
    post(client, editor, story, "save_script", script="Kính mời bà con.\r\n\r\nHết.")
    assert newest(story).script == "Kính mời bà con.\nHết."

    post(client, editor, story, "follow_text")
    assert newest(story).script == ""


def test_saving_the_derived_script_unchanged_keeps_it_following(
    client: Client, story: ArticlePage, editor: User
) -> None:
    post(client, editor, story, "save_script", script=newest(story).spoken_script())

    assert newest(story).script == ""


def test_what_was_typed_over_somebody_elses_change_comes_back_unsaved(
    client: Client, story: ArticlePage, editor: User
) -> None:
    seen = reading.digest(newest(story).spoken_script())
    post(client, editor, story, "save_script", script="Lời của người khác.")

    status, page = post(client, editor, story, "save_script", script="Lời tôi gõ.", shown=seen)

    assert status == 422
    assert "Lời tôi gõ.</textarea>" in page
    assert newest(story).script == "Lời của người khác."


def test_what_is_typed_while_the_story_waits_is_not_lost(
    client: Client, story: ArticlePage, editor: User
) -> None:
    submission = workflow.submit(story, editor)

    status, page = post(client, editor, story, "save_script", script="Lời tôi gõ.")

    assert status == 409
    assert "Lời tôi gõ.</textarea>" in page
    assert reverse("newsroom:approval", args=[submission.pk]) in page
    assert newest(story).script == ""


def test_a_hint_is_taken_or_refused(client: Client, ground: Commune, editor: User) -> None:
    body = [("text", "<p>Họp (tại nhà văn hoá) lúc 7h00.</p><p>Mang giấy tờ (bản chính) theo.</p>")]
    story = factories.make_story(ground, owner=editor, title="Họp thôn", body=body)
    first, second = scripting.hints_for(newest(story).spoken_script())[:2]

    post(client, editor, story, "take_hint", hint=first.key)
    post(client, editor, story, "refuse_hint", hint=second.key)

    assert "Họp, tại nhà văn hoá, lúc 7h00." in newest(story).script
    assert newest(story).refused_hints == [second.key]
    assert second.key not in open_page(client, editor, story)


def test_a_hint_about_another_sentence_changes_nothing(
    client: Client, story: ArticlePage, editor: User
) -> None:
    assert post(client, editor, story, "take_hint", hint="0" * 16)[0] == 422
    assert newest(story).script == ""


def test_the_short_version_is_used_with_one_tap(client: Client, ground: Commune, editor: User) -> None:
    filler = "<p>" + "Xã ta đang xây dựng nông thôn mới nâng cao, kiểu mẫu. " * 60 + "</p>"
    body = [("text", filler + "<p>Đề nghị bà con có mặt lúc 7h00 ngày 28/11/2026 tại nhà văn hoá.</p>")]
    story = factories.make_story(ground, owner=editor, title="Họp thôn", body=body)
    shown = reading.digest(newest(story).spoken_script())

    post(client, editor, story, "use_short", shown=shown)

    script = newest(story).script
    assert "7h00 ngày 28/11/2026" in script
    assert len(script) < 120 * 14 + 100


def test_the_length_is_told_while_typing(client: Client, story: ArticlePage, editor: User) -> None:
    _status, answer = post(client, editor, story, "weigh_script", script="Họp ở TT xã. " * 20)

    assert json.loads(answer)["told"] == "about 20 seconds, one word the voice is not sure of"
    assert newest(story).script == ""


def test_a_sentence_is_heard_or_told_why_not(client: Client, editor: User) -> None:
    client.force_login(editor)

    heard = client.post(reverse("newsroom:hear"), {"words": "Mời bà con."})
    silent = client.post(reverse("newsroom:hear"), {"words": ""})

    assert heard.json() == {"url": "/nghe/x.mp3"}
    assert (silent.status_code, silent.json()) == (422, {"problem": "Không có chữ."})


def test_a_reading_makes_its_editor_a_contributor(
    client: Client, story: ArticlePage, editor: User, reviewer: User
) -> None:
    post(client, reviewer, story, "fix_reading", written="TT", spoken="trung tâm", scope="story")

    submission = workflow.submit(ArticlePage.objects.get(pk=story.pk), editor)

    assert reviewer.pk in submission.contributors

import errno
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from broadcast import pipeline, sent_sounds, uploads
from broadcast.audio.upload import REASONS, BrokenAudio
from broadcast.models import Fixture, RepertoireItem, SentSound
from tests.broadcast.commune import Commune, noise, titles

pytestmark = pytest.mark.django_db
URL = "https://vov.example/vov1.mp3"


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any file for half a second of sound; nobody is woken."""
    monkeypatch.setattr(sent_sounds, "from_upload", lambda _path, directory: noise([], directory=directory))
    monkeypatch.setattr(pipeline, "wake", lambda: None)


def _page(kind: str) -> str:
    return reverse("broadcast:repertoire", args=[kind])


def _send(client: Client, kind: str = "recorded", **changed: object) -> Any:
    fields: dict[str, object] = {"title": "Pháp luật và đời sống", "source": "Đài huyện"}
    fields |= {"url": URL} if kind == "relay" else {"sound": SimpleUploadedFile("a.mp3", b"x" * 9)}
    return client.post(_page(kind), fields | changed)


def _work() -> None:
    """Let the worker make ready what waits."""
    while (sent_id := sent_sounds.next_waiting()) is not None:
        sent_sounds.make_ready(sent_id)


def _approved(operator: Client, leader: Client, kind: str = "recorded") -> RepertoireItem:
    _send(operator, kind)
    _work()
    item = RepertoireItem.objects.latest("pk")
    leader.post(reverse("broadcast:repertoire_approve", args=[item.pk]))
    return RepertoireItem.objects.get(pk=item.pk)


def _at(item: RepertoireItem) -> str:
    return reverse("broadcast:fixture_add", args=[item.pk])


@pytest.mark.parametrize("kind", ["recorded", "music", "relay"])
def test_what_an_operator_adds_waits_for_a_leader(operator: Client, leader: Client, kind: str) -> None:
    empty = operator.get(_page(kind)).content.decode()
    answer = _send(operator, kind)
    _work()

    item = RepertoireItem.objects.get()
    approve = reverse("broadcast:repertoire_approve", args=[item.pk])
    assert "lx-empty__title" in empty
    assert "waits for approval" in operator.get(answer.url).content.decode()
    assert approve not in operator.get(answer.url).content.decode()
    assert approve in leader.get(answer.url).content.decode()
    assert operator.post(approve).status_code == 403


def test_a_leader_approves_until_a_day_and_revokes(operator: Client, leader: Client) -> None:
    _send(operator)
    _work()
    item = RepertoireItem.objects.get()

    leader.post(reverse("broadcast:repertoire_approve", args=[item.pk]), {"until": "2027-01-31"})
    page = leader.get(_page("recorded")).content.decode()
    leader.post(reverse("broadcast:repertoire_revoke", args=[item.pk]))

    assert "until 31/01/2027" in page
    assert "No longer heard" in leader.get(_page("recorded")).content.decode()


@pytest.mark.parametrize(("kind", "wrong"), [("recorded", "title"), ("recorded", "sound"), ("relay", "url")])
def test_what_is_missing_is_told_and_the_rest_stays(operator: Client, kind: str, wrong: str) -> None:
    answer = _send(operator, kind, **{wrong: ""})

    assert answer.status_code == 422
    assert wrong in answer.context["form"].errors
    assert not RepertoireItem.objects.exists()
    assert not SentSound.objects.exists()
    if wrong != "title":
        assert "Pháp luật và đời sống" in answer.content.decode()


@pytest.mark.parametrize("kind", ["recorded", "music"])
def test_what_was_sent_is_shown_until_it_is_ready(operator: Client, kind: str) -> None:
    live = reverse("broadcast:sent_sounds", args=[kind])
    page = operator.get(_send(operator, kind).url).content.decode()
    _work()

    assert "waits for its turn" in page
    assert f'data-live="{live}"' in page
    fresh = operator.get(live).content.decode()
    assert f"#muc-{RepertoireItem.objects.get().pk}" in fresh
    assert "data-live" not in operator.get(_page(kind)).content.decode()


def test_a_broken_file_is_told_in_plain_words_tried_again_and_put_aside(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise BrokenAudio("silent")

    with monkeypatch.context() as broken:
        broken.setattr(sent_sounds, "from_upload", refuse)
        _send(operator)
        _work()
        _send(operator, title="Nhạc")
        _work()
    first, second = SentSound.objects.order_by("pk")
    page = operator.get(_page("recorded")).content.decode()
    operator.post(reverse("broadcast:sent_sound_retry", args=[first.pk]))
    operator.post(reverse("broadcast:sent_sound_drop", args=[second.pk]))
    again = operator.post(reverse("broadcast:sent_sound_drop", args=[second.pk]), follow=True)
    _work()

    assert REASONS["silent"] in page
    assert "not waiting for that any more" in again.content.decode()
    assert [item.title for item in RepertoireItem.objects.all()] == [first.title]


def test_only_operators_try_again_and_put_aside(
    operator: Client, editor: Client, leader: Client, stranger: Client
) -> None:
    _send(operator)
    sent = SentSound.objects.get()

    for client in (editor, leader):
        for name in ("sent_sound_retry", "sent_sound_drop"):
            assert client.post(reverse(f"broadcast:{name}", args=[sent.pk])).status_code == 403
    assert stranger.get(reverse("broadcast:sent_sounds", args=["recorded"])).status_code == 403
    assert operator.get(reverse("broadcast:sent_sounds", args=["relay"])).status_code == 404


def test_a_full_disk_is_told_beside_the_file(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploads, "keep", full)

    answer = _send(operator)

    assert answer.status_code == 422
    assert "disk is full" in answer.content.decode()
    assert "Pháp luật và đời sống" in answer.content.decode()


def test_an_address_that_is_none_is_refused(operator: Client) -> None:
    answer = _send(operator, "relay", url="vov1")

    assert answer.status_code == 422
    assert "begins with https://" in answer.content.decode()


def test_a_recorded_programme_gets_its_time_and_is_planned(
    commune: Commune, operator: Client, leader: Client, now: datetime
) -> None:
    item = _approved(operator, leader)

    form = operator.get(_at(item)).content.decode()
    answer = operator.post(_at(item), {"slot": commune.slot.pk, "weekdays": ["2", "4"]}, follow=True)

    assert "Buổi chiều" in form
    assert "Buổi chiều 17:00" in answer.content.decode()
    assert set(titles(commune.released(now=now))) == {item.title}


def test_a_slot_without_that_weekday_or_too_short_is_refused(
    commune: Commune, operator: Client, leader: Client
) -> None:
    item = _approved(operator, leader)
    RepertoireItem.objects.update(duration_s=3600)
    commune.slot.weekdays = [0]
    commune.slot.save()

    answer = operator.post(_at(item), {"slot": commune.slot.pk, "weekdays": ["0", "5"]})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"weekdays", "slot"}
    assert not Fixture.objects.exists()


def test_a_relay_gets_a_time_of_its_own_and_is_taken_out_again(
    commune: Commune, operator: Client, leader: Client, now: datetime
) -> None:
    item = _approved(operator, leader, "relay")

    operator.post(_at(item), {"starts_at": "18h30", "minutes": "30", "weekdays": ["0", "1", "2"]})
    planned = commune.released(now=now).streams
    operator.post(reverse("broadcast:fixture_end", args=[Fixture.objects.get().pk]))

    assert planned[0].starts_at == now.replace(hour=18, minute=30)
    assert commune.released(now=now).streams == ()


def test_slots_are_chosen_in_which_music_takes_what_is_left(commune: Commune, operator: Client) -> None:
    operator.post(reverse("broadcast:fill"), {"slots": [commune.slot.pk]})
    commune.slot.refresh_from_db()
    filled = commune.slot.filled

    operator.post(reverse("broadcast:fill"))
    commune.slot.refresh_from_db()

    assert (filled, commune.slot.filled) == (True, False)


def test_strangers_and_editors_change_nothing(editor: Client, stranger: Client) -> None:
    for client in (editor, stranger):
        assert _send(client).status_code in {302, 403}
    assert not SentSound.objects.exists()


def test_the_settings_lead_to_all_three(operator: Client) -> None:
    page = operator.get(reverse("broadcast:settings")).content.decode()

    for kind in ("recorded", "music", "relay"):
        assert f'href="{_page(kind)}"' in page


def test_a_chime_is_heard_alone_every_day_at_its_time(
    commune: Commune, operator: Client, leader: Client, now: datetime
) -> None:
    item = _approved(operator, leader)

    empty = operator.post(_at(item), {"slot": "", "starts_at": "", "weekdays": ["0"]})
    wrong = operator.post(_at(item), {"slot": "", "starts_at": "25h", "weekdays": ["0"]})
    page = operator.post(
        _at(item), {"slot": "", "starts_at": "18h30", "weekdays": [str(day) for day in range(7)]}, follow=True
    ).content.decode()
    heard = commune.released(now=now).air

    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"slot"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"starts_at"})
    assert "25h" in wrong.content.decode()
    assert "18:30 · alone" in page
    assert [each.starts_at for each in heard[:2]] == [
        now.replace(hour=18, minute=30) + timedelta(days=days) for days in (0, 1)
    ]
    assert heard[0].duration_ms == 500


def test_a_slot_that_is_chosen_goes_before_a_time_that_was_written(
    commune: Commune, operator: Client, leader: Client
) -> None:
    item = _approved(operator, leader)

    operator.post(_at(item), {"slot": commune.slot.pk, "starts_at": "18h30", "weekdays": ["2"]})

    row = Fixture.objects.get()
    assert (row.slot, row.starts_at, row.minutes) == (commune.slot, None, None)

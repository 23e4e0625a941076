"""Attacks on a box: what it refuses it says, and the station's desk shows it in the box's own plain words."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.urls import reverse

from broadcast.models import Device, Receipt
from broadcast.plan.command import Action
from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader
from broadcast.player.moments import Clock, SystemClock
from broadcast.player.playing import Deck, Playing
from broadcast.player.polling import Poller
from broadcast.player.reporting import Reporter
from broadcast.player.sinks.virtual import VirtualSink
from tests.broadcast import boxes
from tests.broadcast.commune import Commune
from tests.broadcast.player import test_refusals as misdeeds
from tests.broadcast.player.station import Station, air

pytestmark = pytest.mark.django_db
Attack = Callable[[Station], None]


class SetBack(SystemClock):
    """The clock of a box that somebody set back, or that lost its battery."""

    def now(self) -> datetime:
        """Return a moment of three days ago."""
        return super().now() - timedelta(days=3)


def cut_off(station: Station) -> None:
    station.release()
    station.envelope = station.envelope[: len(station.envelope) // 2]


def swapped_medium(station: Station) -> None:
    sha256 = station.add(b"the sound that was approved" * 40)
    station.release(air=[air(sha256, datetime.now().astimezone() + timedelta(hours=1), 1000)])
    station.media[sha256] = b"the sound of somebody else." * 40


def longer_medium(station: Station) -> None:
    swapped_medium(station)
    name = next(iter(station.media))
    station.media[name] = b"x" * 10_000_000


def forged_order(station: Station) -> None:
    station.order(Action.SERVE, zone="9", key=Ed25519PrivateKey.generate())


def revoked_by_word_alone(station: Station) -> None:
    station.is_revoked = True


def somebody_elses_keys(station: Station) -> None:
    station.certify(root=Ed25519PrivateKey.generate())


REFUSED = "refused something sent to it in the station&#x27;s name: "
PLAIN = (
    (misdeeds.forged, REFUSED + "chữ ký của một khoá mà đài này không chứng nhận"),
    (misdeeds.tampered, REFUSED + "chữ ký không phải của đài này"),
    (misdeeds.wrong_context, REFUSED + "chữ ký được làm cho việc khác"),
    (misdeeds.older, REFUSED + "cũ hơn lịch đang giữ"),
    (misdeeds.same_number_other_content, REFUSED + "cùng số với lịch đang giữ nhưng nội dung khác"),
    (misdeeds.foreign_zone, REFUSED + "lịch của khu vực khác"),
    (misdeeds.expired, REFUSED + "đã hết hạn"),
    (misdeeds.traversing, REFUSED + "nội dung không đúng định dạng"),
    (forged_order, REFUSED + "chữ ký của một khoá mà đài này không chứng nhận"),
    (somebody_elses_keys, REFUSED + "danh sách khoá không do khoá gốc của đài này ký"),
    (cut_off, "Chưa liên lạc được với đài: nơi trả lời không phải là đài"),
    (swapped_medium, ": tệp nhận được không đúng"),
    (longer_medium, ": tệp nhận được không đúng"),
    (revoked_by_word_alone, "Có nơi báo máy này bị thu hồi nhưng không có lệnh do đài ký."),
)


@pytest.mark.parametrize(("attack", "told"), PLAIN, ids=[attack.__name__ for attack, _told in PLAIN])
def test_what_a_box_refuses_stands_on_the_desk(
    commune: Commune, now: datetime, station: Station, errand: Errand, attack: Attack, told: str
) -> None:
    station.release()
    Poller(errand).round()
    held = errand.holder.manifest
    assert held is not None

    attack(station)
    look(errand)

    assert errand.holder.manifest is not None and station.media.keys().isdisjoint(held_media(errand))
    assert told in desk_after(commune, station, errand, now=now)


def test_a_box_whose_clock_was_set_back_keeps_silent_and_says_so_on_the_desk(
    commune: Commune, now: datetime, station: Station, errand: Errand
) -> None:
    station.release(air=[air(station.add(b"x"), datetime.now().astimezone(), 1000, grace_ms=600_000)])
    Poller(errand).round()
    back = replace_clock(errand, SetBack())

    deck = Deck(
        holder=back.holder,
        ledger=back.ledger,
        cache=back.cache,
        sink=VirtualSink(back.clock),
        clock=back.clock,
        problems=back.problems,
    )
    Playing(deck, threading.Event()).turn()

    assert not [each for each in back.ledger.pending(9) if each["outcome"] == "played"]
    page = desk_after(commune, station, back, now=now)
    assert "Đồng hồ của máy chạy sai (trước ngày ký lịch phát). Máy tạm im lặng" in page


def look(errand: Errand) -> None:
    """Poll twice, as a box does, and fetch what is wanted."""
    poller = Poller(errand)
    for _turn in "12":
        poller.round()
    Downloader(errand).fetch_next()


def held_media(errand: Errand) -> set[str]:
    return {path.name for path in errand.cache.folder.iterdir()}


def replace_clock(errand: Errand, clock: Clock) -> Errand:
    """Return the errand of the same box by another clock."""
    return Errand(
        **{
            name: getattr(errand, name)
            for name in ("station", "holder", "ledger", "cache", "problems", "kind", "name", "poll_s")
        },
        clock=clock,
    )


def desk_after(commune: Commune, station: Station, errand: Errand, *, now: datetime) -> str:
    """Hand on to our station what the box reports, and return the desk's page."""
    station.is_revoked = False  # the box's own station hears it again
    assert Reporter(errand=errand, flights=None).round()
    box = boxes.box_in(commune, commune.zones[0], now=now)
    Device.objects.filter(pk=box.device).update(name="Cụm loa đình")
    answer = box.post("receipts", {"receipts": station.receipts})
    assert answer.json()["refused"] == []
    said = station.heartbeats[-1] | {"now": now.isoformat(), "manifest": None, "chain": None}
    assert box.post("heartbeat", said).status_code == 200
    assert Receipt.objects.filter(kind="refusal").count() <= 1
    desk = Client()
    desk.force_login(commune.operator)
    page = desk.get(reverse("broadcast:home")).content.decode()
    assert "Cụm loa đình" in page
    return page

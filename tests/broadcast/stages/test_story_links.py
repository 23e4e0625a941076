from datetime import datetime

import pytest
from pytest_django import Settings

from broadcast import intake
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def test_a_notice_leads_to_its_story_on_the_site(commune: Commune, now: datetime, settings: Settings) -> None:
    settings.BASE_URL = "https://lacphuong.example.vn/"
    submission = commune.submit(on_air=False)
    commune.approve(submission)
    intake.sweep(now)
    [item] = commune.released(now=now).board

    assert item.link.startswith("https://lacphuong.example.vn/")
    assert item.link.count("//") == 1


def test_a_site_that_phones_cannot_reach_gives_no_link(
    commune: Commune, now: datetime, settings: Settings
) -> None:
    settings.BASE_URL = "http://localhost:8000"
    commune.approve(commune.submit(on_air=False))
    intake.sweep(now)
    [item] = commune.released(now=now).board

    assert item.link == ""

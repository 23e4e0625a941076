"""A commune and its stories in every state, made through the same functions that the screens call."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection, Locale, Page, Site

from newsroom import roles, setup, workflow
from newsroom.models import (
    Approval,
    ArticlePage,
    CommuneSettings,
    HomePage,
    Picture,
    Place,
    SectionPage,
    Story,
    Submission,
    User,
)

BODY = [
    ("text", "<p>Thứ Bảy tuần này, thôn Đông tổng vệ sinh đường làng.</p><p>Bắt đầu lúc 7h00.</p>"),
]


@dataclass(frozen=True, kw_only=True)
class Commune:
    """The ground that stories stand on."""

    home: HomePage
    section: SectionPage
    places: tuple[Place, ...]


def commune() -> Commune:
    """Make the front page, one section, two hamlets, the roles and one review step."""
    root = _root()
    home = root.add_child(instance=HomePage(title="Xã Lạc Phượng", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Lạc Phượng"}
    )
    section = home.add_child(instance=SectionPage(title="Tin tức", slug="tin-tuc"))
    CommuneSettings.objects.update_or_create(defaults={"name": "xã Lạc Phượng"})
    places = tuple(Place.objects.create(name=name, position=at) for at, name in enumerate(("Đông", "Đoài")))
    setup.set_up_roles()
    setup.set_up_workflow(home)
    return Commune(home=home, section=section, places=places)


def same_commune() -> Commune:
    """Return the commune that stands in this database already."""
    return Commune(
        home=HomePage.objects.get(),
        section=SectionPage.objects.get(slug="tin-tuc"),
        places=tuple(Place.objects.order_by("position")),
    )


def _root() -> Page:
    """Return the bare root of the tree; a test that could not be rolled back took Wagtail's own pages along."""
    root = Page.get_first_root_node()
    if root is None:
        locale, _new = Locale.objects.get_or_create(language_code="vi")
        root = Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
        Collection.add_root(instance=Collection(name="Root"))
    for page in Page.objects.filter(depth=2):
        page.delete()
    return Page.objects.get(pk=root.pk)


def make_person(username: str, *role_codes: str, full_name: str = "", **fields: Any) -> User:
    """Make somebody with these roles; tests sign in with ``force_login``, so there is no password."""
    person = User(username=username, full_name=full_name or username.title(), **fields)
    person.set_unusable_password()
    person.save()
    for code in role_codes:
        person.groups.add(Group.objects.get(name=roles.BY_CODE[code].group))
    return person


def make_editor(username: str = "ba-lan") -> User:
    """Return the editor of that name, made when there is none."""
    return User.objects.filter(username=username).first() or make_person(username, roles.EDITOR)


def make_leader(username: str = "ong-chu-tich") -> User:
    """Return the leader of that name, made when there is none."""
    known = User.objects.filter(username=username).first()
    return known or make_person(username, roles.LEADER, title="Chủ tịch UBND xã")


def make_story(ground: Commune, *, owner: User, zones: tuple[Place, ...] = (), **fields: Any) -> ArticlePage:
    """Make a draft under the section, with one revision by its owner."""
    fields = {"title": "Tổng vệ sinh đường làng", "body": BODY} | fields
    story = ArticlePage(live=False, owner=owner, **fields)
    ground.section.add_child(instance=story)
    story.zones.set(zones)
    story.save_revision(user=owner, log_action=True)
    return story


def edit_story(story: Story, person: User, **fields: Any) -> ArticlePage:
    """Save a new draft revision by ``person``, as the editor's button does."""
    draft: ArticlePage = ArticlePage.objects.get(pk=story.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=person, log_action=True)
    return ArticlePage.objects.get(pk=story.pk)


def make_submission(ground: Commune, *, owner: User | None = None, **fields: Any) -> Submission:
    """Make a story and put it before its approvers."""
    owner = owner or make_editor()
    return workflow.submit(make_story(ground, owner=owner, **fields), owner)


def make_approved_story(
    ground: Commune, *, owner: User | None = None, leader: User | None = None, **fields: Any
) -> tuple[ArticlePage, Approval]:
    """Make a story that a leader approved; it is live when it is meant for the site."""
    submission = make_submission(ground, owner=owner, **fields)
    approval = workflow.approve(submission, leader or make_leader())
    assert approval is not None
    return ArticlePage.objects.get(pk=submission.story_id), approval


def make_picture(title: str = "Cổng làng", *, colour: str = "green", **fields: Any) -> Picture:
    """Make a small picture that is described in words."""
    fields = {"description": "Cổng làng Đông nhìn từ đường lớn"} | fields
    return Picture.objects.create(title=title, file=picture_file(colour), **fields)


def picture_file(colour: str = "green") -> ContentFile[bytes]:
    """Return a tiny picture as a file."""
    file = ContentFile(b"", name=f"{colour}.png")
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    file.seek(0)
    return file

"""The demo stories, each brought as far as its state says, by the people whose task it is."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.files.images import ImageFile
from django.utils.html import escape

from broadcast import intake, narration
from broadcast.models import Programme
from cms.demo import content, pictures
from cms.demo.shapes import Category, Document, Infographic, Kind, Outlet, Priority, State, Story
from cms.seeding import film
from cms.seeding.structure import Cast
from newsroom import drawing, workflow
from newsroom.documents import read_document
from newsroom.drafting import draft_from_letter, keep_original
from newsroom.infographics.templates import BY_CODE as TEMPLATES
from newsroom.models import (
    ArticlePage,
    BulletinPage,
    InfographicPage,
    IssuePage,
    Picture,
    RegisteredDocument,
    Submission,
    User,
)
from newsroom.models import Story as StoryPage
from newsroom.models.register import DocumentForm

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
KINDS = {
    Kind.NEWS: "news",
    Kind.FEATURE: "article",
    Kind.NOTICE: "notice",
    Kind.PRESS_RELEASE: "press_release",
    Kind.CLARIFICATION: "clarification",
}
CATEGORIES = {
    Category.POLICY: "policy",
    Category.PROJECTS: "project",
    Category.SOCIETY: "society",
    Category.SECURITY: "security",
    Category.EMERGENCY: "disaster",
    Category.GOOD_PEOPLE: "model",
    Category.AGAINST_CRIME: "illegal",
    Category.PRODUCTS: "product",
}
PRIORITIES = {Priority.NORMAL: "normal", Priority.PRIORITY: "priority", Priority.URGENT: "urgent"}
DECIDED = {State.APPROVED, State.RECORDED, State.AIRED, State.RECALLED}
RECORDED = {State.RECORDED, State.AIRED}


def write(story: Story, cast: Cast, *, tells: StoryPage | None = None) -> StoryPage:
    """Write a story as its author does, and submit it when its state says so; ``tells``: what it tells in English."""
    author = cast.people[story.author]
    page = _page(story, author)
    page.owner = author
    if isinstance(page, ArticlePage):
        page.language, page.translation_of = story.language, tells
    cast.sections[story.section].add_child(instance=page)
    places = [cast.zones[slug].place for slug in story.zones]
    page.zones.set(places)
    if page.script:
        page.script_basis = page.text_basis()
    page.board_basis = page.text_basis()
    page.save()
    page.save_revision(user=author, log_action="wagtail.create")
    if story.state is not State.DRAFT:
        workflow.submit(page, author)
    return page


def _page(story: Story, author: User) -> StoryPage:
    fields = {
        "title": story.title,
        "slug": story.slug,
        "live": False,
        "summary": story.summary,
        "body": [("text", "".join(f"<p>{escape(text)}</p>" for text in story.body))] if story.body else [],
        "category": CATEGORIES[story.category],
        "source": story.source,
        "priority": PRIORITIES[story.priority],
        "script": story.script,
        "board_text": "\n".join(story.board),
        "on_site": Outlet.SITE in story.outlets,
        "on_air": Outlet.AIR in story.outlets,
        "on_boards": Outlet.BOARDS in story.outlets,
        "valid_until": datetime.combine(story.until, time(23, 59), LOCAL) if story.until else None,
    }
    if story.infographic is not None:
        return _infographic(story.infographic, InfographicPage(**fields), author)
    return ArticlePage(**fields, kind=KINDS[story.kind], picture=_picture(story))


def _infographic(made: Infographic, page: InfographicPage, author: User) -> InfographicPage:
    """Draw it as an editor does with the form."""
    drawing.put_into(page, TEMPLATES[made.template], made.values, person=author)
    return page


def _picture(story: Story) -> Picture | None:
    if story.picture is None:
        return None
    drawn = ImageFile(BytesIO(pictures.draw(story.picture.name)), name=f"{story.picture.name}.png")
    return Picture.objects.create(
        title=story.title[:255], description=story.picture.alt, credit=story.picture.caption, file=drawn
    )


def decide(story: Story, page: StoryPage, cast: Cast, *, now: datetime) -> None:
    """Let the leader decide, and the operator accept the recording, as far as the state says."""
    leader, operator = cast.people["binh"], cast.with_role("operator")
    submission = Submission.objects.filter(story_id=page.pk).latest("pk")
    if story.state is State.RETURNED:
        workflow.send_back(submission, leader, reason=story.reason)
    if story.state not in DECIDED:
        return
    approval = workflow.approve(submission, leader)
    StoryPage.objects.filter(pk=page.pk).update(first_published_at=story.at, last_published_at=story.at)
    intake.sweep(now)
    if story.state in RECORDED:
        accept(submission, operator, now=now)
    if story.state is State.RECALLED and approval is not None:
        workflow.recall(approval, leader, reason=story.reason)
        intake.sweep(now)


def approve(submission: Submission, cast: Cast) -> None:
    """Let the leader approve."""
    workflow.approve(submission, cast.people["binh"])


def accept(submission: Submission, operator: User, *, now: datetime) -> Programme:
    """Accept the take that stands ready, as the operator does after listening."""
    programme = Programme.objects.get(submission=submission)
    narration.accept(programme.recordings.latest("pk"), person=operator, now=now)
    programme.refresh_from_db()
    return programme


def write_bulletin(cast: Cast, today: date) -> StoryPage:
    """Write the bulletin that is due soon: an opening, three stories in short, a closing."""
    told = {story.slug: story for story in content.stories(today)}
    stories = [told[slug] for slug in content.BULLETIN.stories]
    author = cast.people["mai"]
    page = BulletinPage(
        title=f"{content.BULLETIN.title} {today:%d/%m/%Y}",
        slug=content.BULLETIN.slug,
        live=False,
        owner=author,
        summary="; ".join(story.title for story in stories)[:480] + ".",
        on_air=True,
        body=[("text", "".join(f"<p>{escape(f'{story.title}. {story.summary}')}</p>" for story in stories))],
        source="Đài truyền thanh xã",
    )
    page.script = "\n".join(f"{story.title}. {story.summary}" for story in stories)
    cast.sections["tin-tuc"].add_child(instance=page)
    page.script_basis = page.text_basis()
    page.save()
    page.save_revision(user=author, log_action="wagtail.create")
    workflow.submit(page, author)
    return page


def write_registered(cast: Cast) -> None:
    """Put the Party committee's plan into the register of documents, as an editor does, and let the leader approve."""
    author, facts = cast.people["mai"], content.REGISTERED
    file = keep_original(facts.file, facts.text.encode(), person=author, title=facts.title)
    page = RegisteredDocument(
        title=facts.title,
        slug=facts.slug,
        live=False,
        owner=author,
        summary=facts.abstract,
        category=CATEGORIES[Category.POLICY],
        document_form=DocumentForm.PLAN,
        document_number=facts.number,
        document_date=facts.on,
        document_issuer=facts.issuer,
        source=facts.issuer,
        source_document=file,
        on_air=False,
        on_boards=False,
    )
    cast.sections["van-ban"].add_child(instance=page)
    page.save_revision(user=author, log_action="wagtail.create")
    approve(workflow.submit(page, author), cast)


def write_film(cast: Cast, infographic: StoryPage) -> None:
    """Make the film of an infographic, write its story as an editor does, and let the leader approve."""
    author, facts = cast.people["quang"], content.FILM
    picture: Picture = infographic.specific.infographic
    made = film.make(Path(picture.file.path), facts.sentences)
    mp4 = keep_original(f"{facts.slug}.mp4", made.mp4, person=author, title=facts.name)
    captions = keep_original(f"{facts.slug}.vtt", made.vtt, person=author, title=f"{facts.name} (phụ đề)")
    video = {
        "title": facts.name,
        "file": mp4,
        "poster": picture,
        "captions": captions,
        "link": "",
        "words": "",
    }
    video["words"] = "Một bức đồ hoạ đứng yên trong khi giọng đọc nói:\n" + "\n".join(facts.sentences)
    page = ArticlePage(
        title=facts.title,
        slug=facts.slug,
        live=False,
        owner=author,
        summary=facts.summary,
        category=CATEGORIES[Category.AGAINST_CRIME],
        source=facts.source,
        body=[("text", f"<p>{escape(facts.text)}</p>"), ("video", video)],
    )
    cast.sections[facts.section].add_child(instance=page)
    page.save_revision(user=author, log_action="wagtail.create")
    approve(workflow.submit(page, author), cast)


def write_issue(cast: Cast, today: date) -> None:
    """Collect what the public reads into an issue of the e-bulletin, as an editor does, and let the leader approve."""
    author, facts = cast.people["mai"], content.ISSUE
    newest = StoryPage.objects.public().filter(slug__in=facts.stories)
    told = {story.slug: story for story in newest}
    issue = IssuePage(
        title=facts.title,
        slug=facts.slug,
        live=False,
        owner=author,
        summary=facts.summary,
        body=[("text", "".join(f"<p>{escape(text)}</p>" for text in facts.foreword))],
        category=CATEGORIES[Category.SOCIETY],
        source=facts.source,
        issue_number=1,
        issue_month=today.month,
        issue_year=today.year,
        stories=[("story", told[slug]) for slug in facts.stories],
        on_air=False,
        on_boards=False,
    )
    cast.sections["tin-tuc"].add_child(instance=issue)
    issue.save_revision(user=author, log_action="wagtail.create")
    approve(workflow.submit(issue, author), cast)


def import_document(document: Document, cast: Cast) -> None:
    """Import a source document as an editor does; it stays a draft with its warnings."""
    person = cast.people[document.author]
    path = Path(content.__file__).parent / document.path
    data = path.read_bytes()
    letter = read_document(data, filename=path.name)
    original = keep_original(path.name, data, person=person, title=letter.title or path.stem)
    draft_from_letter(letter, section=cast.sections[document.section], person=person, original=original)

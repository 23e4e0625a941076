"""The public pages of the demo by the template that draws them, so that none is forgotten."""

from tests.browser.demo import ROOT

TEMPLATES = ROOT / "templates"
ADDRESSES = {
    "404.html": ("/khong-co-trang-nay/",),
    "public/air_times.html": ("/lich-phat-thanh/",),
    "public/archive.html": ("/luu-tru/",),
    "public/check.html": ("/xac-minh/", "/xac-minh/9/abcdef1234567890/"),
    "public/english.html": ("/en/",),
    "public/english_about.html": ("/en/about/",),
    "public/home.html": ("/",),
    "public/infographics.html": ("/do-hoa/",),
    "public/infographic.html": ("/de-an-06/do-hoa-canh-bao-lua-dao/",),
    "public/issue.html": ("/tin-tuc/ban-tin-dien-tu-so-1/",),
    "public/on_air.html": ("/dang-phat/",),
    "public/phone.html": ("/nhan-tin/",),
    "public/register.html": ("/tra-cuu-van-ban/", "/tra-cuu-van-ban/?q=khong-co"),
    "public/registered_document.html": ("/van-ban/ke-hoach-111-kh-du/",),
    "public/replay.html": ("/nghe-lai/",),
    "public/search.html": ("/tim-kiem/?q=ti%C3%AAm", "/tim-kiem/?q=zzzz"),
    "public/section.html": ("/thong-bao/", "/van-ban/", "/gioi-thieu/"),
    "public/videos.html": ("/video/",),
    "public/story.html": (
        "/kinh-te-dau-tu/ket-qua-kinh-te-xa-hoi-quy/",
        "/thong-tin-doi-ngoai/output-in-the-last-quarter/",
    ),
}
PATHS = tuple(path for paths in ADDRESSES.values() for path in paths)
FRAMES = {"public/base.html", "public/issue_mail.html"}
"""What pages stand in, and what is no page but a letter."""


def unlisted() -> set[str]:
    """Return the templates of public pages that have no address here."""
    drawn = {f"public/{path.name}" for path in (TEMPLATES / "public").glob("*.html")}
    return drawn - FRAMES - set(ADDRESSES)

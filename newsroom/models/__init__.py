"""People, places, stories, and the rows that say what was submitted, decided, approved and recalled."""

from newsroom.models.approval import Approval, Recall, Review, Submission
from newsroom.models.chain import ChainEntry
from newsroom.models.commune import CommuneSettings, Place
from newsroom.models.delegation import Delegation, DelegationEnd
from newsroom.models.files import Picture, PictureRendition, SourceDocument
from newsroom.models.pages import HomePage, SectionPage
from newsroom.models.people import User
from newsroom.models.review_step import ReviewStep
from newsroom.models.story import ArticlePage, BulletinPage, InfographicPage, Story
from newsroom.models.suggestion import Suggestion, SuggestionAnswer

__all__ = [
    "Approval",
    "ArticlePage",
    "BulletinPage",
    "ChainEntry",
    "CommuneSettings",
    "Delegation",
    "DelegationEnd",
    "HomePage",
    "InfographicPage",
    "Picture",
    "PictureRendition",
    "Place",
    "Recall",
    "Review",
    "ReviewStep",
    "SectionPage",
    "SourceDocument",
    "Story",
    "Submission",
    "Suggestion",
    "SuggestionAnswer",
    "User",
]

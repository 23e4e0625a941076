"""People, places, stories, and the rows that say what was submitted, decided, approved and recalled."""

from newsroom.models.append_only import AppendOnly
from newsroom.models.approval import Approval, Erased, Recall, Review, Submission
from newsroom.models.chain import ChainCheck, ChainEntry
from newsroom.models.commune import CommuneSettings, Place
from newsroom.models.delegation import Delegation, DelegationEnd
from newsroom.models.emergency import SecondLook, Waiver
from newsroom.models.escalation import Escalation, EscalationEnd, EscalationReply
from newsroom.models.files import Picture, PictureRendition, SourceDocument
from newsroom.models.frozen_text import ErasedText, Erasure, ErasureProposal, ErasureRefusal, FrozenText
from newsroom.models.issue import IssuePage
from newsroom.models.link_check import LinkCheck
from newsroom.models.opening import Opening, Reminder
from newsroom.models.pages import HomePage, SectionPage
from newsroom.models.people import User
from newsroom.models.plan_task import PlanTask, StoryTask
from newsroom.models.press import PressAnswer, PressDecision, PressNote, PressRequest
from newsroom.models.register import RegisteredDocument
from newsroom.models.review_step import ReviewStep
from newsroom.models.security import Guesses, SecurityEvent, SignedInSession
from newsroom.models.story import ArticlePage, BulletinPage, InfographicPage, Story
from newsroom.models.suggestion import Suggestion, SuggestionAnswer

__all__ = [
    "AppendOnly",
    "Approval",
    "ArticlePage",
    "BulletinPage",
    "ChainCheck",
    "ChainEntry",
    "CommuneSettings",
    "Delegation",
    "DelegationEnd",
    "Erased",
    "ErasedText",
    "Erasure",
    "ErasureProposal",
    "ErasureRefusal",
    "Escalation",
    "EscalationEnd",
    "EscalationReply",
    "FrozenText",
    "Guesses",
    "HomePage",
    "InfographicPage",
    "IssuePage",
    "LinkCheck",
    "Opening",
    "Picture",
    "PictureRendition",
    "Place",
    "PlanTask",
    "PressAnswer",
    "PressDecision",
    "PressNote",
    "PressRequest",
    "Recall",
    "RegisteredDocument",
    "Reminder",
    "Review",
    "ReviewStep",
    "SecondLook",
    "SectionPage",
    "SecurityEvent",
    "SignedInSession",
    "SourceDocument",
    "Story",
    "StoryTask",
    "Submission",
    "Suggestion",
    "SuggestionAnswer",
    "User",
    "Waiver",
]

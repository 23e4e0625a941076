"""The tables that the log is read from, the newsroom's and the station's."""

from cms.audit.decisions import Recalls, Reviews, Submissions
from cms.audit.entry import Source
from cms.audit.events import Events
from cms.audit.station import Acceptances, Moves, RefusedCalls
from cms.audit.wagtail_log import ModelLog, PageLog

# The order is part of the marks in addresses: new ones go to the end.
SOURCES: tuple[Source, ...] = (
    Events(),
    Submissions(),
    Reviews(),
    Recalls(),
    Acceptances(),
    Moves(),
    PageLog(),
    ModelLog(),
    RefusedCalls(),
)

"""The templates: what a commune posts, each a function from a few plain fields to a design."""

from newsroom.infographics.templates.comparing import HAMLETS, TABLE, THEN_AND_NOW
from newsroom.infographics.templates.figures import CHART, ECONOMY
from newsroom.infographics.templates.notices import POWER_CUT, PROCEDURE, VACCINATION
from newsroom.infographics.templates.template import Template
from newsroom.infographics.templates.warnings import FIRE, FRAUD, WEATHER

TEMPLATES: tuple[Template, ...] = (
    VACCINATION,
    POWER_CUT,
    ECONOMY,
    PROCEDURE,
    FRAUD,
    FIRE,
    WEATHER,
    CHART,
    TABLE,
    THEN_AND_NOW,
    HAMLETS,
)
BY_CODE = {template.code: template for template in TEMPLATES}

__all__ = ["BY_CODE", "TEMPLATES", "Template"]

"""Rules for what is written short in houses and fields: 2PN, aptomat 100A, IR 50404."""

from broadcast.text.identifiers import figures
from broadcast.text.letters import spelled
from broadcast.text.numbers import integer
from broadcast.text.rules import rule

ROOMS = rule(
    "rooms",
    r"(?P<number>[1-9])(?P<kind>PN|WC)(?!\w)",
    lambda found: (
        f"{integer(int(found['number']))} {'phòng ngủ' if found['kind'] == 'PN' else 'nhà vệ sinh'}"
    ),
)

AMPERES = rule(
    "amperes",
    r"(?P<number>\d{1,4})\s?A(?![\w/])",
    lambda found: f"{figures(found['number'])} am pe",
    left=r"(?<!\w)(?:[aá]pt?[ôo]mát|aptomat|cầu dao|cầu chì|MCB|MCCB|dòng(?: điện)?|sạc|công tơ|ổ cắm|ắc quy"
    r"|pha|tủ điện|cáp)"
    r"(?: [^\W\d_]+){0,2}\s",
)

RICE = rule(
    "rice",
    r"(?P<letters>IR|OM) (?P<number>\d{2,5})(?![\w/]|[.,]\d)",
    lambda found: f"{spelled(found['letters'])} {figures(found['number'])}",
    starts="a",
)

COUNTED = (ROOMS, AMPERES)

"""The public holidays of Việt Nam, by Article 112 of the Labour Code of 2019; Tết and giỗ Tổ go by the moon."""

from dataclasses import dataclass
from datetime import date, timedelta

from broadcast.plan.lunar import tet, to_solar


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """One public holiday; ``first`` and ``last`` are days of the civil calendar."""

    name: str
    first: date
    last: date


def public_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the holidays of a civil year in order.

    The government settles each year which five days are Tết and which day stands beside Quốc khánh; here are
    the eve and four days, and the day before. Substitute days are announced one by one and entered by hand.
    """
    new_year = tet(year)
    hung_kings = to_solar(10, 3, year)
    days = [
        Holiday(name="Tết Dương lịch", first=date(year, 1, 1), last=date(year, 1, 1)),
        Holiday(name="Tết Nguyên đán", first=new_year - timedelta(1), last=new_year + timedelta(3)),
        Holiday(name="Ngày Chiến thắng", first=date(year, 4, 30), last=date(year, 4, 30)),
        Holiday(name="Ngày Quốc tế lao động", first=date(year, 5, 1), last=date(year, 5, 1)),
        Holiday(name="Quốc khánh", first=date(year, 9, 1), last=date(year, 9, 2)),
    ]
    if hung_kings:
        days.append(Holiday(name="Giỗ Tổ Hùng Vương", first=hung_kings, last=hung_kings))
    return tuple(sorted(days, key=lambda holiday: holiday.first))

"""A chart in the text of a story: typed figures, drawn as a picture, told as a table and aloud from the same data."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from newsroom.infographics import alone, words
from newsroom.infographics.design import Bar, BarChart, Design, LineChart, Look, PieChart, Series
from newsroom.infographics.numbers import read_number, written
from newsroom.infographics.type_setting import TooWide

BARS, LINE, PIE = "bar", "line", "pie"
LEAST_ROWS, MOST_ROWS, MOST_SLICES = 2, 12, 6


class FigureBlock(blocks.StructBlock):
    """One value with its name."""

    label = blocks.CharBlock(label=_("Name"), max_length=40)
    value = blocks.CharBlock(
        label=_("Number"), max_length=16, help_text=_("As it is written in Vietnamese: 1.234,5")
    )

    def clean(self, value: Any) -> Any:
        """Refuse what is no number."""
        cleaned = super().clean(value)
        if read_number(cleaned["value"]) is None:
            fault = ValidationError(_("This is no number. Type only the number, such as 1.234,5."))
            raise StructBlockValidationError(block_errors={"value": fault})
        return cleaned


class ChartBlock(blocks.StructBlock):
    """Figures that are better seen than read."""

    title = blocks.CharBlock(label=_("Name of the chart"), max_length=60)
    kind = blocks.ChoiceBlock(
        label=_("Kind of chart"),
        choices=[
            (BARS, _("Bars: to compare")),
            (LINE, _("Line: how it changes with time")),
            (PIE, _("Pie: the parts of a whole")),
        ],
        default=BARS,
    )
    unit = blocks.CharBlock(
        label=_("Unit"), max_length=20, required=False, help_text=_("For example: tấn, triệu đồng, %")
    )
    figures = blocks.ListBlock(
        FigureBlock(label=_("Figure")),
        label=_("Figures"),
        min_num=LEAST_ROWS,
        max_num=MOST_ROWS,
        help_text=_("In the order in which they are shown. A pie shows six parts at most."),
    )
    source = blocks.CharBlock(label=_("Source of the figures"), max_length=120, required=False)

    class Meta:
        icon = "table"
        template = "newsroom/blocks/chart.html"
        label = _("Chart")

    def clean(self, value: Any) -> Any:
        """Refuse what cannot be drawn, and say what to change."""
        cleaned = super().clean(value)
        fault = _fault(cleaned)
        if fault:
            raise StructBlockValidationError(
                block_errors={
                    "figures": ListBlockValidationError(
                        block_errors={}, non_block_errors=[ValidationError(fault)]
                    )
                }
            )
        try:
            alone.draw(chart_of(cleaned), Look(commune="xã"))
        except TooWide as wide:
            long = _("“%(words)s” is too long to be drawn. Shorten it.") % {"words": wide.text}
            raise StructBlockValidationError(non_block_errors=[ValidationError(long)]) from wide
        return cleaned


def _fault(value: Mapping[str, Any]) -> Any:
    if value["kind"] != PIE:
        return ""
    if len(value["figures"]) > MOST_SLICES:
        return _("A pie shows six parts at most. Join the smallest to “Others”, or choose bars.")
    if any((read_number(each["value"]) or 0) <= 0 for each in value["figures"]):
        return _("A pie shows parts greater than zero. Choose bars for these figures.")
    return ""


def rows_of(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the figures as a table: name, number in Vietnamese."""
    return [(bar.label, written(bar.value)) for bar in _bars(value)]


def _bars(value: Mapping[str, Any]) -> tuple[Bar, ...]:
    """Return the figures that are numbers; while somebody types, some are not yet."""
    read = [
        (" ".join((each["label"] or "").split()), read_number(each["value"] or ""))
        for each in value["figures"]
    ]
    return tuple(Bar(label=label, value=number) for label, number in read if number is not None)


def chart_of(value: Mapping[str, Any]) -> alone.Chart:
    """Return the chart as data; parts that are no parts of a whole are drawn as bars."""
    title, unit, bars = value["title"] or "", value["unit"] or "", _bars(value)
    if value["kind"] == LINE and bars:
        moments = tuple(bar.label for bar in bars)
        series = (Series(name="", values=tuple(bar.value for bar in bars)),)
        return LineChart(title=title, unit=unit, moments=moments, series=series)
    if value["kind"] == PIE and 0 < len(bars) <= MOST_SLICES and all(bar.value > 0 for bar in bars):
        return PieChart(title=title, unit=unit, slices=bars)
    return BarChart(title=title, unit=unit, bars=bars)


def said_chart(value: Mapping[str, Any]) -> list[str]:
    """Return the chart in sentences for the ear."""
    if not _bars(value):
        return []
    title = (value["title"] or "").strip()
    design = Design(title=title, blocks=(chart_of(value),), look=Look(commune=""))
    return [f"{title.rstrip(':.')}:", *(line for line in words.spoken(design).splitlines() if line)]

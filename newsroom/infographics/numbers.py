"""Writes numbers the Vietnamese way (1.234,5), and reads them as people type them."""

import re


def written(value: float) -> str:
    """Return the number with points between thousands and a comma before at most two decimals."""
    rounded = round(value, 2)
    whole, _point, decimals = f"{abs(rounded):,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    sign = "-" if rounded < 0 else ""
    return sign + whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def read_number(typed: str) -> float | None:
    """Return the number somebody typed (1.234,5; 12,5; 3.2; -4), None when it is none."""
    text = re.sub(r"\s", "", typed)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"-?\d{1,12}(\.\d+)?", text) else None

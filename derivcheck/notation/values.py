"""Values as text: `-1/3`, `0.693147...`, `[1, 2]`, `true`."""

from __future__ import annotations

from flint import acb, arb, fmpq

from derivcheck.kernel.algebra.values import Number, Value
from derivcheck.kernel.enclosures.arrays import Array

DIGITS = (6, 12, 24, 48, 96)
"""How many significant digits are shown, the first that shows a difference."""


def show_pair(a: Value, b: Value) -> tuple[str, str]:
    """Both values with as many digits as it takes to tell them apart."""
    shown = ("", "")
    for digits in DIGITS:
        shown = (show_value(a, digits), show_value(b, digits))
        if shown[0] != shown[1]:
            break
    return shown


def show_value(x: Value | bool | None, digits: int = DIGITS[0]) -> str:
    """A value in short text.

    Arguments:
        x: a value, a truth, or None for an unknown truth.
        digits: how many significant digits a ball is shown with; they are cut, not rounded.
    """
    match x:
        case None:
            return "unknown"
        case bool():
            return str(x).lower()
        case Array(entries):
            return f"[{', '.join(show_value(e, digits) for e in entries)}]"
        case fmpq():
            return str(x)
        case acb():
            return _show_complex(x, digits)
    return _show_ball(x, digits)


def _show_complex(x: acb, digits: int) -> str:
    imaginary = _show_ball(abs(x.imag), digits)
    unit = "I" if imaginary == "1" else f"{imaginary}*I"
    minus = x.imag < 0
    if x.real.is_zero():
        return f"-{unit}" if minus else unit
    return f"{_show_ball(x.real, digits)} {'-' if minus else '+'} {unit}"


def _show_ball(x: Number, digits: int) -> str:
    if type(x) is arb and x.is_exact() and not x.is_finite():
        return "oo" if x > 0 else "-oo"
    if type(x) is arb and x.is_exact() and x.is_integer():
        return str(x.fmpq())
    if type(x) is arb and x.contains(0) and abs(x) < arb(10) ** -digits:
        return f"0.{'0' * digits}..."  # no digit of it is known but these
    text: str = x.str(digits + 4, radius=False)
    mantissa, _, exponent = text.partition("e")
    body, kept = "", 0
    for c in mantissa:
        kept += c.isdigit() and (kept > 0 or c != "0")
        if kept > digits and "." in body:
            break
        body += c
    return f"{body}...{'e' + exponent if exponent else ''}"

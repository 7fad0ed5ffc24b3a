"""Integrals that symmetry decides: what it does not show first, then what it shows.

The prover is asked alone, and the kernel judges what it finds.
"""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.provers.equations import integrals
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {"a": "positive real", "b": "real"}

NEVER = {
    "odd, but divergent":        ("int(x/(1 + x^2), x = -oo..oo)", "0"),
    "odd, divergent for each b": ("int(x/(b^2 + x^2), x = -oo..oo)", "0"),
    "odd, and swings":           ("int(sin(x), x = -oo..oo)", "0"),
    "inverted, but divergent":   ("int(log(x)/x, x = 0..oo)", "0"),
    "half the range":            ("int(log(x)/(x^2 + 1), x = 0..1)", "0"),
    "another weight":            ("int(log(x)/(x + 1)^3, x = 0..oo)", "0"),
    "twice the value":           ("int(log(1 + x)/(1 + x^2), x = 0..1)", "pi*log(2)/4"),
    "from 0 to a, doubled":      ("int(log(x + a)/(x^2 + a^2), x = 0..a)", "pi/(4*a)*log(2*a^2)"),
    "ends that do not pair":     ("int(atan(x)/x, x = 1/2..3)", "pi*log(2)/2"),
    "a scale left out":          ("int(log(x)/(x^2 + a^2), x = 0..oo)", "0"),
    "across a pole":             ("int(1/(x - 1), x = 0..2)", "0"),
}  # fmt: skip
SHOWN = {
    "odd":                  ("int(sin(x)/(1 + x^4), x = -oo..oo)", "0"),
    "a reciprocal":         ("int(log(x)/(x^2 + 1), x = 0..oo)", "0"),
    "a scaled reciprocal":  ("int(log(x)/(x^2 + a^2), x = 0..oo)", "pi*log(a)/(2*a)"),
    "Serret's":             ("int(log(1 + x)/(1 + x^2), x = 0..1)", "pi*log(2)/8"),
    "from 0 to a":          ("int(log(x + a)/(x^2 + a^2), x = 0..a)", "pi/(8*a)*log(2*a^2)"),
    "ends that pair":       ("int(atan(x)/x, x = 1/2..2)", "pi*log(2)/2"),
}  # fmt: skip


def is_shown(before: str, after: str) -> bool:
    row = {"symbols": SYMBOLS, "from": before, "to": after, "relation": "="}
    claim = read_row(row)
    evidence = integrals.prove(claim, Limits())
    return evidence is not None and isinstance(judge(claim, evidence), Proved)


@pytest.mark.parametrize(("before", "after"), NEVER.values(), ids=NEVER)
def test_what_symmetry_does_not_show(before: str, after: str) -> None:
    assert not is_shown(before, after)


@pytest.mark.parametrize(("before", "after"), SHOWN.values(), ids=SHOWN)
def test_what_symmetry_shows(before: str, after: str) -> None:
    assert is_shown(before, after)

"""Recurrences of higher order: what they do not determine is refused first."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.equations import recurrences
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {"n": "nonnegative integer", "k": "positive integer", "a": "function integer -> real"}
LAW = "for all m in Z: m >= 0 => a(m + 2) = 5*a(m + 1) - 6*a(m)"
START = ("a(0) = 2", "a(1) = 5")
REFUTED = {
    "another start": ("a(n)", "2^n + 3^n", ("a(0) = 2", "a(1) = 4", LAW)),
    "one solution of two": ("a(n)", "2*2^n", (*START, LAW)),
}
OPEN = {
    "one value too few": ("a(n)", "2^n + 3^n", ("a(0) = 2", LAW)),
    "from 1 on only": ("a(n)", "2^n + 3^n", (*START, LAW.replace(">= 0", ">= 1"))),
    "from before the start": (
        "a(n)",
        "2^n + 3^n",
        ("a(1) = 5", "a(2) = 13", LAW.replace(">= 0", ">= 1")),
    ),
    "for other integers": ("a(n)", "2^n + 3^n", (*START, LAW.replace("m + 2", "2*m + 2"))),
    "no law": ("a(n)", "2^n + 3^n", START),
}
PROVED = {
    "two roots": ("a(n)", "2^n + 3^n", (*START, LAW)),
    "backwards": ("a(k)", "k*2^k", ("a(1) = 2", "a(2) = 8",
                  "for all m in Z: m >= 3 => a(m) = 4*a(m - 1) - 4*a(m - 2)")),
    "third order": ("a(n)", "n^2", ("a(0) = 0", "a(1) = 1", "a(2) = 4",
                    "for all m in Z: m >= 0 => a(m + 3) = 3*a(m + 2) - 3*a(m + 1) + a(m)")),
    "signs": ("a(n)", "(-1)^n", ("a(0) = 1", "a(1) = -1",
              "for all m in Z: m >= 0 => a(m + 2) = a(m)")),
    "not linear": ("a(n)", "2^n", ("a(0) = 1", "a(1) = 2",
                   "for all m in Z: m >= 0 => a(m + 2) = a(m + 1)^2/a(m)")),
}  # fmt: skip
ROWS = ("before", "after", "assume")


def _claim(before: str, after: str, assume: tuple[str, ...]) -> Claim:
    row = {"symbols": SYMBOLS, "assume": list(assume), "from": before, "to": after}
    return read_row(row)


@pytest.mark.parametrize(ROWS, REFUTED.values(), ids=REFUTED)
def test_other_sequences_are_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize(ROWS, OPEN.values(), ids=OPEN)
def test_what_does_not_determine_a_sequence_proves_nothing(
    before: str, after: str, assume: tuple[str, ...]
) -> None:
    assert recurrences.prove(_claim(before, after, assume), Limits()) is None


@pytest.mark.parametrize(ROWS, PROVED.values(), ids=PROVED)
def test_the_sequence_is_proved(before: str, after: str, assume: tuple[str, ...]) -> None:
    claim = _claim(before, after, assume)
    found = recurrences.prove(claim, Limits())
    assert found is not None
    verdict = judge(claim, found)
    assert isinstance(verdict, Proved)
    assert verdict.conditions == ()

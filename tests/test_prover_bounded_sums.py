"""Sums below a number: what grows beyond it is refused first."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import bounded_sums

SYMBOLS = {"n": "positive integer", "m": "integer", "x": "real"}
REFUTED = {
    "a bound too low": ("sum(1/k^2, k = 1..n)", "<", "3/2"),
    "what it comes to is less": ("sum(1/k^3, k = 1..n)", "<", "1"),
}
NOT_FOUND = {
    "what grows without end": ("sum(1/k, k = 1..n)", "<", "5"),
    "a bound that depends on the length": ("sum(1/k^2, k = 1..n)", "<", "2*n"),
    "terms that depend on it": ("sum(1/(k + n), k = 1..n)", "<", "1"),
    "no lower bound of the length": ("sum(1/k^2, k = 1..m)", "<", "2"),
    "terms of any sign": ("sum(x/k^2, k = 1..n)", "<", "2"),
    "another relation": ("sum(1/k^2, k = 1..n)", "!=", "2"),
}
PROVED = {
    "squares": ("sum(1/k^2, k = 1..n)", "<", "2"),
    "weakly": ("sum(1/k^2, k = 1..n)", "<=", "2"),
    "turned round": ("2", ">", "sum(1/k^2, k = 1..n)"),
    "cubes": ("sum(1/k^3, k = 1..n)", "<", "3/2"),
    "a telescope": ("sum(1/(k^2 + k), k = 1..n)", "<", "1"),
    "factorials": ("sum(1/k!, k = 1..n)", "<", "2"),
}
ROWS = ("before", "relation", "after")


def _claim(before: str, relation: str, after: str) -> Claim:
    row = {"symbols": SYMBOLS, "from": before, "to": after, "relation": relation}
    return read_row(row)


@pytest.mark.parametrize(ROWS, REFUTED.values(), ids=REFUTED)
def test_what_is_beyond_the_number(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(ROWS, NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_is_not_found(before: str, relation: str, after: str) -> None:
    assert bounded_sums.prove(_claim(before, relation, after), Limits()) is None


@pytest.mark.parametrize(ROWS, PROVED.values(), ids=PROVED)
def test_what_stays_below(before: str, relation: str, after: str) -> None:
    claim = _claim(before, relation, after)
    found = bounded_sums.prove(claim, Limits())
    assert found is not None
    verdict = judge(claim, found)
    assert isinstance(verdict, Proved)
    assert verdict.conditions == ()

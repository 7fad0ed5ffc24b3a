"""Inequalities by recurrences: first what does not follow, then what does."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import rows_of_values

SYMBOLS = {
    "F": "function integer -> integer", "a": "function integer -> real",
    "n": "nonnegative integer", "m": "integer",
}  # fmt: skip
SUM = "for all k in 0..oo: F(k + 2) = F(k + 1) + F(k)"
FIBONACCI = (SUM, "F(0) = 0", "F(1) = 1")
ROOT = "for all k in 0..oo: a(k + 1) = sqrt(2 + a(k))"
Row = tuple[tuple[str, ...], str, str, str]
OPEN: dict[str, Row] = {
    "false at the second number":  (FIBONACCI, "F(n)", ">=", "n"),
    "false at the first":          (FIBONACCI, "F(n)", ">", "0"),
    "one value is not given":      ((SUM, "F(1) = 1"), "F(n)", ">=", "0"),
    "no step from far below":      (FIBONACCI, "F(m)", ">=", "0"),
    "a recurrence that ends":      (
        ("for all k in 0..5: F(k + 2) = F(k + 1) + F(k)", "F(0) = 0", "F(1) = 1"),
        "F(n)", ">=", "0"),
    "a recurrence that begins late": (
        ("for all k in 5..oo: F(k + 2) = F(k + 1) + F(k)", "F(0) = 0", "F(1) = 1"),
        "F(n)", ">=", "0"),
    "a bound that is passed":      ((ROOT, "a(0) = 1"), "a(n)", "<", "7/4"),
    "a start beyond the bound":    ((ROOT, "a(0) = 3"), "a(n)", "<", "2"),
}  # fmt: skip
RIGHT: dict[str, Row] = {
    "of second order":   (FIBONACCI, "F(n)", ">=", "0"),
    "from a later number": (FIBONACCI, "F(n)", ">=", "n - 1"),
    "a power":           (FIBONACCI, "F(n)", "<=", "2^n"),
    "below a fixed point": ((ROOT, "a(0) = 1"), "a(n)", "<", "2"),
    "a sign for a quotient": (
        ("for all k in 0..oo: a(k + 1) = (a(k) + 2/a(k))/2", "a(0) = 2"), "a(n)", ">", "0"),
    "an inequality for each step": (
        ("for all k in 0..oo: a(k + 1) >= a(k) + 1", "a(0) = 0"), "a(n)", ">=", "n"),
}  # fmt: skip


def _claim(stated: tuple[str, ...], before: str, relation: str, after: str) -> Claim:
    sides = {"from": before, "relation": relation, "to": after}
    return read_row({"symbols": SYMBOLS, "assume": list(stated), **sides})


@pytest.mark.parametrize("row", OPEN.values(), ids=OPEN)
def test_what_a_recurrence_does_not_say_gets_no_evidence(row: Row) -> None:
    assert rows_of_values.prove(_claim(*row), Limits()) is None


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_an_inequality_is_handed_on_by_a_recurrence(row: Row) -> None:
    claim = _claim(*row)
    found = rows_of_values.prove(claim, Limits())
    assert found is not None
    assert isinstance(judge(claim, found), Proved)

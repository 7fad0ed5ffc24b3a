"""Remainders of whole numbers: first what is false, then what holds for each of them."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n, m": "integer", "x": "real"}
WRONG = {
    "a larger modulus":        ("mod(n^3 - n, 12)", "=", "0"),
    "odd squares modulo 16":   ("mod(n, 2) = 1", "implies", "mod(n^2, 16) = 1"),
    "the other way round":     ("mod(n^2, 4) = 0", "implies", "mod(n, 4) = 0"),
    "a square too many":       ("True", "implies", "mod(n^2, 5) = 0 or mod(n^2, 5) = 1"),
    "two squares":             ("mod(n^2 + m^2, 4)", "!=", "2"),
    "no whole number":         ("mod(x^2 + x, 2)", "=", "0"),
}  # fmt: skip
RIGHT = {
    "two in a row":            ("mod(n*(n + 1), 2)", "=", "0"),
    "a cube and its root":     ("mod(n^3 - n, 6)", "=", "0"),
    "odd squares":             ("mod(n, 2) = 1", "implies", "mod(n^2, 8) = 1"),
    "squares modulo 4":        ("True", "implies", "mod(n^2, 4) = 0 or mod(n^2, 4) = 1"),
    "an even square":          ("mod(n^2, 2) = 0", "iff", "mod(n, 2) = 0"),
    "an odd product":          ("mod(n*m, 2) = 1", "iff", "mod(n, 2) = 1 and mod(m, 2) = 1"),
    "sums of two squares":     ("mod(n^2 + m^2, 4)", "!=", "3"),
    "a multiple of 3":         ("mod(n^2, 3) = 0", "implies", "mod(n, 3) = 0"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_what_a_remainder_refutes(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_what_holds_for_all_remainders(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())

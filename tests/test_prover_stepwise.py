"""Inequalities by induction: first what is false for some integer, then what holds from one on."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, Rejected, judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Lemma
from derivcheck.kernel.language.terms import App, Sym, number
from derivcheck.provers.foundations.inductions import induction as by_row
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import derivative_signs, induction

SYMBOLS = {"n": "positive integer", "x": "real", "m": "integer", "k": "positive integer"}
WRONG = {
    "below its start":      ("2^n", ">=", "n^2", ()),
    "strict at the first":  ("(1 + x)^n", ">", "1 + n*x", ("x >= -1",)),
    "a base below -1":      ("(1 - x)^n", ">=", "1 - n*x", ()),
    "a bound too low":      ("sum(1/k^2, k = 1..n)", "<=", "3/2 - 1/n", ()),
    "a harmonic number":    ("sum(1/k, k = 1..n)", "<=", "1/2 + log(n)", ()),
    "a factorial":          ("factorial(n)", ">=", "(n/2)^n", ()),
    "negative integers":    ("2^m", ">", "m + 1", ()),
    "roots, too low":       ("sum(1/sqrt(k), k = 1..n)", "<=", "2*sqrt(n) - 3/2", ()),
}  # fmt: skip
RIGHT = {
    "Bernoulli":            ("(1 + x)^n", ">=", "1 + n*x", ("x >= -1",)),
    "powers and squares":   ("2^n", ">=", "n^2", ("n >= 4",)),
    "equality in the rest": ("2^n", ">", "n", ()),
    "factorials":           ("factorial(n)", ">", "2^n", ("n >= 4",)),
    "a telescoping bound":  ("sum(1/k^2, k = 1..n)", "<=", "2 - 1/n", ()),
    "with roots":           ("sum(1/sqrt(k), k = 1..n)", ">=", "sqrt(n)", ()),
    "roots of n and n + 1": ("sum(1/sqrt(k), k = 1..n)", "<=", "2*sqrt(n)", ()),
}  # fmt: skip
LEFT = {
    "a logarithm below":    ("sum(1/k, k = 1..n)", ">=", "log(n + 1)", ()),
    "a logarithm above":    ("sum(1/k, k = 1..n)", "<=", "1 + log(n)", ()),
}  # fmt: skip
"""What is left of a step here takes derivatives."""
ROWS = ("before", "relation", "after", "assume")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_inequalities_are_refuted(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


def _claim(before: str, relation: str, after: str, assume: tuple[str, ...]) -> Claim:
    row = {"symbols": SYMBOLS, "assume": list(assume), "from": before, "to": after}
    return read_row({**row, "relation": relation})


@pytest.mark.parametrize(ROWS, LEFT.values(), ids=LEFT)
def test_what_is_left_of_a_step_is_asked_of_others(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    claim = _claim(before, relation, after, assume)
    assert induction.prove(claim, Limits()) is None
    found = induction.prove(claim, Limits(), (derivative_signs.prove,))
    assert isinstance(judge(claim, found), Proved)


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_inequalities_are_proved_step_by_step(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    claim = _claim(before, relation, after, assume)
    found = induction.prove(claim, Limits(), (derivative_signs.prove,))
    assert found is not None
    verdict = judge(claim, found)
    assert isinstance(verdict, Proved)
    assert verdict.conditions == ()


n = Sym("n")
LESS = _claim("n", "<", "n + 1", ())
FORGED = {
    "the other comparison": (">", "the evidence proves something else"),
    "an equation": ("=", "the evidence proves something else"),
}  # fmt: skip


@pytest.mark.parametrize(("relation", "reason"), FORGED.values(), ids=FORGED)
def test_no_other_relation_is_kept(relation: str, reason: str) -> None:
    at = [(number(1), number(1) + 1), (n + 1, n + 1 + 1)]
    first, step = (Lemma(App("<", sides)) for sides in at)
    found = by_row(App("<", (n, n + 1)), "n", number(1), first, step)
    assert isinstance(judge(LESS, found), Proved)
    verdict = judge(LESS, by_row(App(relation, (n, n + 1)), "n", number(1), first, step))
    assert isinstance(verdict, Rejected)
    assert verdict.reason == reason

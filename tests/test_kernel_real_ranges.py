"""Statements about all real numbers of a range: what evidence may not make of them, then what."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import readable_term
from derivcheck.kernel.enclosures.evaluation import scope_of
from derivcheck.kernel.enclosures.valuation import truth
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.evidence import Generalise, Hypothesis, Lemma
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import ONE, ZERO, Bind, Sym, Term, call, number

t, x, y = Sym("t"), Sym("x"), Sym("y")
NAMES = Context({"x": REAL})
OPEN = Facts(NAMES)


def every(condition: Term, sort: str = "real") -> Bind:
    return Bind("forall", "t", condition, (ZERO, ONE), sort)  # type: ignore[arg-type]  # any text


WHOLE = call("=", t * (1 - t), 0)
"""True of the integers of the range alone."""


def test_what_holds_of_integers_is_not_known_of_real_numbers() -> None:
    scope = scope_of((), {}, NAMES)
    assert truth(every(WHOLE, "integer"), scope) is True
    assert truth(every(WHOLE), scope) is None


REFUSED = {
    "by looking": Lemma(every(WHOLE)),
    "by a name": Lemma(every(WHOLE), Generalise("y", Lemma(call("=", y * (1 - y), 0)))),
    "of an instance outside": Hypothesis(every(call("<=", ZERO, t)), (number(2),)),
    "of an instance nobody knows": Hypothesis(every(call("<=", ZERO, t)), (x,)),
}  # fmt: skip


@pytest.mark.parametrize("evidence", REFUSED.values(), ids=REFUSED)
def test_what_is_refused(evidence: Lemma | Hypothesis) -> None:
    with pytest.raises(Rejected) as rejected:
        infer(evidence, OPEN)
    assert rejected.value.reason == "a side condition is not known"


def test_what_a_statement_needs_is_asked_of_all_real_numbers() -> None:
    assert needed(every(call("<", ZERO, 1 / t)), NAMES) == (every(call("!=", t, 0)),)


@pytest.mark.parametrize("sort", ["complex", "rational", "boolean"])
def test_ranges_are_of_real_numbers_or_integers(sort: str) -> None:
    assert not readable_term(every(WHOLE, sort))


def test_a_rate_under_an_integral_whose_bounds_move() -> None:
    before, symbols = "diff(int(sin(x*t)/t, t = 1..x), x)", {"x": "real"}
    right = check_step(
        before, "int(cos(x*t), t = 1..x) + sin(x^2)/x", symbols=symbols, assume=["x > 1"]
    )
    assert right.name == "proved"

"""Integrals of integrals that have values by equal bodies: what is refused, then what is taken."""

from __future__ import annotations

import pytest

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Congruence,
    Evidence,
    Have,
    Lemma,
)
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    substitute,
)  # fmt: skip

x, t, y = map(Sym, "xty")
OPEN = Facts(Context({"x": REAL}))


def inner(u: Term) -> Bind:
    """Euler's integral with one exponent."""
    return Bind("int", "s", Sym("s") ** (u - 1) * (ONE - Sym("s")) ** (ONE - 1), (ZERO, ONE))


def over(body: Term) -> Bind:
    return Bind("int", "t", body, (ONE, TWO))


def shown(name: str, u: Term) -> Axiom:
    return Axiom(name, (("u", u), ("v", ONE)))


def nested(first: tuple[Evidence, ...], u: Term = y**2 + 1) -> Lemma:
    """That the outer integral has a value, because that of beta has."""
    at = substitute(u, {"y": t})
    old, new = over(call("beta", at, 1)), over(inner(at))
    equal = Arithmetic(call("beta", u, 1), inner(u), (shown("beta_integral", u),))
    of = Congruence(old, new, (Have(first, equal) if first else equal, None, None), "y")
    return Lemma(App("defined", (new,)), of)


EXISTS = shown("beta_exists", y**2 + 1)
REFUSED: dict[str, tuple[Lemma, str]] = {
    "nothing said of the inner one": (nested(()), "a definedness condition is not known"),
    "said without evidence": (
        nested((Lemma(App("defined", (inner(y**2 + 1),))),)), "a side condition is not known"),
    "said of another one": (
        nested((shown("beta_exists", y**2 + 2),)), "a definedness condition is not known"),
    "where it may diverge": (
        nested((shown("beta_exists", y),), y), "a side condition is not known"),
}  # fmt: skip


@pytest.mark.parametrize(("evidence", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(evidence: Lemma, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        infer(evidence, OPEN)
    assert rejected.value.reason == reason


def test_a_body_that_is_shown_to_have_a_value() -> None:
    evidence = nested((EXISTS,))
    assert infer(evidence, OPEN).statement == evidence.statement

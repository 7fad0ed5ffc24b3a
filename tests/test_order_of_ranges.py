"""Which way round a range goes is told from its bounds, without a search about its variable."""

from __future__ import annotations

import gc
from collections.abc import Callable
from weakref import ref

import pytest

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, call, number
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.kinks import order_range
from derivcheck.provers.sideconditions import lemma_search

A, B, X = Sym("a"), Sym("b"), Sym("x")
NAMES = {"a": REAL, "b": REAL}

UNKNOWN: dict[str, tuple[Term, Term, tuple[Term, ...]]] = {
    "nothing is known":          (A, B, ()),
    "only that they differ":     (A, B, (call("!=", A, B),)),
    "one of them is positive":   (A, B, (call("<", 0, A),)),
    "a sum of unknown sign":     (A, A + B, ()),
}  # fmt: skip
KNOWN: dict[str, tuple[Term, Term, tuple[Term, ...]]] = {
    "numbers":                   (ZERO, ONE, ()),
    "negative numbers":          (number(-2), number(-1), ()),
    "from 0":                    (ZERO, A, (call("<", 0, A),)),
    "to 0":                      (A, ZERO, (call("<", A, 0),)),
    "from 0, which may be all":  (ZERO, A, (call("<=", 0, A),)),
    "two names":                 (A, B, (call("<=", A, B),)),
    "positive ones":             (A, B, (call("<", 0, A), call("<", A, B))),
    "further by a positive one": (A, A + B, (call("<", 0, B),)),
    "by their form":             (ZERO, call("exp", A), ()),
}  # fmt: skip


def inside(low: Term, high: Term, given: tuple[Term, ...]) -> tuple[ProofContext, Bind]:
    whole = Bind("int", "x", call("exp", X), (low, high))
    known = ProofContext(Facts(Context(NAMES, given)), discharge)
    return known.inside(whole, "x"), whole


def between(known: ProofContext, low: Term, high: Term) -> bool:
    return all(map(known.facts.holds, (call("<", low, X), call("<", X, high))))


@pytest.mark.parametrize(("low", "high", "given"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_range_that_may_go_either_way(low: Term, high: Term, given: tuple[Term, ...]) -> None:
    known, whole = inside(low, high, given)
    order_range(known, whole, "x")
    assert not between(known, low, high)
    assert not between(known, high, low)


@pytest.mark.parametrize("turned", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize(("low", "high", "given"), KNOWN.values(), ids=KNOWN)
def test_a_range_that_goes_one_way(
    low: Term, high: Term, given: tuple[Term, ...], turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Term] = []
    search: Callable[..., None] = lemma_search.search
    monkeypatch.setattr(
        "derivcheck.provers.discharge.discharge.search",
        lambda known, s: asked.append(s) or search(known, s),  # type: ignore[func-returns-value]  # to note it
    )
    known, whole = inside(*((high, low) if turned else (low, high)), given)
    order_range(known, whole, "x")
    assert between(known, low, high)
    assert not between(known, high, low)
    assert not any(isinstance(s, App) and X in s.args for s in asked)  # no search about x


def test_what_is_known_is_given_up_with_its_claim() -> None:
    """Without a collection: nothing it holds refers to it."""
    known = Facts(Context(NAMES, (call("<", 0, A),)))
    more = known.knowing(call("<", A, B))
    assert more.holds(call("<", 0, Bind("sum", "k", A, (ONE, number(3)))))
    alive = ref(known), ref(more)
    gc.disable()
    try:
        del known, more
        assert [r() for r in alive] == [None, None]
    finally:
        gc.enable()

"""What is known under a limit towards infinity: where nothing is, first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import certain, infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import Absurd, Arithmetic, Axiom, Congruence, Lemma
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    BoundSort,
    Sym,
    Term,
    call,
    number,
    substitute,
)

t, x, y = map(Sym, "txy")
OPEN = Facts(Context({"x": REAL}))
COMPLEX = Facts(Context({"x": REAL}, (), "complex"))


def limit(body: Term, to: Term = INFINITY, head: str = "lim", sort: BoundSort = "real") -> Bind:
    return Bind(head, "t", body, (to,), sort)


def positive(whole: Bind, least: Term = ZERO) -> Congruence:
    """|u| is u inside of a limit, for t - least."""
    inner = Bind(whole.head, whole.var, t - least, whole.args, whole.sort)
    return Congruence(whole, inner, (Axiom("abs_nonneg", (("u", y - least),)), None), "y")


def size(least: Term = ZERO) -> Term:
    return call("abs", t - least)


SIDE = "a side condition is not known"
UNKNOWN = "a definedness condition is not known"
REFUSED = {
    "towards minus infinity": (limit(size(), MINUS_INFINITY), ZERO),
    "at a number": (limit(size(), number(5)), ZERO),
    "from above a number": (limit(size(), number(5), "lim+"), ZERO),
    "beyond a greater number": (limit(size(number(5))), number(5)),
    "beyond a name": (limit(size(x)), x),
    "over the complex numbers": (limit(size(), sort="complex"), ZERO),
}
TAKEN = {
    "of a number": (limit(size()), ZERO),
    "from below": (limit(size(), head="lim-"), ZERO),
    "of whole numbers": (limit(size(number(4)), sort="integer"), number(4)),
}


@pytest.mark.parametrize(("whole", "least"), REFUSED.values(), ids=REFUSED)
def test_nothing_is_known(whole: Bind, least: Term) -> None:
    facts = COMPLEX if whole.sort == "complex" else OPEN
    with pytest.raises(Rejected) as rejected:
        infer(positive(whole, least), facts)
    assert rejected.value.reason == SIDE


@pytest.mark.parametrize(("whole", "least"), TAKEN.values(), ids=TAKEN)
def test_what_lies_far_out_is_greater_than_a_number(whole: Bind, least: Term) -> None:
    assert infer(positive(whole, least), OPEN).statement == App(
        "=", (whole, Bind(whole.head, "t", t - least, whole.args, whole.sort))
    )


def test_a_body_without_values_far_out_gives_no_limit() -> None:
    """Where nothing is defined all is equal; the other limit does not exist by that."""
    nowhere, one = limit(call("sqrt", -t)), limit(ONE + ZERO * t)
    for old, new in ((nowhere, one), (one, nowhere)):
        bodies = call("sqrt", -y), ONE + ZERO * y
        equal = App("=", bodies if old == nowhere else bodies[::-1])
        part = Lemma(equal, Absurd(Lemma(call("<=", y, 0))))
        found = Congruence(old, new, (part, None), "y")
        assert infer(found, OPEN).statement == App("=", (old, new))
        with pytest.raises(Rejected) as rejected:
            certain(Lemma(App("defined", (new,)), found), OPEN)
        assert rejected.value.reason == UNKNOWN


COUNT = Bind("sum", "k", ONE, (ONE, t), "integer")
"""Which has a value at whole numbers only."""


def counted(whole: Bind, hole: Term = ZERO) -> tuple[Congruence, Facts]:
    """The binder of t + hole said to be that of the sum + hole, and facts by which it converges."""
    old, new = (replace(whole, body=body + hole) for body in (t, COUNT))
    row = Axiom("sum_constant", (("u", ONE), ("a", ONE), ("b", y)))
    bodies = (substitute(one.body, {"t": y}) for one in (old, new))
    part = Arithmetic(*bodies, (row,))  # type: ignore[arg-type]  # two of them
    shown = Congruence(old, new, (part, *(None for _ in whole.args)), "y")
    return shown, OPEN.knowing(App("defined", (old,)))


BETWEEN = {
    "of an integral": (Bind("int", "t", t, (number(5), INFINITY)), ZERO),
    "with a hole at a whole number": (limit(t), ZERO / (t - 7)),
}


@pytest.mark.parametrize(("whole", "hole"), BETWEEN.values(), ids=BETWEEN)
def test_values_at_whole_numbers_are_not_enough(whole: Bind, hole: Term) -> None:
    shown, facts = counted(whole, hole)
    assert infer(shown, facts).statement == App("=", (shown.left, shown.right))
    with pytest.raises(Rejected) as rejected:
        certain(Lemma(App("defined", (shown.right,)), shown), facts)
    assert rejected.value.reason == UNKNOWN


def test_values_at_all_whole_numbers_are_enough_for_a_limit_to_infinity() -> None:
    shown, facts = counted(limit(t))
    goal = App("defined", (shown.right,))
    assert certain(Lemma(goal, shown), facts).statement == goal
    with pytest.raises(Rejected) as rejected:
        certain(Lemma(goal, shown), OPEN)
    assert rejected.value.needs == App("defined", (shown.left,))

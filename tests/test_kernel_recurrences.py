"""Functions of whole numbers that a point gives by a table, and recurrences that carry them on."""

from __future__ import annotations

from dataclasses import replace

import pytest

import derivcheck
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
)
from derivcheck.kernel.refutation.comparison import (
    Agree,
    Differ,
    NotAllowed,
    UnknownOutcome,
    compare,
)

F, k, n, c = (Sym(name) for name in "Fknc")
COUNTED = Sort("function", arity=1, codomain="integer")
SORTS = {"F": COUNTED, "G": COUNTED, "n": INTEGER, "c": REAL, "A": Sort("real", ((ONE, n),))}
FIBONACCI = (0, 1, 1, 2, 3, 5, 8)


def at(u: Term, name: str = "F") -> Term:
    return App("apply", (Sym(name), u))


def table(*values: object, first: int = 0, name: str = "F") -> Bind:
    rows = [
        part
        for place, v in enumerate(values, first)
        for part in (v if isinstance(v, App) else number(v), call("=", k, number(place)))  # type: ignore[arg-type]
    ]
    return Bind("lambda", "k", App("piecewise", (*rows, at(k, name), TRUE)), ())


def law(
    new: Term, old: Term, low: Term = ZERO, high: Term = INFINITY, sort: str = "integer"
) -> Bind:
    return Bind("forall", "k", call("=", new, old), (low, high), sort)  # type: ignore[arg-type]


NEXT = law(at(k + 2), at(k + 1) + at(k))
DOUBLED = law(at(k + 1), 2 * at(k))


def outcome(
    *stated: Term, value: Term, before: Term | None = None, sort: Sort = COUNTED, **point: Term
) -> object:
    """Of the claim that F(2) = 7, or another side."""
    context = Context({**SORTS, "F": sort}, stated, "real")
    side = at(number(2)) if before is None else before
    return compare(Claim(context, side, "=", number(7)), {"F": value, **point})


REAL_VALUED = replace(COUNTED, codomain="real")
NOT_ALLOWED = {
    "the table is no such sequence": outcome(NEXT, value=table(0, 1, 1, 2, 3, 5, 9)),
    "two recurrences": outcome(DOUBLED, NEXT, value=table(0, 0, 0, 0)),
    "a later value": outcome(law(at(k + 1), at(k + 2) + at(k)), value=table(0, 0, 0, 0)),
    "the same value": outcome(law(at(k), at(k) + 1), value=table(1, 1, 1)),
    "a value anywhere": outcome(law(at(k + 1), at(2 * k)), value=table(1, 1, 1)),
    "a place that is not a step away": outcome(law(at(2 * k), 2 * at(k)), value=table(0, 0, 0)),
    "no value for some earlier one": outcome(
        law(at(k + 1), 1 / (at(k) - 5)), value=table(5, first=0), sort=REAL_VALUED
    ),
    "positive, but not for good": outcome(
        law(at(k + 1), 1 / (3 - at(k))), value=table(1), sort=REAL_VALUED
    ),
    "not positive so far": outcome(
        law(at(k + 1), 1 / (1 + at(k))), value=table(-2, -1), sort=REAL_VALUED
    ),
    "under a binder of the same name": outcome(
        law(at(k + 1), Bind("sum", "k", at(k), (ONE, ONE)) + at(k)), value=table(5),
        sort=REAL_VALUED, before=at(ZERO),
    ),
    "under a binder of a name for values": outcome(
        law(at(k + 1), Bind("sum", "v0", 1 / at(k), (ONE, ONE)) - 1), value=table(1),
        sort=REAL_VALUED, before=at(ZERO),
    ),
    "whole numbers that are halved": outcome(law(at(k + 1), at(k) / 2), value=table(0, 0, 0)),
    "values that are not whole": outcome(value=table(number(1) / 2, 0, 0)),
    "too short to begin": outcome(NEXT, value=table(0)),
    "begins too late": outcome(NEXT, value=table(1, 2, 3, first=1)),
    "a range that ends": outcome(law(at(k + 1), 2 * at(k), high=n), value=table(0, 0, 0)),
    "all numbers": outcome(law(at(k + 1), 2 * at(k), sort="real"), value=table(0, 0, 0)),
    "two ends at infinity": outcome(
        law(at(k + 1), 2 * at(k), low=App("neg", (INFINITY,))), value=table(0, 0, 0)
    ),
    "another function": outcome(
        law(at(k + 1), at(k) + at(k, "G")), value=table(0, 0, 0), G=table(0, 0, 0, name="G")
    ),
    "a name without a value": outcome(law(at(k + 1), c * at(k)), value=table(0), sort=REAL_VALUED),
    "entries that end": outcome(
        law(at(k + 1), App("index", (Sym("A"), k + 1))), value=table(1), n=number(1),
        A=App("vector", (ONE,)), sort=REAL_VALUED,
    ),
    "asked between whole numbers": outcome(value=table(0, 1, 4), before=at(c), c=number(2)),
    "differentiated": outcome(
        value=table(0, 1, 4), before=Bind("diff", "c", at(c), (c, ONE)), c=number(2)
    ),
    "not applied": outcome(value=table(0, 1, 4), before=App("each", (F, App("vector", (n,))))),
    "a gap": outcome(value=Bind("lambda", "k", App("piecewise", (
        ZERO, call("=", k, ZERO), ONE, call("=", k, number(2)), at(k), TRUE)), ())),
    "told of another function": outcome(value=table(0, 1, 4, name="G")),
    "nothing is left open": outcome(value=Bind("lambda", "k", App("piecewise", (
        ZERO, call("=", k, ZERO), ONE, TRUE)), ())),
    "of two arguments": outcome(value=table(0, 1, 4), sort=replace(COUNTED, arity=2)),
    "of arrays": outcome(
        value=table(0, 1, 4), sort=replace(COUNTED, takes=(((ONE, number(2)),),))
    ),
    "of statements": outcome(value=table(0, 1, 4), sort=replace(COUNTED, codomain="boolean")),
}  # fmt: skip


@pytest.mark.parametrize("found", NOT_ALLOWED.values(), ids=NOT_ALLOWED)
def test_what_is_not_known_to_go_on_is_no_point(found: object) -> None:
    assert isinstance(found, NotAllowed), found


HALVES = table(1, number(1) / 2, number(2) / 3)
ALLOWED = {
    "a recurrence": (NEXT, table(*FIBONACCI), {}),
    "its sides exchanged": (law(at(k + 1) + at(k), at(k + 2)), table(*FIBONACCI), {}),
    "with a name": (law(at(k + 1), c * at(k)), table(1, 2, 4), {"c": number(2)}),
    "from a name on": (law(at(k + 1), 2 * at(k), low=n), table(1, 2, 4), {"n": number(0)}),
    "a range that ends": (law(at(k + 1), 2 * at(k), high=ONE), table(1, 2, 4), {}),
    "positive for good": (
        law(at(k + 1), 1 / (1 + at(k))),
        table(1, number(1) / 2, number(2) / 3),
        {},
    ),
}


@pytest.mark.parametrize(("stated", "value", "point"), ALLOWED.values(), ids=ALLOWED)
def test_tables_are_points(stated: Term, value: Term, point: dict[str, Term]) -> None:
    assert isinstance(outcome(stated, value=value, sort=REAL_VALUED, **point), Differ)


def test_what_the_table_leaves_open_is_unknown() -> None:
    found = outcome(NEXT, value=table(*FIBONACCI), before=at(number(7)))
    assert found == UnknownOutcome("no value for F")


def test_values_of_the_table_agree() -> None:
    assert outcome(NEXT, value=table(*FIBONACCI), before=at(number(5)) + 2) == Agree(True, False)


# --- as users meet it ----------------------------------------------------------------------------

STEPS = {
    "F(n + 1)*F(n - 1) - F(n)^2 = (-1)^(n + 1)": "F = (0, 1, 1, 2, 3, 5, 8, 13, ...) from 0 on",
    "F(n + 2) = F(n + 1) + 2*F(n)": "F = (0, 1, 1, 2, 3, 5, 8, 13, ...) from 0 on",
    "sum(F(j), j = 0..n) = F(n + 2)": "F = (0, 1, 1, 2, 3, 5, 8, 13, ...) from 0 on",
}
GIVEN = ("for all k in 0..oo: F(k + 2) = F(k + 1) + F(k)", "F(0) = 0", "F(1) = 1")


@pytest.mark.parametrize(("step", "where"), STEPS.items())
def test_wrong_steps_about_a_recurrence_are_refuted(step: str, where: str) -> None:
    before, _, after = step.rpartition(" = ")
    symbols = {"F": "function integer -> integer", "n": "positive integer"}
    found = derivcheck.check_step(before, after, "=", symbols, GIVEN)
    assert found.name == "refuted" and found.counterexample is not None
    assert where in found.counterexample.where


def test_first_values_that_are_not_given_are_chosen() -> None:
    symbols = {"a": "function integer -> real", "n": "positive integer", "r": "real"}
    found = derivcheck.check_step(
        "a(n)", "r^n*a(1)", "=", symbols, ("for all k in 1..oo: a(k) = r*a(k - 1)",)
    )
    assert found.name == "refuted"


def test_recurrences_in_two_arguments_are_followed_down() -> None:
    symbols = {"P": "function integer, real -> real", "x": "real"}
    given = (
        "for all k in 1..oo, s: (k + 1)*P(k + 1, s) = (2*k + 1)*s*P(k, s) - k*P(k - 1, s)",
        "for all s: P(0, s) = 1", "for all s: P(1, s) = s",
    )  # fmt: skip
    for before, after in (("P(2, x)", "(3*x^2 - 1)/2"), ("P(3, x)", "(5*x^3 - 3*x)/2")):
        assert derivcheck.check_step(before, after, "=", symbols, given).name == "proved"

"""Conditions taken apart, and places of terms of an order: what is passed over stays as it is."""

from __future__ import annotations

import pytest

from derivcheck.kernel.language.conditions import simpler
from derivcheck.kernel.language.orders import ordered, places
from derivcheck.kernel.language.terms import INFINITY, ONE, TWO, ZERO, App, Bind, Sym, Term, call

k, x, y = map(Sym, "kxy")
TO_X, TO_Y = call("!=", x, 0), call("!=", y, 0)


def throughout(body: Term) -> Bind:
    return Bind("forall", "k", body, (ONE, x), "integer")


WHOLE: dict[str, Term] = {
    "an equation": call("=", x, 0),
    "one of two": call("or", TO_X, TO_Y),
    "for all that it is about": throughout(call("!=", k - x, 0)),
    "a product that is not one": call("!=", x * y, 1),
    "a size that is not one": call("!=", call("abs", x), 1),
    "a root that is not one": call("!=", call("sqrt", x), 1),
    "another root that is not one": call("!=", call("cbrt", x), 1),
    "a negative that is not one": call("!=", -x, 1),
    "a square that is not one": call("!=", x**TWO, 1),
    "a power of nothing": call("!=", App("^", (x, ZERO)), 0),
    "a power of a name": call("!=", x**y, 0),
    "a wave": call("!=", call("sin", x), 0),
    "a size above one": call(">", call("abs", x), 1),
    "a number above zero": call(">", x, 0),
}  # fmt: skip


@pytest.mark.parametrize("condition", WHOLE.values(), ids=WHOLE)
def test_what_is_not_taken_apart(condition: Term) -> None:
    assert list(simpler(condition)) == [condition]


PARTS: dict[str, tuple[Term, list[Term]]] = {
    "both": (call("and", TO_X, TO_Y), [TO_X, TO_Y]),
    "where it matters": (call("implies", call("<", x, y), TO_X), [TO_X]),
    "for all of which none matters": (throughout(TO_X), [TO_X]),
    "a product": (call("!=", x * y, 0), [TO_X, TO_Y]),
    "a size": (call("!=", call("abs", x), 0), [TO_X]),
    "a root": (call("!=", call("sqrt", x), 0), [TO_X]),
    "another root": (call("!=", call("cbrt", x), 0), [TO_X]),
    "a negative": (call("!=", -x, 0), [TO_X]),
    "a square": (call("!=", x**TWO, 0), [TO_X]),
    "a size above zero": (call(">", call("abs", x), 0), [TO_X]),
    "a size of a product of squares": (
        call(">", call("abs", x**TWO * call("sqrt", y)), 0), [TO_X, TO_Y]),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "parts"), PARTS.values(), ids=PARTS)
def test_what_is_taken_apart(condition: Term, parts: list[Term]) -> None:
    assert list(simpler(condition)) == parts


def o(h: Term, var: Term = x, to: Term = ZERO) -> App:
    return App("O", (h, var, to))


NOWHERE: dict[str, Term] = {
    "of an order": o(o(y, y)),
    "where an order leads": o(x, x, o(y, y)),
    "where it leads itself": o(x, x, x),
    "at no name": o(x, x + 1),
    "under a limit that leads to an order": Bind("lim", "x", o(x, x, o(y, y)), (o(y, y),)),
    "under a limit to what is of an order": Bind("lim", "x", o(x), (o(y, y),)),
    "under a limit that leads elsewhere": Bind("lim", "x", o(x, x, ONE), (ZERO,)),
    "where something is put in": Bind("subs", "x", o(x), (ZERO,)),
    "in a sum": Bind("sum", "k", o(x), (ONE, TWO), "integer"),
    "in a statement": call("=", o(x), 0),
    "beside one of these": o(x) + o(o(x)),
}  # fmt: skip


@pytest.mark.parametrize("t", NOWHERE.values(), ids=NOWHERE)
def test_where_an_order_means_nothing(t: Term) -> None:
    assert ordered(t)
    assert places(t) is None


@pytest.mark.parametrize("t", [x, Bind("lim", "x", 1 / x, (INFINITY,)), call("+", x, INFINITY)])
def test_what_holds_no_order(t: Term) -> None:
    assert not ordered(t)


def test_where_orders_lead() -> None:
    assert places(x) == frozenset()
    assert places(o(x) + o(y, y, ONE)) == {(x, ZERO), (y, ONE)}
    assert places(Bind("lim", "x", o(x) + 1, (ZERO,))) == frozenset()

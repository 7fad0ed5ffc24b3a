"""Whole numbers that may grow, and what is lost among them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from derivcheck.kernel.checker.exceptional import exceptional
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.unbounded import unbounded
from derivcheck.kernel.language.claims import Context, differential_sort
from derivcheck.kernel.language.shapes import bound_sort, entered
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, call, number, numeral
from derivcheck.kernel.refutation.comparison import bounded
from derivcheck.provers.equations.domains import growing

n, m, k, x, y, j = map(Sym, "nmkxyj")
VECTOR = Sort("real", ((ONE, n),))
SORTS = {"n": INTEGER, "m": INTEGER, "k": INTEGER, "x": REAL, "y": REAL, "a": VECTOR,
         "f": Sort("function", arity=1)}  # fmt: skip


def at(low: Term | int, t: Term, high: Term | int) -> tuple[Term, Term]:
    return call("<=", low, t), call("<=", t, high)


def each(body: Term) -> Term:
    return Bind("forall", "j", body, (ONE, n))


def entry(t: Term) -> Term:
    return App("index", (Sym("a"), t))


GROWING: dict[str, tuple[str, tuple[Term, ...], bool]] = {
    "nothing is known":               ("n", (), True),
    "from below":                     ("n", (call("<=", 1, n),), True),
    "from above":                     ("n", (call(">", 7, n),), True),
    "up to a name":                   ("n", at(1, n, k), True),
    "up to a name that is bounded":   ("n", (*at(1, n, k), call("<=", k, 3)), False),
    "between numbers":                ("n", at(1, n, 3), False),
    "between two names":              ("n", at(m, n, k), True),
    "between a name and its next":    ("n", at(m, n, m + 1), False),
    "in a range":                     ("n", (call("in", n, 1, 3),), False),
    "in a range to a name":           ("n", (call("in", n, 1, k),), True),
    "both sides at once":             ("n", (call("and", *at(1, n, 3)),), False),
    "equal to a name":                ("n", (call("=", n, m),), True),
    "equal to a bounded name":        ("n", (call("=", n, m), *at(1, m, 3)), False),
    "a square":                       ("n", (call("<=", n**2, 4),), False),
    "a real number above":            ("n", (call("<=", n, x),), True),
    "real numbers on both sides":     ("n", (*at(x, n, y), *at(0, x, 1), *at(0, y, 1)), False),
    "of another name":                ("n", at(1, m, 3), True),
    "entries of an array":            ("n", (each(call("<", 0, entry(j))),), True),
    "entries, turned round":          ("n", (each(call("<", entry(j), 0)),), True),
    "entries, compared with indices": ("n", (each(call("<", entry(j), j)),), False),
    "entries above a number that is worked out":
                                      ("n", (each(call("<", call("exp", 0), entry(j))),), True),
    "a function of indices":          ("n", (each(call("<", 2, call("exp", j))),), False),
    "an array for a bound":           ("n", (call("<=", n, Sym("a")),), False),
    "a bound that nobody declared":   ("n", (call("<=", n, Sym("q")),), False),
    "every whole number":             ("n", (each(call("<=", j, 2)),), False),
    "an entry":                       ("n", (call("<", entry(n), 2),), False),
    "a function":                     ("n", (call("<", App("apply", (Sym("f"), n)), 2),), False),
}  # fmt: skip


@pytest.mark.parametrize(("name", "known", "grows"), GROWING.values(), ids=GROWING)
def test_what_may_grow(name: str, known: tuple[Term, ...], grows: bool) -> None:
    found = growing(call("!=", Sym(name), 0), Facts(Context(SORTS), known))
    assert unbounded(frozenset((name,)), rates(found), known, Context(SORTS)) is grows


def rates(along: Mapping[str, Term]) -> dict[str, Fraction]:
    return {name: Fraction(q) for name, t in along.items() if (q := numeral(t)) is not None}


REFUSED: dict[str, tuple[tuple[Term, ...], dict[str, int]]] = {
    "no direction":              ((call("<=", 1, n),), {}),
    "backwards":                 ((call("<=", 1, n),), {"n": -1}),
    "another name's":            ((call("<=", 1, n),), {"m": 1}),
    "along an edge":             (at(m, n, k), {"m": 1, "n": 1, "k": 1}),
    "out of an equation":        ((call("=", n, m),), {"n": 1, "m": 2}),
    "a name in between is left": ((call("<=", n, m), call("<=", m, k)), {"m": 1, "k": 1}),
    "against one of two":        ((call("and", *at(1, n, 3)),), {"n": 1}),
}  # fmt: skip


@pytest.mark.parametrize(("known", "along"), REFUSED.values(), ids=REFUSED)
def test_directions_that_lead_out(known: tuple[Term, ...], along: dict[str, int]) -> None:
    given = {name: Fraction(q) for name, q in along.items()}
    assert not unbounded(frozenset(("n",)), given, known, Context(SORTS))


BETWEEN = {
    "between numbers":              (at(1, n, 3), True),
    "from below":                   ((call("<=", 1, n),), False),
    "by another name":              ((*at(1, n, k), call("<=", k, 3)), True),
    "by a sum":                     ((call("<=", n + m, 3), *at(0, n, k), call("<=", 0, m)), True),
    "a square, which is not read":  ((call("<=", n**2, 4),), False),
    "with a remark that is no bound": ((*at(1, n, 3), call("<=", n * m, 4)), True),
}  # fmt: skip


@pytest.mark.parametrize(("known", "is_bounded"), BETWEEN.values(), ids=BETWEEN)
def test_what_is_bounded_by_numbers(known: tuple[Term, ...], is_bounded: bool) -> None:
    assert bounded(frozenset(("n",)), known, Context(SORTS)) is is_bounded


def test_too_many_inequalities_say_nothing() -> None:
    known = tuple(
        call(rel, number(i + 1) * n + number(p) * m, k + number(q) * x)
        for i, rel in enumerate(("<", ">") * 12)
        for p, q in ((i, 1), (-i, 2))
    )
    assert not bounded(frozenset(("n",)), known, Context(SORTS))


POINT_OF_TWO = {"n": number(3), "m": number(5)}
POINT = {"n": number(3), "m": number(5), "k": number(2), "x": ONE / 3, "y": ONE / 5}
LOST: dict[str, tuple[Term, tuple[Term, ...], bool]] = {
    "one of many":                         (n - 1, (call("<=", 1, n),), True),
    "one of three":                        (n - 1, at(1, n, 3), False),
    "one of a symbolic range":             (n - m, at(1, n, m), True),
    "a real number beside few":            (x - k, at(1, k, 3), True),
    "a real number between numbers beside few": (x - k, (*at(1, k, 3), *at(0, x, 1)), True),
    "a multiple of a real number":         (k * x - 2, at(1, k, 3), True),
    "a multiple that may be nothing":      ((k - 1) * x - 2 * (k - 1), at(1, k, 3), False),
    "a square beside few":                 (x**2 - k, at(1, k, 3), False),
    "many beside few":                     (m - k, at(1, k, 3), True),
    "few beside few":                      (n - k, (*at(1, k, 3), *at(1, n, 4)), False),
    "real numbers alone":                  (x - y, (), True),
}  # fmt: skip


@pytest.mark.parametrize(("t", "known", "rare"), LOST.values(), ids=LOST)
def test_what_is_exceptional_among_whole_numbers(
    t: Term, known: tuple[Term, ...], rare: bool
) -> None:
    context = Context({name: SORTS[name] for name in POINT}, known)
    condition = App("!=", (t, ZERO))
    facts = Facts(context)
    assert exceptional(condition, POINT, facts, context, growing(condition, facts)) is rare


def test_a_direction_is_given_by_numbers() -> None:
    context = Context({"n": INTEGER, "m": INTEGER}, (call("<=", 1, n),))
    condition, facts = call("!=", n, 2), Facts(context)
    assert exceptional(condition, POINT_OF_TWO, facts, context, {"n": ONE})
    for along in ({}, {"n": m}, {"n": call("exp", 1)}, {"n": -ONE}, {"n": ZERO}):
        assert not exceptional(condition, POINT_OF_TWO, facts, context, along)


def u(head: str, *args: Term | int) -> Term:
    return call(head, *args)


def abs_(t: Term) -> Term:
    return call("abs", t)


def area(t: Term) -> Term:
    return Bind("int", "j", t, (ZERO, ONE))


SAYS: dict[str, tuple[Term, bool]] = {
    "an integral that always has a value": (u("defined", area(u("cos", n * j))), True),
    "one over a longer range":
        (u("defined", Bind("int", "j", u("cos", n * j), (ZERO, n))), True),
    "what is true of every whole number":  (u("<=", 0, n**2), True),
    "an integral that may diverge":        (u("defined", area(j ** (3 - n))), False),
    "an integral beyond a root":           (u("defined", area(u("sqrt", 9 - n - j))), False),
    "a root that has a value":             (u("defined", u("sqrt", 3 - n)), False),
    "a root, which is never negative":     (u("<=", 0, u("sqrt", 3 - n)), False),
    "either, with a root":
        (u("or", u("<=", 0, u("sqrt", 3 - n)), u("=", n, 1)), False),
    "a bound":                             (u("<=", n**2, 9), False),
    "not a number":                        (u("!=", n, 5), True),
    "not one by a polynomial":             (u("!=", n**2 * m, n + 7), True),
    "not one of a real number":            (u("!=", x * n, 1), True),
    "what ends is not zero":               (u("!=", u("max", 0, 4 - n), 0), False),
    "what ends is not a real number":      (u("!=", x * u("max", 0, 4 - n), 1), False),
    "what stays is not a number":          (u("!=", abs_(n - 5) - abs_(n - 8), 3), False),
    "a whole part is not zero":            (u("!=", u("floor", 4 / (n + 1)), 0), False),
    "a wave is not zero":                  (u("!=", u("sin", n), 0), False),
    "one of two is not a number":          (u("or", u("!=", n, 5), u("!=", n, 6)), True),
    "what is not itself, or a bound":      (u("or", u("!=", n, n), u("<", n, 4)), False),
    "a logarithm, unlike one of two":
        (u("or", u("!=", u("log", 9 - n), 100), u("!=", u("log", 9 - n), 200)), False),
    "that another number has a value":     (u("defined", u("sqrt", m - n)), False),
}  # fmt: skip


@pytest.mark.parametrize(("stated", "rare"), SAYS.values(), ids=SAYS)
def test_what_is_true_of_all_numbers_bounds_none(stated: Term, rare: bool) -> None:
    context = Context({"n": INTEGER, "m": INTEGER, "x": REAL})
    facts, point = Facts(context, (stated,)), {**POINT_OF_TWO, "x": ONE / 3}
    assert exceptional(u("!=", n, 2), point, facts, context, {"n": ONE}) is rare


# --- what a binder's variable is -----------------------------------------------------------------

BY = {
    "a real name in a complex file":    (x, {"x": REAL}, "complex", "real"),
    "a complex name":                   (x, {"x": COMPLEX}, "complex", "complex"),
    "a name that nobody declared":      (x, {}, "complex", "complex"),
    "a sum in a complex file":          (x + 1, {"x": REAL}, "complex", "complex"),
    "a sum in a real file":             (x + 1, {"x": REAL}, "real", "real"),
}  # fmt: skip


@pytest.mark.parametrize(("place", "sorts", "field", "sort"), BY.values(), ids=BY)
def test_what_a_derivative_is_taken_by(place, sorts, field, sort) -> None:
    assert differential_sort(place, sorts, field) == sort


def test_the_sort_of_a_variable_stands_in_its_binder() -> None:
    by_name = Bind("diff", "t", Sym("t"), (Sym("t"), ONE))
    assert bound_sort(by_name, Context()) == REAL
    assert bound_sort(by_name, Context({"t": INTEGER})) == REAL
    assert bound_sort(Bind("diff", "a", Sym("a"), (Sym("a"), ONE)), Context(SORTS)) == VECTOR
    assert bound_sort(Bind("forall", "n", n, (), "complex"), Context(SORTS)) == COMPLEX


def test_an_array_of_another_size_is_left_out() -> None:
    inside = entered(Bind("sum", "n", n, (ONE, k)), Context(SORTS)).sorts
    assert "a" not in inside and inside["n"] == INTEGER
    assert entered(Bind("sum", "q", Sym("q"), (ONE, k)), Context(SORTS)).sorts["a"] == VECTOR
    nowhere = {name: sort for name, sort in SORTS.items() if name != "n"}
    assert "a" not in entered(Bind("sum", "n", n, (ONE, k)), Context(nowhere)).sorts

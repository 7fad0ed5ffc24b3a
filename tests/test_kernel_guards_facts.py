"""Side conditions: what is not seen to follow from what is known, and what is, one guard a row."""

from __future__ import annotations

import pytest
from forms import (
    VECTOR,
    area,
    binder,
    defined,
    eq,
    every,
    f,
    j,
    k,
    log,
    m,
    n,
    one,
    plane,
    real,
    rel,
    sin,
    t,
    total,
    toward,
    x,
    y,
    z,
)

from derivcheck.kernel.checker.facts import Facts, negation
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import BOOLEAN, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    ZERO,
    App,
    Sym,
    Term,
    call,
    number,
    whole,
)
from derivcheck.kernel.refutation.point import facts_at

positive, negative = rel(">", x, 0), rel("<", x, 0)
up = rel(">", y, 0)
ITSELF = eq(1 / x, 1 / x)
SMOOTH = Sort("function", arity=1)
floor = lambda u: call("floor", u)  # noqa: E731  # short, as in a formula
sqrt = lambda u: call("sqrt", u)  # noqa: E731  # as above
a = Sym("a")
PREDICATE = Sort("function", arity=1, codomain="boolean")
root = sqrt(x**2)
hidden = one(negative) * (1 / (root - x))
seeming_zero = call("+", hidden, root + x, -hidden)
"""2x where x > 0, though arithmetic alone, which divides by root - x, finds 0."""


def Q(u: Term) -> Term:  # noqa: N802  # the name of a predicate
    return call("apply", Sym("Q"), u)


def no(p: Term) -> Term:
    return call("not", p)


def then(p: Term, q: Term) -> Term:
    return call("implies", p, q)


def both(*parts: Term) -> Term:
    return call("and", *parts)


def either(*parts: Term) -> Term:
    return call("or", *parts)


UNKNOWN: dict[str, tuple[Context, Term]] = {
    "nothing is known": (real(), positive),
    "what is false": (real(), FALSE),
    "a number is no statement": (real(), x + y),
    "half a conjunction": (real(positive), both(positive, up)),
    "the other half": (real(up), both(positive, up)),
    "none of two": (real(), either(positive, up)),
    "a bound that is strict": (real(rel(">=", x, 0)), positive),
    "a bound of another name": (real(up), positive),
    # --- connectives ---
    "a conclusion that is not known": (real(), then(up, positive)),
    "an antecedent without a value": (real(then(ITSELF, up)), up),
    "an antecedent that is not known": (real(then(positive, up)), up),
    "an implication that is met, of something else": (real(then(positive, up), positive), rel(">", y, 1)),
    "an antecedent that is not false": (real(up), then(no(positive), negative)),
    "not, of what is not known": (real(), no(positive)),
    "not, of half a conjunction": (real(), no(both(positive, up))),
    "not, of an alternative": (real(negative), no(either(positive, up))),
    "a denial of what has no value": (real(no(rel(">", 1 / x, 0))), rel("<=", 1 / x, 0)),
    "a denial of a denial without a value": (real(), no(no(rel("=", 1 / x, 1 / x)))),
    "an equivalence from one side": (real(positive), call("iff", positive, up)),
    "an exclusion from one side": (real(positive), call("xor", positive, up)),
    "an exclusion of two that hold": (real(positive, up), call("xor", positive, up)),
    "a proved fact without a value": (
        Context(real().sorts, (), "real", (rel("!=", x**2 / x, 0),)), rel("!=", x, 0)),
    # --- ranges ---
    "below a range": (real(), call("in", n, 1, 3)),
    "beyond a range": (real(rel("<=", 1, n)), call("in", n, 1, 3)),
    "under a range": (real(rel("<=", n, 3)), call("in", n, 1, 3)),
    "between the numbers of a range": (real(rel("<=", 1, x), rel("<=", x, 3)), call("in", x, 1, 3)),
    "for all, below": (real(), every(rel(">", j, 0), 0, 3)),
    "for all real numbers": (real(), every(rel(">=", j, 0))),
    # --- whole numbers ---
    "a real number is whole": (real(), whole(x)),
    "a floor of one whole number is another": (real(), eq(floor(n), m)),
    "half a whole number is whole": (real(), whole(n / 2)),
    "a floor of another": (real(), eq(floor(x), y)),
    "what is known to be whole, and a half": (real(whole(x)), whole(x + ONE / 2)),
    "what is known to be whole, and what an indicator hides": (real(whole(y)), whole(y + seeming_zero)),
    "what is known beside what an indicator hides": (real(rel(">", y + seeming_zero, 0)), up),
    "a power by a number and what an indicator hides": (real(rel("!=", y, 0), whole(2 + seeming_zero)), rel(">", y ** (2 + seeming_zero), 0)),
    "what is known of a predicate where there is no value": (real(no(Q(x / x)), Q=PREDICATE), no(Q(ONE))),
    "what is known of a predicate where an indicator hides something": (real(Q(y + seeming_zero), Q=PREDICATE), Q(y)),
    "an alternative with a predicate where there is no value": (
        real(then(no(Q(x / x)), up), no(Q(ONE)), Q=PREDICATE), up),
    "what is known to be whole, and another": (real(whole(x)), whole(x + y)),
    "a floor that is another": (real(eq(floor(x), y)), whole(x)),
    "imaginary parts": (plane(), eq(call("im", z), 0)),
    "an imaginary part that is one": (plane(), eq(call("im", Sym("x")), 1)),
    # --- infinity ---
    "infinity is above itself": (real(), rel("<", INFINITY, INFINITY)),
    "infinity is not itself": (real(), rel("!=", INFINITY, INFINITY)),
    "minus infinity is above": (real(), rel("<", x, MINUS_INFINITY)),
    "infinity is below": (real(), rel("<", INFINITY, x)),
    "a number is above infinity": (real(), rel(">", x, INFINITY)),
    "infinity is a number": (real(), eq(x, INFINITY)),
    "minus infinity is a number": (real(), eq(MINUS_INFINITY, x)),
    "infinity is above minus infinity, at most": (real(), rel("<=", INFINITY, MINUS_INFINITY)),
    "a sum is below infinity": (real(), rel("<", total(j, 1, INFINITY), INFINITY)),
    "an integral is above minus infinity": (real(), rel(">", area(t**x, 0, 1), MINUS_INFINITY)),
    "the double of infinity is above": (real(), rel("<", 2 * INFINITY, x)),
    # --- what has a value ---
    "an integral with a pole": (real(), defined(area(1 / (t - y), 0, 1))),
    "an integral with a pole at an end": (real(), defined(area(y / t, 0, 1))),
    "an integral to a complex number": (plane(), defined(binder("int", "t", z * t, 0, z))),
    "an integral to infinity": (real(), defined(area(y * t, 0, INFINITY))),
    "an integral of what jumps": (real(), defined(area(y * floor(t), 0, 1))),
    "an integral up to what has no value": (real(), defined(area(t, 0, 1 / y))),
    "an integral from what has no value": (real(), defined(area(t, 1 / y, 0))),
    "an integral of what has no value": (real(), defined(area(t + 0 * log(y), 0, 1))),
    "an integral between unknown ends": (real(), defined(area(sqrt(t - x), x, y))),
    "an integral of a base that may vanish": (real(), defined(area(x**t, 0, 1))),
    "a sum of infinitely many": (real(), defined(total(x**j, 1, INFINITY))),
    "a harmonic sum": (real(), defined(total(1 / j, 1, INFINITY))),
    "an integral to infinity, were it a number": (real(defined(INFINITY)), defined(area(y * t, 0, INFINITY))),
    "a limit at infinity, were it a number": (real(defined(INFINITY)), defined(toward(y * t, INFINITY))),
    "a limit at a pole": (real(), defined(toward(1 / t, 0))),
    "a limit at a pole from one side": (real(), defined(toward(y / t, 0, "lim+"))),
    "a limit at a complex number": (plane(), defined(toward(z * t, z))),
    "a limit at infinity": (real(), defined(toward(y * t, INFINITY))),
    "a limit at what has no value": (real(), defined(toward(t, 1 / y))),
    "a limit at a jump": (real(), defined(toward(y * floor(t), 0))),
    "a limit at an end": (real(), defined(toward(y * sqrt(t), 0))),
    "a limit at an end from outside": (real(), defined(toward(y * sqrt(t), 0, "lim-"))),
    "a limit at the other end from outside": (real(), defined(toward(y * sqrt(-t), 0, "lim+"))),
    "a limit at an unknown place": (real(), defined(toward(sqrt(t), x))),
    "a limit that is defined there only": (real(), defined(toward(y * sqrt(-(t**2)), 0))),
    "a limit of powers of zero": (real(), defined(toward(y * ZERO**t, 0, "lim+"))),
    "a derivative has a value": (real(f=SMOOTH), defined(binder("subs", "t", t, x))),
    "an integral without names": (real(), defined(area(call("exp", -t), 0, INFINITY))),
    "a limit without names": (real(), defined(toward(sin(t) / t, 0))),
}  # fmt: skip


@pytest.mark.parametrize(("context", "statement"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known(context: Context, statement: Term) -> None:
    assert not Facts(context).holds(statement)


KNOWN: dict[str, tuple[Context, Term]] = {
    "truth": (real(), TRUE),
    "what is assumed": (real(positive), positive),
    "the same the other way round": (real(positive), rel("<", 0, x)),
    "a weaker bound": (real(positive), rel(">=", x, 0)),
    "a bound of the double": (real(positive), rel(">", 2 * x, 0)),
    "a conjunction": (real(positive, up), both(positive, up)),
    "a part of a conjunction": (real(both(positive, up)), up),
    "one of two": (real(up), either(positive, up)),
    # --- connectives ---
    "what follows from itself": (real(), then(positive, rel("!=", x, 0))),
    "what follows from what is false": (real(rel("<=", x, 0)), then(positive, up)),
    "what follows from what has no value": (real(rel("<=", x, 0)), then(both(positive, up), FALSE)),
    "an implication that is met": (real(then(positive, up), positive), up),
    "an implication that is met by a value": (real(then(eq(x, x), up)), up),
    "not, of the opposite": (real(positive), no(negative)),
    "not, of half a conjunction that fails": (real(negative), no(both(positive, up))),
    "not, of half a conjunction whose other half has no value": (real(positive), no(both(negative, rel(">", 1 / y, 0)))),
    "not, of a conjunction one half of which fails": (real(either(rel("<=", x, 0), rel("<=", y, 0))), no(both(positive, up))),
    "not, of alternatives that fail": (real(negative, rel("<", y, 0)), no(either(positive, up))),
    "not, twice": (real(positive), no(no(positive))),
    "not, of an implication that fails": (real(positive, rel("<", y, 0)), no(then(positive, up))),
    "not, of an equivalence that fails": (real(positive, rel("<", y, 0)), no(call("iff", positive, up))),
    "a denial": (real(no(positive)), rel("<=", x, 0)),
    "a denial of a denial": (real(no(no(positive))), positive),
    "a denial of what stays opaque": (real(no(every(rel(">", j * x, 0), 1, n))), no(every(rel(">", j * x, 0), 1, n))),
    "an equivalence of two that hold": (real(positive, up), call("iff", positive, up)),
    "an equivalence of two that fail": (real(negative, rel("<", y, 0)), call("iff", positive, up)),
    "one of two exclusively": (real(positive, rel("<", y, 0)), call("xor", positive, up)),
    "a proved fact": (Context(real().sorts, (), "real", (rel("!=", x, 1),)), rel("!=", x, 1)),
    "a proved fact where it has a value": (
        Context(real().sorts, (rel("!=", x, 0),), "real", (rel(">", 1 / x, 1),)), rel(">", 1 / x, 1)),
    # --- ranges ---
    "in a range": (real(rel("<=", 1, n), rel("<=", n, 3)), call("in", n, 1, 3)),
    "the lower end of a range": (real(call("in", n, 1, 3)), rel("<=", 1, n)),
    "the upper end of a range": (real(call("in", n, 1, 3)), rel("<=", n, 3)),
    "what is in a range is whole": (real(call("in", x, 1, 3)), whole(x)),
    "for all in a range": (real(), every(rel(">", j, 0), 1, 3)),
    "for all real squares": (real(), every(rel(">=", j**2, 0))),
    # --- whole numbers ---
    "a declared integer is whole": (real(), whole(n)),
    "a floor is whole": (real(), whole(floor(x))),
    "what is assumed to be whole": (real(whole(x)), whole(x)),
    "one more than what is whole": (real(whole(x)), whole(x + 1)),
    "the imaginary part of a real name": (plane(), eq(call("im", Sym("x")), 0)),
    "a whole number above zero is at least one": (real(rel(">", n, 0)), rel(">=", n, 1)),
    "a whole number below one is at most zero": (real(rel("<", n, 1)), rel("<=", n, 0)),
    # --- infinity ---
    "a number is below infinity": (real(), rel("<", x, INFINITY)),
    "a number is at most infinity": (real(), rel("<=", x, INFINITY)),
    "a number is not infinity": (real(), rel("!=", x, INFINITY)),
    "infinity is above a number": (real(), rel(">", INFINITY, x)),
    "infinity is at least a number": (real(), rel(">=", INFINITY, x)),
    "a number is above minus infinity": (real(), rel(">", x, MINUS_INFINITY)),
    "minus infinity is below a number": (real(), rel("<", MINUS_INFINITY, x)),
    # --- what has a value ---
    "an integral of a continuous function": (real(), defined(area(y * t, 0, 1))),
    "an integral of a function": (
        real(f=SMOOTH), defined(area(call("apply", f, t), 0, 1))),
    "an integral between ends in order": (real(rel("<=", x, y)), defined(area(sqrt(t - x), x, y))),
    "an integral between ends the other way round": (real(rel("<=", x, y)), defined(area(sqrt(t - x), y, x))),
    "an integral off its pole": (real(positive), defined(area(y / (t + x), 0, 1))),
    "a limit off a pole": (real(positive), defined(toward(1 / t, x))),
    "a limit where a strict bound holds": (real(positive), defined(toward(sqrt(t), x))),
    "a limit at an end from inside": (real(), defined(toward(y * sqrt(t), 0, "lim+"))),
    "a limit at the other end from inside": (real(), defined(toward(y * sqrt(-t), 0, "lim-"))),
    "a limit inside of two bounds": (real(negative, rel("<", -1, x)), defined(toward(call("asin", t), x))),
    "a limit by one of two": (real(positive), defined(toward(t**y, x))),
}  # fmt: skip


@pytest.mark.parametrize(("context", "statement"), KNOWN.values(), ids=KNOWN)
def test_what_is_known(context: Context, statement: Term) -> None:
    assert Facts(context).holds(statement)


NEGATIONS = {
    "less": (negative, rel(">=", x, 0)),
    "equal": (eq(x, 0), rel("!=", x, 0)),
    "truth": (TRUE, FALSE),
    "not": (no(positive), positive),
    "and": (both(positive, up), either(rel("<=", x, 0), rel("<=", y, 0))),
    "or": (either(positive, up), both(rel("<=", x, 0), rel("<=", y, 0))),
    "opaque": (call("in", n, 1, 3), no(call("in", n, 1, 3))),
}


@pytest.mark.parametrize(("statement", "opposite"), NEGATIONS.values(), ids=NEGATIONS)
def test_negation(statement: Term, opposite: Term) -> None:
    assert negation(statement) == opposite


def test_what_is_true_has_values() -> None:
    facts = Facts(real())
    assert facts.holds(ITSELF)
    assert not facts.true(ITSELF)
    told = Facts(real(ITSELF))
    assert told.holds(ITSELF) and told.true(ITSELF)
    assert Facts(real(rel("!=", x, 0))).true(ITSELF)
    assert not facts.true(positive)


def test_what_fails_is_false_or_has_no_value() -> None:
    facts = Facts(real(negative))
    assert facts.fails(positive) and facts.fails(both(up, positive))
    assert facts.fails(either(positive, both(positive, up)))
    assert not facts.fails(either(positive, up)) and not facts.fails(both(up, eq(x, x)))
    assert not Facts(real()).fails(no(ITSELF))
    assert facts.fails(then(negative, positive)) and not facts.fails(then(up, positive))


def test_a_case_does_not_learn_from_another() -> None:
    facts = Facts(real())
    assert facts.knowing(positive).holds(positive)
    assert not facts.holds(positive)
    assert not facts.knowing(up).holds(positive)
    assert facts.knowing(up) is facts.knowing(up)
    assert facts.knowing() is facts


def test_a_name_that_is_entered_has_its_own_sort() -> None:
    facts = Facts(real())
    assert facts.entering("s", INTEGER).holds(whole(Sym("s")))
    assert not facts.entering("s", REAL).holds(whole(Sym("s")))
    assert facts.entering("s", REAL, rel(">", Sym("s"), 0)).holds(rel(">", Sym("s"), 0))
    assert not facts.entering("s", REAL).holds(rel(">", Sym("s"), 0))


def test_declarations_of_arrays_are_no_numbers() -> None:
    facts = Facts(real(a=VECTOR))
    assert not facts.holds(rel(">=", a**2, 0))
    assert Facts(real()).entering("r", REAL).holds(rel(">=", Sym("r") ** 2, 0))
    assert not Facts(real()).entering("r", VECTOR).holds(rel(">=", Sym("r") ** 2, 0))
    assert not facts.holds(rel("!=", a, 0))


# --- at a point ----------------------------------------------------------------------------------

PLACED = Context(
    {
        "x": REAL,
        "v": VECTOR,
        "A": Sort("real", ((ONE, k), (ONE, k))),
        "w": Sort("real", ((ZERO, k),)),
    }
    | {"k": INTEGER, "q": BOOLEAN, "f": SMOOTH},
    (rel(">", x, 1), rel("<", x, 0), every(rel(">", call("index", Sym("v"), j), 0), 1, k)),
)
PAIR = App("vector", (number(3), log(number(2))))
AT = (("x", number(2)), ("k", number(2)), ("v", PAIR), ("w", PAIR), ("q", TRUE))
first, second = (call("index", Sym("v"), i) for i in (1, 2))
IS_KNOWN_AT: dict[str, tuple[Term, bool]] = {
    "a number": (eq(x, 2), True),
    "another number": (eq(x, 3), False),
    "an entry": (eq(first, 3), True),
    "an entry that is no fraction": (eq(second, log(number(2))), True),
    "an entry as another": (eq(first, log(number(2))), False),
    "an entry of what does not begin at 1": (eq(call("index", Sym("w"), 1), 3), False),
    "an assumption that holds there": (rel(">", x, 1), True),
    "an assumption that does not": (rel("<", x, 0), False),
    "an assumption about entries": (every(rel(">", call("index", Sym("v"), j), 0), 1, k), True),
    "a truth": (Sym("q"), False),
}


@pytest.mark.parametrize(("statement", "known"), IS_KNOWN_AT.values(), ids=IS_KNOWN_AT)
def test_what_is_known_at_a_point(statement: Term, known: bool) -> None:
    assert (statement in facts_at(PLACED, AT).context.assumptions) == known


def test_entries_of_a_matrix_are_known_at_a_point() -> None:
    rows = App("vector", (PAIR, App("vector", (ONE, ZERO))))
    known = facts_at(PLACED, (("A", rows),)).context.assumptions
    assert eq(call("index", Sym("A"), 1, 2), log(number(2))) in known
    assert eq(call("index", Sym("A"), 2, 1), ONE) in known
    assert facts_at(PLACED, (("A", PAIR),)).context.assumptions == ()


# --- what has a value ----------------------------------------------------------------------------

TWO = {"x": REAL, "y": REAL}
INVERSE = eq(y, ONE / x)
VALUED: dict[str, tuple[Context, bool]] = {
    "a denial": (Context(TWO, (App("not", (INVERSE,)),)), False),
    "a choice": (Context(TWO, (App("or", (INVERSE, eq(x, 0))),)), False),
    "an implication": (Context(TWO, (App("implies", (eq(y, 1), INVERSE)),)), False),
    "a fact, which holds where it has values": (Context(TWO, facts=(INVERSE,)), False),
    "a difference": (Context(TWO, (App("!=", (y, ONE / x)),)), True),
    "a comparison": (Context(TWO, (rel("<", y, log(x)),)), True),
    "one of two": (Context(TWO, (App("and", (rel(">", y, 1), INVERSE)),)), True),
    "an equation": (Context(TWO, (INVERSE,)), True),
}


@pytest.mark.parametrize(("context", "known"), VALUED.values(), ids=VALUED)
def test_a_relation_that_is_assumed_has_values(context: Context, known: bool) -> None:
    assert Facts(context).holds(call("!=", x, 0)) == known

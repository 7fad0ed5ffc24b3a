"""What is judged by form: well-formedness, whole and real terms, hidden denominators, angles."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq
from forms import (
    HALF,
    PI,
    VECTOR,
    axiom,
    binder,
    eq,
    every,
    j,
    k,
    log,
    m,
    n,
    one,
    plane,
    rate,
    real,
    rel,
    s,
    same,
    sin,
    t,
    total,
    x,
    y,
    z,
)

from derivcheck.kernel.algebra.elementary import half_turns
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.guards import guarded_denominators
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import MAX_DEPTH, readable, readable_term, well_formed
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Derivative,
    Generalise,
    Lemma,
    Linearity,
    Point,
    Suppose,
)
from derivcheck.kernel.language.sorts import BOOLEAN, Base, Sort, Trait
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
    numeral,
    whole,
)

# --- well-formedness -----------------------------------------------------------------------------

tall = x
for _ in range(MAX_DEPTH):
    tall = sin(tall)
high: Any = same(x)
for _ in range(MAX_DEPTH + 1):
    high = Lemma(eq(x, x), high)

ILL_FORMED: dict[str, Any] = {
    "nothing": None,
    "a term": x,
    "a kind": Arithmetic,
    "a number for a term": Arithmetic(3, x),  # type: ignore[arg-type]
    "a text for a term": Arithmetic("x", x),  # type: ignore[arg-type]
    "nothing for a term": Derivative(None),  # type: ignore[arg-type]
    "a list for a tuple": Chain([same(x)]),  # type: ignore[arg-type]
    "one for a tuple": Chain(same(x)),  # type: ignore[arg-type]
    "a term among evidence": Chain((same(x), x)),  # type: ignore[arg-type]
    "nothing among evidence": Chain((None,)),  # type: ignore[arg-type]
    "nothing for evidence": Cases(rel(">", x, 0), same(x), None),  # type: ignore[arg-type]
    "a text for evidence": Suppose("x"),  # type: ignore[arg-type]
    "a number for a name": Axiom(3, ()),  # type: ignore[arg-type]
    "a reserved name": Generalise("#0", None),
    "a reserved name of a term": Derivative(Sym("#0")),
    "a reserved name that is bound": Derivative(Bind("sum", "#0", x, (ONE, k))),
    "a pair of one": Axiom("exp_zero", (("u",),)),  # type: ignore[arg-type]
    "a pair of three": Axiom("exp_zero", (("u", x, x),)),  # type: ignore[arg-type]
    "a pair the wrong way round": Axiom("exp_zero", ((x, "u"),)),  # type: ignore[arg-type]
    "no pair": Linearity(x, (x,)),  # type: ignore[arg-type]
    "a point of no pairs": Point((x,)),  # type: ignore[arg-type]
    "a head nobody knows": Derivative(call("frobnicate", x)),
    "too few arguments": Derivative(App("sin", ())),
    "too many arguments": Derivative(call("sin", x, y)),
    "arguments that are a text": Derivative(App("sin", "x")),  # type: ignore[arg-type]
    "arguments that are a term": Derivative(App("sin", x)),  # type: ignore[arg-type]
    "an argument that is no term": Derivative(App("sin", (3,))),  # type: ignore[arg-type]
    "a body that is no term": Derivative(Bind("sum", "j", 3, (ONE, k))),  # type: ignore[arg-type]
    "a binder of something that is no name": Derivative(Bind("sum", 3, x, (ONE, k))),  # type: ignore[arg-type]
    "a name that is no text": Derivative(Sym(3)),  # type: ignore[arg-type]
    "a term that is too deep": Derivative(tall),
    "evidence that is too deep": high,
}


@pytest.mark.parametrize("evidence", ILL_FORMED.values(), ids=ILL_FORMED)
def test_evidence_that_is_ill_formed(evidence: Any) -> None:
    assert not well_formed(evidence)
    claim = Claim(real(), x, "=", x)
    assert judge(claim, evidence) == Rejected("the evidence or the claim is malformed")


WELL_FORMED: dict[str, Any] = {
    "terms": Arithmetic(x, y),
    "no evidence where none is needed": Suppose(None),
    "parts with gaps": Congruence(sin(x), sin(y), (None, same(x), None), "s"),
    "pairs": Axiom("exp_add", (("u", x), ("v", y))),
    "pieces": Linearity(x, ((ONE, x), (y, x))),
    "a point with lemmas": Point((("x", ONE),), (same(x),)),
    "evidence that is deep": high.of.of,
    "a term that is deep": Derivative(tall.args[0]),
}


@pytest.mark.parametrize("evidence", WELL_FORMED.values(), ids=WELL_FORMED)
def test_evidence_that_is_well_formed(evidence: Any) -> None:
    assert well_formed(evidence)


CLAIMS: dict[str, tuple[Any, Any, Any, bool]] = {
    "numbers": (x, "=", y, True),
    "statements": (rel(">", x, 0), "implies", rel(">", y, 0), True),
    "booleans": (Sym("p"), "iff", Sym("p"), True),
    "a number in place of a statement": (rel(">", x, 0), "implied by", x + 1, False),
    "a number in place of the first statement": (x + 1, "iff", rel(">", x, 0), False),
    "a statement in place of a number": (rel(">", x, 0), "<=", y, False),
    "a statement in place of the last number": (x, "!=", rel(">", x, 0), False),
    "a statement for all in place of a number": (every(rel(">", j, 0)), "=", y, False),
    "a relation nobody knows": (x, "==", y, False),
    "no term": (x, "=", 3, False),
    "a reserved name": (Sym("#1"), "=", x, False),
}


@pytest.mark.parametrize(("before", "relation", "after", "is_one"), CLAIMS.values(), ids=CLAIMS)
def test_claims_that_are_readable(before: Any, relation: Any, after: Any, is_one: bool) -> None:
    assert readable(Claim(real(p=BOOLEAN), before, relation, after)) == is_one


def test_terms_that_are_readable() -> None:
    assert readable_term(x) and readable_term(call("sum", x)) is False
    assert not readable_term(None) and not readable_term([]) and not readable_term(same(x))


CONFUSED = {
    "a binder that binds nothing": App("forall", ()),
    "a sum without a variable": App("sum", (x, x)),
    "a function of a variable it lacks": App("lambda", ()),
    "an implication that binds": Bind("implies", "t", TRUE, (TRUE, TRUE), "real"),
    "a comparison that binds": Bind("=", "t", x, (x, x), "real"),
    "a number that binds": Bind("pi", "t", x, (), "real"),
}


@pytest.mark.parametrize("term", CONFUSED.values(), ids=CONFUSED)
def test_what_binds_is_a_binder_and_nothing_else(term: App | Bind) -> None:
    assert not readable_term(term)


# --- whole and real terms ------------------------------------------------------------------------

point_five = Num(Fraction(1, 2))
WHOLE: dict[str, tuple[Term, bool]] = {
    "a number": (number(3), True),
    "a decimal": (point_five, False),
    "an integer": (n, True),
    "a real name": (x, False),
    "a name nobody declared": (Sym("r"), False),
    "a vector of integers": (Sym("a"), False),
    "a sum": (n + m * 2 - 1, True),
    "a sum with a real name": (n + x, False),
    "a product with a half": (n * HALF, False),
    "a floor": (call("floor", x), True),
    "a ceiling": (call("ceiling", x), True),
    "a square": (n**2, True),
    "a square of a real name": (x**2, False),
    "a power of a half": (App("^", (n, point_five)), False),
    "a quotient": (n / m, False),
}


@pytest.mark.parametrize(("term", "is_whole"), WHOLE.values(), ids=WHOLE)
def test_terms_that_are_whole(term: Term, is_whole: bool) -> None:
    sorts = real(a=Sort("integer", VECTOR.shape))
    assert Facts(sorts).holds(whole(term)) == is_whole


IMAGINARY: dict[str, tuple[Term, bool]] = {
    "a real name": (x, True),
    "a complex name": (z, False),
    "a name nobody declared": (Sym("r"), False),
    "a boolean": (Sym("p"), False),
    "an absolute value": (call("abs", z), True),
    "a real part": (call("re", z), True),
    "a sum": (x + call("abs", z) * 2, True),
    "a sum with a complex name": (x + z, False),
    "an exponential": (call("exp", x), True),
    "an exponential of a complex name": (call("exp", z), False),
    "a square": (x**2, True),
    "a square of a complex name": (z**2, False),
    "a root": (App("^", (x, point_five)), False),
    "a square root": (call("sqrt", x), False),
    "the imaginary unit": (call("I"), False),
}


@pytest.mark.parametrize(("term", "is_real"), IMAGINARY.values(), ids=IMAGINARY)
def test_terms_that_are_real(term: Term, is_real: bool) -> None:
    context = plane()
    context = Context({**context.sorts, "p": BOOLEAN}, (), "complex")
    assert Facts(context).holds(eq(call("im", term), 0)) == is_real


RANGES: dict[str, tuple[Term, bool]] = {
    "the upper end of a sum": (every(rel("<=", j, k), 1, k), True),
    "the lower end of a sum": (every(rel("<=", 1, j), 1, k), True),
    "no upper end": (every(rel("<=", j, 3), 1, INFINITY), False),
    "a lower end below infinity": (every(rel("<=", 1, j), 1, INFINITY), True),
    "no lower end": (every(rel("<=", -3, j), -INFINITY, 3), False),
    "an upper end above minus infinity": (every(rel("<=", j, 3), -INFINITY, 3), True),
    "a variable that is called as a name": (every(rel(">", Sym("x"), 0), 1, k, var="x"), True),
    "a name that is called as a variable": (every(rel(">", Sym("x") + y, 0), 1, k, var="y"), False),
}


@pytest.mark.parametrize(("statement", "follows"), RANGES.values(), ids=RANGES)
def test_ranges_of_bound_names(statement: Term, follows: bool) -> None:
    assert Facts(real()).holds(statement) == follows


def under_a_rate(p: Term, q: Term) -> Congruence:
    """That an indicator is 1 under a derivative by x, by what is known of x."""
    return Congruence(rate(one(p)), rate(ONE), (axiom("indicator_true", p=q), None, None), "s")


OPEN: dict[str, tuple[Term, Term, bool]] = {
    "a strict bound": (rel(">", x, 0), rel(">", s, 0), True),
    "a bound of a continuous function": (
        rel("<", call("exp", x), 2),
        rel("<", call("exp", s), 2),
        True,
    ),
    "an exception": (rel("!=", x, 0), rel("!=", s, 0), True),
    "a bound of a quotient by a number": (rel("<", x, y + x / 4), rel("<", s, y + s / 4), True),
    "a bound of a power": (rel(">", x**3, 0), rel(">", s**3, 0), True),
    "a bound of a quotient by nothing": (rel(">", x / 0, 0), rel(">", s / 0, 0), False),
    "a bound of a quotient by a name": (rel(">", x / y, 0), rel(">", s / y, 0), False),
    "a bound of a power that is a root": (
        rel(">", x ** Num(Fraction(1, 2)), 0),
        rel(">", s ** Num(Fraction(1, 2)), 0),
        False,
    ),
    "a bound that is met": (rel(">=", x, 0), rel(">=", s, 0), False),
    "an equation": (eq(x, 0), eq(s, 0), False),
    "a bound of a floor": (rel(">", call("floor", x), 0), rel(">", call("floor", s), 0), False),
    "a bound of a sum": (rel(">", total(x), 0), rel(">", total(s), 0), False),
}


@pytest.mark.parametrize(("p", "q", "is_open"), OPEN.values(), ids=OPEN)
def test_what_holds_nearby(p: Term, q: Term, is_open: bool) -> None:
    facts = Facts(real(p))
    if is_open:
        assert infer(under_a_rate(p, q), facts).statement == eq(rate(one(p)), rate(ONE))
        return
    with pytest.raises(Rejected) as caught:
        infer(under_a_rate(p, q), facts)
    assert caught.value == Rejected("a side condition is not known", q)


# --- hidden denominators -------------------------------------------------------------------------

p = rel(">", x, 0)
HIDDEN: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "nothing": (x * y, ()),
    "a denominator in the open": (1 / x, ()),
    "a denominator beside a product": (sin(y) * (1 / x), ()),
    "a denominator": (one(p) * (1 / x), (rel("!=", x, 0),)),
    "a denominator deeper": (one(p) * (2 * sin(1 / x)), (rel("!=", x, 0),)),
    "a denominator under `where`": (call("where", 1 / x, p), (rel("!=", x, 0),)),
    "a denominator with a guard that is zero": (one(FALSE) * (1 / x), ()),
    "a denominator with a guard that is one": (one(TRUE) * (1 / x), ()),
    "a negative power": (one(p) * x ** number(-2), (rel("!=", x, 0),)),
    "a negative power in the open": (y * x ** number(-2), ()),
    "a natural power": (one(p) * x**2, ()),
    "a power of a name": (one(p) * x**n, ()),
    "a logarithm to a base": (one(p) * call("log", 2, x), (rel("!=", log(x), 0),)),
    "a logarithm to a base in the open": (y * call("log", 2, x), ()),
    "a logarithm": (one(p) * log(x), ()),
    "a statement": (one(rel(">", 1 / x, 0)) * x, ()),
    "a statement for all": (one(p) * every(rel(">", 1 / x, 0)), ()),
    "a denominator under a sum": (one(p) * total(1 / x), (rel("!=", x, 0),)),
    "a denominator with a bound name": (one(p) * total(1 / (x + j)), (every(rel("!=", x + j, 0), 1, k),)),
    "a denominator with a name under an integral": (one(p) * binder("int", "t", 1 / (x + t), 0, 1), (FALSE,)),
    "a denominator in a bound": (one(p) * total(j, 1, 1 / x), (rel("!=", x, 0),)),
}  # fmt: skip


@pytest.mark.parametrize(("term", "conditions"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_denominators(term: Term, conditions: tuple[Term, ...]) -> None:
    assert tuple(guarded_denominators(term, Field(real()).constant)) == conditions


# --- continuity ----------------------------------------------------------------------------------

never: Callable[[Term], bool] = lambda _: False  # noqa: E731  # short, as in a table
CONTINUOUS: dict[str, tuple[Term, bool]] = {
    "what does not move": (call("floor", y), True),
    "a name": (x, True),
    "a sum": (x + sin(x) / x, True),
    "a floor": (call("floor", x), False),
    "a floor inside": (sin(call("floor", x)), False),
    "a power": (x**y, True),
    "an exponent that moves": (y**x, False),
    "a function": (call("apply", Sym("f"), x), True),
    "a function of a floor": (call("apply", Sym("f"), call("floor", x)), False),
    "a function of whole values": (call("apply", Sym("whole"), x), False),
    "a function of rational values": (call("apply", Sym("rational"), x), False),
    "a function nobody declared": (call("apply", Sym("g"), x), False),
    "a sum of many": (total(x * j), False),
}


@pytest.mark.parametrize(("term", "is_continuous"), CONTINUOUS.values(), ids=CONTINUOUS)
def test_terms_that_are_continuous(term: Term, is_continuous: bool) -> None:
    bases: dict[str, Base] = {"f": "real", "whole": "integer", "rational": "rational"}
    sorts = {name: Sort("function", arity=1, codomain=base) for name, base in bases.items()}
    assert continuous(term, "x", never, Context(sorts)) == is_continuous


@pytest.mark.parametrize(("trait", "order", "is_continuous"), [
    ("C0", 1, False), ("C1", 1, True), ("C1", 2, False), ("C2", 2, True), ("C2", 3, False)])  # fmt: skip
def test_derivatives_of_functions_that_are_smooth_so_often(
    trait: Trait, order: int, is_continuous: bool
) -> None:
    context = Context({"f": Sort("function", traits=frozenset({trait}), arity=1)})
    rate = Bind("diff", "t", call("apply", Sym("f"), Sym("t")), (x, number(order)))
    assert continuous(rate, "x", never, context) == is_continuous


def test_an_exponent_that_moves_over_a_positive_base() -> None:
    asked: list[Term] = []
    assert continuous(y**x, "x", lambda c: not asked.append(c), Context({}))
    assert asked == [rel("<", 0, y)]


# --- angles ---------------------------------------------------------------------------------------

ANGLES: dict[str, tuple[Term, Fraction | None]] = {
    "an angle": (PI, Fraction(1)),
    "a part": (PI / 3, Fraction(1, 3)),
    "a negative angle": (-(PI / 3), Fraction(-1, 3)),
    "a multiple": (2 * PI / 3, Fraction(2, 3)),
    "a multiple of a multiple": (2 * 3 * PI / 9, Fraction(2, 3)),
    "a sum of angles": (PI + PI, Fraction(2)),
    "an angle less nothing": (PI / 2 - ZERO, Fraction(1, 2)),
    "a number": (ONE, None),
    "a square of pi": (PI * PI, None),
    "pi by a root": (PI / call("sqrt", 2), None),
    "pi by zero": (PI / 0, None),
    "pi times a root": (PI * call("sqrt", 2), None),
    "a number by pi": (1 / PI, None),
    "a number by a number": (ONE / 3, None),
    "a root of pi": (call("sqrt", PI) * 2, None),
    "nothing but numbers": (number(2) * 3, None),
    "a sum of an angle and a number": (PI + ONE, None),
    "a name": (x, None),
}


@pytest.mark.parametrize(("angle", "turns"), ANGLES.values(), ids=ANGLES)
def test_rational_angles(angle: Term, turns: Fraction | None) -> None:
    def rational(t: Term) -> fmpq | None:
        q = numeral(t)
        return None if q is None else fmpq(q.numerator, q.denominator)

    found = half_turns(angle, rational)
    assert found == (None if turns is None else fmpq(turns.numerator, turns.denominator))

"""Evidence that a forger made: each was accepted once, or is of the same kind.

Every case says the reason for which it must be rejected.
"""

from __future__ import annotations

from typing import Any, get_args, get_origin, get_type_hints

import pytest
from forms import moved as change

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer, prove
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.wellformed import own_terms, readable_term
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context, range_of
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Continuity,
    Derivative,
    Domain,
    Either,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
    NewtonLeibniz,
    Point,
    Sign,
    Suppose,
    Symmetry,
)
from derivcheck.kernel.language.sorts import BOOLEAN, COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    between,
    call,
    number,
    substitute,
)  # fmt: skip

x, z, q, r, n, j = map(Sym, "xzqrnj")
UNDEFINED, HALF, MINUS_ONE = ONE / ZERO, ONE / 2, number(-1)
LOG_TWO, UNIT = call("log", 2), App("I", ())
NOTHING = Context()
REALS = Context({"x": REAL})
FUNCTIONS = Context({"x": REAL, "f": Sort("function", arity=1)})
IS_FALSE = Claim(NOTHING, ONE, "=", TWO)

UNKNOWN = "a name is not declared"
NO_VALUE = "a definedness condition is not known"
UNSHOWN = "a side condition is not known"
NO_SIGN = "the sign is not known"
MEANINGLESS = "it means nothing in this field"


def defined(t: Term) -> App:
    return App("defined", (t,))


def reciprocal(low: Term, high: Term) -> Bind:
    return Bind("int", "t", 1 / Sym("t"), (low, high))


def has_value(t: Term, context: Context = NOTHING) -> Claim:
    """The claim that a term has a value wherever 0 has one."""
    return Claim(context, ZERO, "=", ZERO * t)


def by_existence(t: Term, *lemmas: Evidence) -> Evidence:
    return Domain(lemmas, (), Arithmetic(ZERO, ZERO * t))


def vacuous(left: Term, right: Term) -> Evidence:
    """Two terms agree wherever both have a value, one of them having none."""
    contradiction = Absurd(Arithmetic(ZERO, ZERO))
    return Arithmetic(left, right, (Lemma(App("=", (right, left)), contradiction),))


def still(gap: Term, start: Term) -> Evidence:
    """A function of j is at a number what it is at x, by a derivative that may not be shown."""
    f = Bind("lambda", "j", gap, ())
    return Axiom("constant", (("f", f), ("a", start), ("b", x)))


def same_rate(point: Term) -> Evidence:
    """x and x + log(2) by their rates, compared at a point."""
    left, right, at = x, x + LOG_TWO, {"x": point}
    agree = vacuous(substitute(left, at), substitute(right, at))
    return Arithmetic(left, right, (still(j - (j + LOG_TWO), point), agree))


RATE = Bind("diff", "s", Sym("s"), (Sym("s"), ONE))
STEEP = Lemma(App("!=", (RATE, ZERO)), Sign(Derivative(RATE)))


def moved(first: Evidence, last: Evidence, low: Term, high: Term, target: Term) -> Evidence:
    """An integral exists by the change of variables t = s, which leads where evidence says."""
    ends = [
        (Lemma(App("=", (near(head, end), bound)), of),)
        for head, end, bound, of in zip(
            ("lim+", "lim-"), (low, high), target.args, (first, last), strict=True)
    ]  # fmt: skip
    return change(1 / Sym("t"), target.args, Sym("s"), low, high, STEEP,
                  kind="_back_exists", leads=tuple(ends))  # fmt: skip


def leading(head: str, end: Term, to: Term) -> Evidence:
    """That s leads to a number, by continuity."""
    return Arithmetic(near(head, end), to, (Continuity(near(head, end)),))


def near(head: str, end: Term) -> Bind:
    return Bind(head, "j", j, (end,))


UNDECLARED = defined(reciprocal(MINUS_ONE, ONE))
BELOW, ABOVE = (
    Bind("lim", "q", call("log", side) * 0 + value, (ZERO,)) for side, value in ((q, 1), (-q, 2))
)
BELOW_AT, ABOVE_AT = (substitute(t.body, {"q": r}) for t in (BELOW, ABOVE))
HALF_LINE = Bind("lim", "q", call("sqrt", q) ** 2 / q, (ZERO,))
BOTH_SIDES = Bind("lim", "q", call("abs", q) / q, (ZERO,))
TO_EXP = Bind("lim-", "j", j ** Sym("u") * call("exp", -(Sym("c") * j)), (INFINITY,))

SELF_EQUAL = App("=", (call("log", x), call("log", x)))


def decaying(u: Term) -> Term:
    return substitute(TO_EXP, {"u": u, "c": ONE})


def exists(name: str, **letters: Term) -> Axiom:
    return Axiom(name, tuple(letters.items()))


SELF_EQUAL_RECIPROCAL = App("=", (1 / x, 1 / x))
DENIED = {
    "a statement for all numbers": Bind("forall", "t", App("=", (1 / Sym("t"), 1 / Sym("t"))), ()),
    "an implication": call("implies", TRUE, SELF_EQUAL_RECIPROCAL),
    "an equivalence": call("iff", TRUE, SELF_EQUAL_RECIPROCAL),
    "an alternative": call("xor", FALSE, SELF_EQUAL_RECIPROCAL),
}
VANISHING = Bind("prod", "j", call("exp", j), (MINUS_INFINITY, ZERO))
"""A product of positive numbers that is zero."""
ABOVE_ZERO = Context({"x": REAL}, (call("<", 0, x),))
BELOW_ZERO = call("indicator", call("<", x, 0))
HIDING = BELOW_ZERO * (1 / BELOW_ZERO)
"""It is 0 where x is positive."""
RECIPROCALS = Bind("forall", "t", App("=", (Sym("t") * (1 / Sym("t")), ONE)), (), "real")
RATE = Bind("diff", "q", q * (1 / q), (q, ONE))
AT_ZERO = Context({"r": REAL}, (call("=", r, 0),))
VALUE_THERE = Bind("subs", "x", x * (1 / r), (call("indicator", FALSE),))
FROM_INDICATOR = Bind("int", "t", ZERO, (BELOW_ZERO, ONE))
TWO_ZEROS, THREE_ZEROS = call("zeros", 2), call("zeros", 3)
EXP = Bind("lambda", "t", call("exp", Sym("t")), ())
PAIR = Sort("real", ((ONE, TWO),))
VALUED = Sort("function", arity=1)
ALIKE = [
    (App(head, (*first, TWO_ZEROS)), App(head, (*first, THREE_ZEROS)))
    for head, *first in (
        ("each", EXP), ("diag",), ("kron", TWO_ZEROS), ("vector", TWO_ZEROS), ("apply", Sym("f")),
        ("hadamard", TWO_ZEROS),
    )
]  # fmt: skip
"""Else the square of norm(exp.(zeros(n))) would be n for all n at once."""
DIAGONAL, OF_COLUMN = (
    call("diag", u) for u in (Sym("v"), call("matmul", Sym("v"), call("eye", 1)))
)
HIDDEN = call("indicator", FALSE)
ABSURD = Claim(NOTHING, TRUE, "implies", App("=", (ONE, TWO)))

COUNTING = Context({"x": REAL}, (call("<=", 1, x), call("=", call("floor", x), x)))
AT_WHOLE = number(-1) ** x
"""It has values where x is whole and nowhere beside such points."""
DROPPED = {
    "the size of a unit matrix": call("index", call("eye", x), 1, 1),
    "the size of zeros": call("index", call("zeros", x), 1),
    "another entry": call("index", call("vector", AT_WHOLE, x), 2),
    "another row": call(
        "index", call("vector", call("vector", x, AT_WHOLE), call("vector", x, x)), 1, 1),
    "an entry beside the diagonal": call("index", call("diag", call("vector", AT_WHOLE, x)), 1, 2),
    "what a function of entries does not look at": call("index", App("each", (
        Bind("lambda", "t", ONE, ()), call("vector", AT_WHOLE, ONE))), 1),
    "a place that is not looked at": Bind("subs", "t", ONE, (AT_WHOLE,)),
    "a place of a rate that is the same everywhere": Bind("diff", "t", Sym("t"), (AT_WHOLE, ONE)),
}  # fmt: skip
"""What the table would forget of a body, which has no value around whole x."""


def there(body: Term) -> Bind:
    """The derivative of a body at 1{false}."""
    return Bind("diff", "x", body, (call("indicator", FALSE), ONE))


def unlike(n: Term) -> Evidence:
    """The derivative of x*(1/r) is that of n*x, as no body has a value where r is 0."""
    equation = App("=", (q * (1 / r), q * n))
    body = Lemma(equation, Absurd(Lemma(App("!=", (r, ZERO)))))
    return Congruence(there(x * (1 / r)), there(x * n), (body, None, None), "q")


FORGED: dict[str, tuple[Claim, Evidence, str]] = {
    "a square of what divides by zero out of sight is positive": (
        ABSURD,
        Suppose(Absurd(Arithmetic(HIDDEN, (HIDDEN * (ZERO / ZERO)) ** 2))),
        "a side condition is not known"),
    "a power of zero out of sight has a sign": (
        ABSURD,
        Suppose(Absurd(Arithmetic(HIDDEN, (HIDDEN * ZERO ** number(-1)) ** 2))),
        "a side condition is not known"),
    # --- equal where both have a value, taken for equal ---
    "a derivative that is zero, compared at 1/0": (
        Claim(REALS, x, "=", x + LOG_TWO), same_rate(UNDEFINED), UNSHOWN),
    "and whatever one likes from it": (
        Claim(REALS, x, "=", x**2), Absurd(Arithmetic(ZERO, LOG_TWO, (same_rate(UNDEFINED),))),
        UNSHOWN),
    "a change of variables that ends at 1/0": (
        has_value(reciprocal(MINUS_ONE, UNDEFINED)),
        by_existence(reciprocal(MINUS_ONE, UNDEFINED), moved(
            leading("lim+", MINUS_ONE, MINUS_ONE), vacuous(near("lim-", -HALF), UNDEFINED),
            MINUS_ONE, -HALF,
            reciprocal(MINUS_ONE, UNDEFINED))),
        NO_VALUE),
    "a change of variables that begins at 1/0": (
        has_value(reciprocal(UNDEFINED, ONE)),
        by_existence(reciprocal(UNDEFINED, ONE), moved(
            vacuous(near("lim+", HALF), UNDEFINED), leading("lim-", ONE, ONE), HALF, ONE,
            reciprocal(UNDEFINED, ONE))),
        NO_VALUE),
    "a limit with an exponent that has no value everywhere": (
        has_value(decaying(call("log", x)), REALS),
        by_existence(decaying(call("log", x)), exists("lim_exp_exists", u=call("log", x), c=ONE)),
        NO_VALUE),
    "a limit with the exponent 1/0": (
        has_value(decaying(UNDEFINED)),
        by_existence(decaying(UNDEFINED), exists("lim_exp_exists", u=UNDEFINED, c=ONE)), NO_VALUE),
    "an infinite product of positive factors": (
        Claim(NOTHING, Bind("prod", "j", HALF, (ONE, INFINITY)), ">", ZERO),
        Sign(Arithmetic(*[Bind("prod", "j", HALF, (ONE, INFINITY))] * 2)), NO_SIGN),
    "a statement for all whole numbers up to 1/0": (
        Claim(NOTHING, TRUE, "implies", Bind("forall", "j", FALSE, (ONE, UNDEFINED))),
        Suppose(Generalise("j", Absurd(Arithmetic(ZERO, ZERO)))), NO_VALUE),
    "a limit with an integral for its exponent that has no value": (
        has_value(decaying(reciprocal(MINUS_ONE, ONE))),
        by_existence(
            decaying(reciprocal(MINUS_ONE, ONE)),
            exists("lim_exp_exists", u=reciprocal(MINUS_ONE, ONE), c=ONE),
        ),
        NO_VALUE,
    ),
    "a sum of nothing up to a half": (
        Claim(NOTHING, TRUE, "implies", defined(Bind("sum", "j", ZERO, (ONE, HALF)))),
        Suppose(Linearity(Bind("sum", "j", ZERO, (ONE, HALF)), ())),
        UNSHOWN,
    ),
    "a case whose guard has no value": (
        Claim(REALS, ONE, "=", App("piecewise", (ONE, SELF_EQUAL))),
        Symmetry(exists("piecewise_only", u=ONE, p=SELF_EQUAL)),
        "the new side may be undefined where the old one is not",
    ),
    # --- limits along points that never meet ---
    "limits that agree where both bodies have values, which is nowhere": (
        Claim(NOTHING, App("and", (defined(BELOW), defined(ABOVE))), "implies",
              App("=", (BELOW, ABOVE))),
        Suppose(Congruence(BELOW, ABOVE, (
            Lemma(App("=", (BELOW_AT, ABOVE_AT)), Absurd(Lemma(call("<", r, 0)))), None), "r")),
        NO_VALUE),
    "a limit from both sides exists because one from a side does": (
        Claim(NOTHING, defined(HALF_LINE), "implies", defined(BOTH_SIDES)),
        Suppose(Congruence(HALF_LINE, BOTH_SIDES, (
            Arithmetic(*(substitute(t.body, {"q": r}) for t in (HALF_LINE, BOTH_SIDES)), (
                Axiom("abs_nonneg", (("u", r),)),)), None), "r")),
        NO_VALUE),
    "a limit of nothing as the sum of two that never meet": (
        Claim(NOTHING, App("and", (defined(BELOW), defined(ABOVE))), "implies",
              App("=", (Bind("lim", "q", BELOW.body + ABOVE.body - BELOW.body - ABOVE.body,
                             (ZERO,)), ZERO))),
        Suppose(Linearity(
            Bind("lim", "q", ZERO, (ZERO,)),
            ((ONE, BELOW.body), (MINUS_ONE, BELOW.body)))), NO_VALUE),
    # --- names ---
    "a case split on a name that nobody declared": (
        IS_FALSE,
        Absurd(Have((Lemma(UNDECLARED, Cases(App("!=", (z, ZERO)), Have((), None), Have((), None))),
                     ), Arithmetic(ZERO, ONE))), UNKNOWN),
    "a hypothesis at a name that nobody declared": (
        Claim(Context(FUNCTIONS.sorts, (Bind("forall", "t", App(
            "=", (App("apply", (Sym("f"), Sym("t"))), ZERO)), ()),)), ZERO, "=", ONE),
        Absurd(Hypothesis(Bind("forall", "t", App(
            "=", (App("apply", (Sym("f"), Sym("t"))), ZERO)), ()), (z,))), UNKNOWN),
    "an axiom about a name that nobody declared": (
        Claim(NOTHING, ZERO, "=", ONE), Absurd(exists("abs_nonneg", u=z)), UNKNOWN),
    "a letter of an axiom that is left open": (
        Claim(Context({"u": Sort("real", ((ONE, TWO),))}), ZERO, "=", ONE),
        Absurd(Axiom("exp_add", (("v", ZERO),))), "exp_add leaves u open"),
    # --- what stands for a letter ---
    "a statement for a number": (
        IS_FALSE, Absurd(exists("abs_nonneg", u=TRUE)), "abs_nonneg is not about such a u"),
    "a name that is true or false for a number": (
        Claim(Context({"p": BOOLEAN}), ONE, "=", TWO), Absurd(exists("abs_nonneg", u=Sym("p"))),
        "abs_nonneg is not about such a u"),
    "a number for a statement": (
        IS_FALSE, Absurd(exists("indicator_square", p=ONE)),
        "indicator_square is not about such a p"),
    "a product of what does not fit for a number": (
        Claim(Context({"A": Sort("real", ((ONE, TWO), (ONE, TWO)))}), ONE, "=", TWO),
        Absurd(exists("abs_nonneg", u=call("matmul", Sym("A"), TWO))),
        "abs_nonneg is not about such a u"),
    "a function of statements": (
        IS_FALSE, Absurd(exists("sum_one", f=Bind("lambda", "j", TRUE, ()), a=ONE)),
        "sum_one is not about such a f"),
    "a function of too many numbers": (
        IS_FALSE, Absurd(exists("sum_one", f=ONE, a=ONE)), "sum_one is not about such a f"),
    "an equation between statements": (
        IS_FALSE,
        Absurd(Congruence(defined(x / x), defined(ONE), (Arithmetic(x / x, ONE),))),
        UNKNOWN,
    ),
    "an equation between statements about numbers": (
        IS_FALSE,
        Absurd(Congruence(defined(ONE / ONE), defined(ONE), (Arithmetic(ONE / ONE, ONE),))),
        "statements are not equal to one another",
    ),
    # --- denials of what has no value, taken for contradictions ---
    **{f"what is true because a side of {name} has no value": (
        Claim(Context({"x": REAL}, (call("not", s),)), x, "=", number(5)),
        Lemma(App("=", (x, number(5))), Absurd(Hypothesis(s))), NO_VALUE,
    ) for name, s in DENIED.items()},
    # --- what means nothing ---
    "a product of positive factors from minus infinity": (
        Claim(Context({}, (defined(VANISHING),)), ZERO, "<", VANISHING),
        exists(
            "prod_positive",
            f=Bind("lambda", "j", call("exp", j), ()), a=MINUS_INFINITY, b=ZERO),
        MEANINGLESS),
    # --- an indicator in the place of a name, where it hides what other factors need ---
    "an instance at an indicator": (
        Claim(ABOVE_ZERO, HIDING, "=", ONE), Hypothesis(RECIPROCALS, (BELOW_ZERO,)),
        "the evidence proves something else"),
    "a derivative at an indicator, equal to all others": (
        Claim(AT_ZERO, ONE, "=", TWO),
        Chain((*map(Symmetry, (Derivative(there(x * ONE)), unlike(ONE))),
               unlike(TWO), Derivative(there(x * TWO)))),
        NO_VALUE),
    "a value at an indicator": (
        Claim(AT_ZERO, TRUE, "implies", App("=", (VALUE_THERE, VALUE_THERE))), Suppose(None),
        NO_VALUE),
    "a primitive at an indicator": (
        Claim(ABOVE_ZERO, FROM_INDICATOR, "=", ONE * (ONE / ONE) - HIDING),
        NewtonLeibniz(
            FROM_INDICATOR, q * (1 / q), "q",
            Chain((Derivative(RATE), Arithmetic(derivative(RATE, REALS)[0], ZERO))),
            (Lemma(call(">", q, ZERO), Either(between(q, BELOW_ZERO, ONE)[0], tuple(
                Lemma(call(">", q, ZERO), Sign(Arithmetic(q, (q - end) + end)))
                for end in (BELOW_ZERO, ONE)))),)),
        UNSHOWN),
    # --- arrays of different shapes, taken for one ---
    **{f"zeros of two shapes under {t.head}": (
        Claim(Context({"f": VALUED}), t, "=", other),
        Congruence(t, other, (*[None] * (len(t.args) - 1), Arithmetic(t.args[-1], other.args[-1]))),
        "parts of different shapes are not exchanged",
    ) for t, other in ALIKE},
    "a diagonal matrix and a vector, called the same": (
        Claim(Context({"v": PAIR}), DIAGONAL, "=", OF_COLUMN), Arithmetic(DIAGONAL, OF_COLUMN),
        "the two sides are not equal by exact arithmetic"),
    # --- what means nothing, of numbers ---
    "the imaginary unit among the reals": (IS_FALSE, Absurd(Arithmetic(UNIT**2, MINUS_ONE)),
                                           MEANINGLESS),
    "a complex variable among the reals": (
        IS_FALSE, Absurd(Lemma(Bind("forall", "z", TRUE, (), "complex"))), MEANINGLESS),
    "infinity as an exponent": (
        IS_FALSE, Absurd(exists("gamma_exists", u=INFINITY)), MEANINGLESS),
    "infinity below itself": (
        IS_FALSE, Absurd(Lemma(call("<=", INFINITY, INFINITY), Sign(
            Arithmetic(INFINITY - INFINITY, ZERO)))), MEANINGLESS),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason"), FORGED.values(), ids=FORGED)
def test_what_a_forger_made_is_rejected(claim: Claim, evidence: Evidence, reason: str) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Rejected)
    assert found.reason == reason


@pytest.mark.parametrize("body", DROPPED.values(), ids=DROPPED)
def test_nothing_is_differentiable_where_it_has_no_value_around(body: Term) -> None:
    rate = Bind("diff", "x", body, (x, ONE))
    known = Facts(COUNTING)
    assert all(map(known.holds, definedness(body, COUNTING)))
    assert not all(map(known.holds, definedness(rate, COUNTING)))


def test_an_entry_of_a_function_that_moves_is_differentiable() -> None:
    moving = Bind("lambda", "t", call("exp", Sym("t") * x), ())
    entry = call("index", App("each", (moving, Sym("v"))), 1)
    context = Context({"x": REAL, "v": PAIR})
    assert definedness(Bind("diff", "x", entry, (x, ONE)), context) == definedness(entry, context)


def test_a_rate_at_whole_numbers_is_not_that_of_a_wave() -> None:
    """eye(x)[1, 1] and 1 + sin(pi*x) are equal wherever the first has a value."""
    one, wave = DROPPED["the size of a unit matrix"], 1 + call("sin", x * App("pi", ()))
    rates = [Bind("diff", "x", t, (x, ONE)) for t in (one, wave)]
    bodies = (substitute(t, {"x": r}) for t in (one, wave))
    alike = Arithmetic(*bodies, (exists("sin_n_pi", n=r),))
    steps = Congruence(*rates, (alike, None, None), "r"), Derivative(rates[1])
    claim = Claim(COUNTING, ZERO, "=", derivative(rates[1], COUNTING)[0])
    found = judge(claim, Chain((Symmetry(Derivative(rates[0])), *steps)))
    assert found == Rejected("the table of derivatives does not cover this term")


WHOLE = Bind("forall", "t", App("=", (App("apply", (Sym("f"), Sym("t"))), ZERO)), (), "integer")
ANY = Bind("forall", "t", App("=", (App("apply", (Sym("f"), Sym("t"))), ZERO)), (), "complex")


def at(value: Term) -> Term:
    return App("apply", (Sym("f"), value))


INSTANCES = {
    "a half of whole numbers": (WHOLE, HALF, "real", UNSHOWN),
    "a real name of whole numbers": (WHOLE, x, "real", UNSHOWN),
    "a whole number": (WHOLE, number(3), "real", None),
    "the imaginary unit of real numbers": (Bind("forall", "t", WHOLE.body, ()), UNIT, "complex",
                                           UNSHOWN),
    "the imaginary unit of complex numbers": (ANY, UNIT, "complex", None),
    "a point that has no complex value": (ANY, UNDEFINED, "complex", NO_VALUE),
    "a name that is true or false": (Bind("forall", "t", WHOLE.body, ()), Sym("p"), "real",
                                     "not a number"),
    "a point that has no value": (Bind("forall", "t", WHOLE.body, ()), UNDEFINED, "real",
                                  NO_VALUE),
}  # fmt: skip


@pytest.mark.parametrize(("fact", "value", "field", "reason"), INSTANCES.values(), ids=INSTANCES)
def test_for_all_speaks_of_its_sort_alone(fact, value, field, reason) -> None:
    sorts = {"x": REAL, "f": Sort("function", arity=1), "p": BOOLEAN}
    claim = Claim(Context(sorts, (fact,), field), TRUE, "implies", App("=", (at(value), ZERO)))
    found = judge(claim, Suppose(Hypothesis(fact, (value,))))
    assert getattr(found, "reason", None) == reason


ENDS = {
    "the first": (
        vacuous(near("lim+", HALF), UNDEFINED), leading("lim-", ONE, ONE), (UNDEFINED, ONE)),
    "the last": (
        leading("lim+", HALF, HALF), vacuous(near("lim-", ONE), UNDEFINED), (HALF, UNDEFINED)),
}  # fmt: skip


@pytest.mark.parametrize(("first", "last", "ends"), ENDS.values(), ids=ENDS)
def test_the_ends_of_a_change_of_variables_have_values(first, last, ends) -> None:
    moving = moved(first, last, HALF, ONE, reciprocal(*ends))
    with pytest.raises(Rejected) as caught:
        infer(moving, Facts(NOTHING))
    assert caught.value.reason == NO_VALUE


SORTS = {
    "an integral over whole numbers": Bind("int", "t", Sym("t"), (ZERO, ONE), "integer"),
    "a sum over real numbers": Bind("sum", "t", Sym("t"), (ZERO, ONE), "real"),
    "a limit of whole numbers": Bind("lim", "t", Sym("t"), (ONE,), "integer"),
    "a derivative by whole numbers": Bind("diff", "t", Sym("t"), (ONE, ONE), "integer"),
    "a range of complex numbers": Bind("forall", "t", TRUE, (ZERO, ONE), "complex"),
    "no sort": Bind("forall", "t", TRUE, (), "number"),
}


@pytest.mark.parametrize("term", SORTS.values(), ids=SORTS)
def test_a_binder_has_a_sort_that_it_can_have(term: Bind) -> None:
    assert not readable_term(term)


def _filled(hint: Any) -> Any:
    """Data of a declared type with the name x wherever a term stands; None for evidence."""
    if hint == Term:
        return x
    if get_origin(hint) is tuple:
        return tuple(_filled(inner) for inner in get_args(hint) if inner is not ...)
    return "" if hint is str else None


def _terms(data: Any) -> int:
    return sum(map(_terms, data)) if isinstance(data, tuple) else int(data is x)


JUDGED_AS_A_WHOLE = {Domain, Point}


@pytest.mark.parametrize("kind", sorted(set(get_args(Evidence)) - JUDGED_AS_A_WHOLE, key=str))
def test_every_term_of_evidence_is_looked_at(kind: type) -> None:
    data = {name: _filled(hint) for name, hint in get_type_hints(kind).items()}
    wanted = _terms(tuple(data.values()))
    assert tuple(own_terms(kind(**data))) == (x,) * wanted


def test_a_claim_about_an_undeclared_name_is_malformed() -> None:
    assert judge(Claim(NOTHING, x, "=", x), Arithmetic(x, x)) == Rejected(
        "the evidence or the claim is malformed"
    )


def test_a_complex_name_makes_a_complex_field() -> None:
    claim = Claim(Context({"z": COMPLEX}), z, "=", z)
    assert isinstance(judge(claim, Arithmetic(z, z)), Rejected)


def test_binders_of_different_sorts_are_different() -> None:
    claim = Claim(Context({"n": INTEGER, **FUNCTIONS.sorts}, (WHOLE,)), TRUE, "implies",
                  Bind("forall", "t", WHOLE.body, ()))  # fmt: skip
    assert judge(claim, Suppose(None)) == Rejected(UNSHOWN, Bind("forall", "t", WHOLE.body, ()))


ARRAYS = {"a": Sort("real", ((ONE, TWO),)), "x": REAL}
BY_AN_ARRAY = {
    "a vector by itself": (Sym("a"), Sym("a")),
    "a vector by a sum of vectors": (Sym("t"), Sym("a") + Sym("a")),
    "a number by a row of numbers": (Sym("t"), App("vector", (x, x))),
}


@pytest.mark.parametrize(("body", "at"), BY_AN_ARRAY.values(), ids=BY_AN_ARRAY)
def test_the_table_differentiates_by_numbers(body: Term, at: Term) -> None:
    var = "a" if at == Sym("a") else "t"
    assert derivative(Bind("diff", var, body, (at, ONE)), Context(ARRAYS)) is None


def test_what_is_known_is_true_at_the_first_question() -> None:
    known = App("=", (UNDEFINED, UNDEFINED))
    assert Facts(Context({}, (known,))).true(known)


def test_a_number_to_the_power_of_a_matrix_is_a_matrix() -> None:
    matrix = Sort("real", ((ONE, TWO), (ONE, TWO)))
    field = Field(Context({"A": matrix, "B": matrix, "x": REAL}))
    power, other = x ** Sym("A"), Sym("B")
    assert not field.equal(power * other, other * power)


NEAR = {
    "a real number that is positive": ("real", "real", call(">", x, 0), 1),
    "a real number by an arctangent": ("real", "real", call("<", call("atan", x), 1), 1),
    "a real number at its bound": ("real", "real", call(">=", x, 0), 0),
    "a complex number that is positive": ("complex", "complex", call(">", x, 0), 0),
    "a complex number that is not zero": ("complex", "complex", call("!=", x, 0), 1),
    "a real number beside others": ("real", "complex", call(">", x, 0), 1),
    "what is real at a point only": ("real", "complex", call("<", UNIT * x, 1), 0),
    "at a cut": ("real", "complex", call("<", call("abs", call("asinh", 2 * UNIT + x)), 3), 0),
}


@pytest.mark.parametrize(("sort", "scalars", "known", "count"), NEAR.values(), ids=NEAR)
def test_what_holds_near_a_point(sort, scalars, known: Term, count: int) -> None:
    rate = Bind("diff", "x", x, (x, ONE), sort)
    context = Context({"x": COMPLEX if sort == "complex" else REAL}, (), scalars)
    assert len(range_of(rate, q, (known,), context)) == count


def test_what_is_real_at_a_point_only_says_nothing_under_a_derivative() -> None:
    """I*x < 1 holds at 0 and nowhere else; x^2 + x would be 0 all around it."""
    t, s = Sym("t"), Sym("s")
    law = Bind("forall", "t", call("implies", call("<", UNIT * t, 1), call("=", t, 0)), ())
    context = Context({"x": REAL}, (call("<", UNIT * x, 1), law), "complex")
    left, zero = (Bind("diff", "t", u, (x, ONE)) for u in (t**2 + t, ZERO))
    lemmas = Hypothesis(law, (s,)), Hypothesis(call("=", s, 0))
    body = Have(lemmas[:1], Arithmetic(s**2 + s, ZERO, lemmas[1:]))
    evidence = Chain((Congruence(left, zero, (body, None, None), "s"), Derivative(zero)))
    found = judge(Claim(context, left, "=", ZERO), evidence)
    assert isinstance(found, Rejected)
    assert found.reason == "a side condition is not known"


# --- guards one by one ---------------------------------------------------------------------------

ONE_TO_OO = Bind("int", "t", 1 / Sym("t") ** 2, (ONE, INFINITY))
OO_TO_ONE = Bind("int", "t", 1 / Sym("t") ** 2, (INFINITY, ONE))
SQUARE = Bind("lambda", "t", 1 / Sym("t") ** 2, ())
UP_TO_THREE = Bind("sum", "j", j, (ONE, number(3)))
ALL_LOGARITHMS = Bind("forall", "t", App("=", (call("log", Sym("t")),) * 2), ())
ROUGH = Bind("diff", "x", call("abs", x) ** 2, (ZERO, ONE))
SMOOTH, HOLED = (Bind("diff", "x", body, (ZERO, ONE)) for body in (x**2, x**3 / x))
BOTH_NAMES = Context({"x": REAL, "a": Sort("real", ((ONE, TWO),))})


GUARDED: dict[str, tuple[Context, Term, Evidence, str]] = {
    "an alternative about a name that nobody declared": (
        NOTHING, FALSE, Either(App("or", (App("=", (z, z)), FALSE)), (None, None)), UNKNOWN),
    "what is not real is not at most itself": (
        Context({"z": COMPLEX}, (), "complex"), call("<=", z, z), Sign(Arithmetic(z - z, ZERO)),
        NO_VALUE),
    "a derivative at a hole does not exist because another one does": (
        NOTHING,
        defined(HOLED),
        Congruence(SMOOTH, HOLED, (Arithmetic(r**2, r**3 / r), None, None), "r"),
        "a side condition is not known",
    ),
    "an integral of nothing up to 1/0": (
        NOTHING, defined(Bind("int", "t", ZERO, (ZERO, UNDEFINED))),
        NewtonLeibniz(Bind("int", "t", ZERO, (ZERO, UNDEFINED)), ZERO, "s",
                      Derivative(Bind("diff", "s", ZERO, (Sym("s"), ONE)))), UNSHOWN),
    "a zero derivative compared at a vector": (
        BOTH_NAMES, App("=", (ZERO, ZERO)), still(j - j, Sym("a")),
        "constant is not about such a a"),
    "a change of variables to an end written otherwise": (
        NOTHING, App("=", (reciprocal(ONE, TWO), reciprocal(ONE, TWO))),
        change(1 / Sym("t"), (ONE + ZERO, TWO), Sym("s"), ONE, TWO, STEEP,
               leads=((Lemma(App("=", (near("lim+", ONE), ONE + ZERO)),
                             leading("lim+", ONE, ONE + ZERO)),), ())),
        "the evidence proves something else"),
    "a rational number for all rational numbers": (
        Context({}, (Bind("forall", "t", App("=", (Sym("t"),) * 2), (), "rational"),)),
        App("=", (HALF, HALF)),
        Hypothesis(Bind("forall", "t", App("=", (Sym("t"),) * 2), (), "rational"), (HALF,)),
        "not seen to be rational"),
    "a function of two numbers for one of one": (
        Context({"f": Sort("function", arity=2)}), App("=", (UP_TO_THREE, ZERO)),
        exists("sum_one", f=Sym("f"), a=ONE), "sum_one is not about such a f"),
    "a function whose values are true or false": (
        Context({"f": Sort("function", arity=1, codomain="boolean")}),
        App("=", (UP_TO_THREE, ZERO)), exists("sum_one", f=Sym("f"), a=ONE),
        "sum_one is not about such a f"),
}  # fmt: skip


@pytest.mark.parametrize(("context", "goal", "evidence", "reason"), GUARDED.values(), ids=GUARDED)
def test_a_guard_rejects(context: Context, goal: Term, evidence: Evidence, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        prove(goal, evidence, Facts(context))
    assert caught.value.reason == reason


def applied(t: Term) -> App:
    return App("apply", (Sym("f"), t))


def one_of(function: Term, value: Term) -> App:
    return App("=", (Bind("sum", "j", function, (ONE, ONE)), value))


LET_THROUGH: dict[str, tuple[Context, Term, Evidence]] = {
    "a derivative exists because that of the same function does": (
        NOTHING,
        defined(ROUGH),
        Congruence(SMOOTH, ROUGH, (Symmetry(exists("abs_square", u=r)), None, None), "r"),
    ),
    "all whole numbers from one on": (
        NOTHING, Bind("forall", "j", call("<=", 1, j), (ONE, INFINITY)), Generalise("j", None)),
    "an integral to infinity, turned round": (
        Context({}, (defined(ONE_TO_OO),)), defined(OO_TO_ONE),
        exists("int_turned_exists", f=SQUARE, a=ONE, b=INFINITY)),
    "a sum for a number": (
        NOTHING, App("=", (call("abs", UP_TO_THREE) ** 2, UP_TO_THREE**2)),
        exists("abs_square", u=UP_TO_THREE)),
    "a declared function for a letter": (
        FUNCTIONS, one_of(applied(j), applied(ONE)), exists("sum_one", f=Sym("f"), a=ONE)),
    "a function that says not of how many numbers": (
        Context({"f": Sort("function")}), one_of(applied(j), applied(ONE)),
        exists("sum_one", f=Sym("f"), a=ONE)),
}  # fmt: skip


@pytest.mark.parametrize(("context", "goal", "evidence"), LET_THROUGH.values(), ids=LET_THROUGH)
def test_a_guard_lets_through(context: Context, goal: Term, evidence: Evidence) -> None:
    prove(goal, evidence, Facts(context))


def test_what_is_granted_for_all_values_at_a_point_has_values() -> None:
    """An assumption that is not true at a point where a side has no value."""
    claim = Claim(Context({"x": REAL}, (ALL_LOGARITHMS,)), x, "=", x + ONE)
    found = judge(claim, Point((("x", ONE),), (Hypothesis(ALL_LOGARITHMS),)))
    assert found == Rejected(NO_VALUE, found.needs)


def test_a_limit_is_made_up_of_limits_along_its_own_points() -> None:
    nothing = Bind("lim", "q", ZERO, (ZERO,))
    split = Linearity(nothing, ((ONE, BELOW.body), (MINUS_ONE, BELOW.body)))
    with pytest.raises(Rejected) as caught:
        infer(split, Facts(NOTHING))
    assert caught.value.reason == NO_VALUE
    whole = Bind("lim", "q", BELOW.body + BELOW.body, (ZERO,))
    assert infer(Linearity(whole, ((TWO, BELOW.body),)), Facts(NOTHING)).statement == App(
        "=", (whole, TWO * BELOW)
    )

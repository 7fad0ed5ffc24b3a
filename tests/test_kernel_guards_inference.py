"""Inference: each guard, by what it refuses and the reason it gives, and what passes beside it."""

from __future__ import annotations

import pytest
from forms import (
    PI,
    VECTOR,
    area,
    axiom,
    binder,
    defined,
    eq,
    every,
    hypothesis,
    j,
    k,
    lam,
    log,
    moved,
    n,
    near_ends,
    one,
    plane,
    primitive,
    rate,
    real,
    rel,
    s,
    same,
    sin,
    slope_of,
    t,
    total,
    toward,
    within,
    x,
    y,
    z,
)

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer, prove
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Asymptotics,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Continuity,
    Derivative,
    Each,
    Either,
    Enclosure,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
    NewtonLeibniz,
    Sign,
    Suppose,
    Symmetry,
)
from derivcheck.kernel.language.sorts import BOOLEAN, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    ZERO,
    Bind,
    Sym,
    Term,
    alpha_equal,
    call,
    number,
    whole,
)
from derivcheck.provers.foundations.inductions import induction

SIDE = "a side condition is not known"
DEFINED = "a definedness condition is not known"
ELSE = "the evidence proves something else"
OTHER = "the evidence is of something else"
PIECE = "a part of the evidence proves something else"
SHAPE = "congruence needs two terms of one shape"
UNEQUAL = "the two sides are not equal by exact arithmetic"
NUMBER = "not a number"
UNKNOWN = "a name is not declared"
ENCLOSED = "no value is seen to be enclosed"
PRIMITIVE = "a primitive gives an integral"
LIMIT = "the expansion has another limit"
PARTS = "evidence is needed for each part"
LEADS = "not seen to be continuous where the limit leads"
LINEAR = "linearity is about sums, integrals, derivatives and limits"
ANOTHER = "the evidence proves something else"

SO_FAR, NEXT = Sym("n_so_far"), call("index", Sym("a"), n + 1)
positive = rel(">", x, 0)
BOTH, NEITHER = call("sqrt", 2) + call("sqrt", 2), call("sqrt", 2) - call("sqrt", 2)
lost = 0 * log(-ONE)
q = Sym("q")
BOOL = real(q=BOOLEAN)
anything = every(eq(x, x), var="x")
certainly = Bind("forall", "z", eq(one(eq(z, z)), 1), (), "complex")
grows = (call("exp", t), call("exp", s))


def steepness(inner: Term, slope: Term) -> Lemma:
    """That the slope of a function of s is not zero, being what the table says."""
    found = rate(inner, "s")
    return Lemma(rel("!=", found, 0), Sign(Arithmetic(found, slope, (Derivative(found),))))


def leads(head: str, body: Term, end: Term, to: Term) -> tuple[Evidence, ...]:
    """Where a function of s leads, by an expansion."""
    found = Asymptotics(binder(head, "s", body, end), to, number(3))
    return Lemma(defined(found.term), found), Lemma(eq(found.term, to), found)


steep = steepness(2 * s, number(2))
doubling = moved(t, (0, 2), 2 * s, 0, 1, steep)
falls = steepness(1 / s, -(1 / s**2))
from_far = moved(
    call("exp", -t), (INFINITY, 1), 1 / s, 0, 1, falls,
    leads=(leads("lim+", call("exp", -(1 / s)), ZERO, ZERO), ()),
)  # fmt: skip
to_zero = leads("lim-", 1 / s, INFINITY, ZERO)
to_far = moved(t, (1, 0), 1 / s, 1, INFINITY, falls, leads=((), to_zero))
jumping = s + call("sign", s)
rising = steepness(jumping, ONE)
closed = primitive(t, s**2 / 2, 0, 1)

# --- what `infer` refuses ------------------------------------------------------------------------

GROWING = Sort("real", ((ONE, n), (ONE, n)))
DET = call("det", Sym("A"))
TURNED, NEGATIVE = call("transpose", Sym("A")), call("neg", Sym("A"))
SKEW = real(rel("<=", 1, n), eq(TURNED, NEGATIVE), rel("!=", DET, 0), A=GROWING)
ODD = Arithmetic(DET, ZERO, (Chain((
    Arithmetic(DET, call("det", TURNED)),
    Congruence(call("det", TURNED), call("det", NEGATIVE), (Hypothesis(eq(TURNED, NEGATIVE)),)),
    Arithmetic(call("det", NEGATIVE), number(-1) ** n * DET),
    Arithmetic(number(-1) ** n * DET, -DET, (Hypothesis(eq(n, 1)),)),
)),))  # fmt: skip
"""A skew matrix of one row has the determinant zero."""

NOT_INFERRED: dict[str, tuple[Context, Evidence, str, Term | None]] = {
    "a goal is needed": (real(), Suppose(None), "Suppose needs a goal", None),
    "a comparison is no equation": (
        real(positive), Symmetry(Hypothesis(positive)), "an equation is needed", None),
    # --- arithmetic ---
    "arithmetic of other terms": (real(), Arithmetic(x, y), UNEQUAL, None),
    "a lemma whose sides have no value": (
        real(), Arithmetic(x, x, (axiom("log_mul", u=number(-1), v=number(-1)),)), DEFINED, rel(">", number(-1), 0)),
    "a lemma of one case in the other": (
        real(), Cases(eq(x, y), Arithmetic(x, y, (Hypothesis(eq(x, y)),)), Arithmetic(x, y)), UNEQUAL, None),
    "a lemma of one case in what is worked out in the other": (
        real(), Cases(eq(x, y), Arithmetic(2 * x, x + y, (Hypothesis(eq(x, y)),)), Lemma(eq(2 * x, x + y))),
        SIDE, eq(2 * x, x + y)),
    "a lemma of one case among the facts of the other": (
        real(), Cases(eq(x, y), Arithmetic(x, y, (Hypothesis(eq(x, y)),)), Lemma(eq(x, y))), SIDE, eq(x, y)),
    # --- axioms ---
    "an axiom nobody knows": (real(), axiom("because", u=x), "there is no axiom 'because'", None),
    "a real axiom over the complex numbers": (
        plane(), axiom("log_exp", u=z), "log_exp holds over the real field only", None),
    "a complex axiom over the real numbers": (
        real(positive), axiom("log_negative", u=x), "log_negative holds over the complex field only", None),
    "an axiom of an array": (
        real(a=VECTOR), axiom("abs_mul", u=Sym("a"), v=x), "abs_mul is not about such a u", Sym("a")),
    "an axiom without its condition": (real(), axiom("abs_nonneg", u=x), SIDE, rel("<=", 0, x)),
    # --- congruence ---
    "congruence of two functions": (real(), Congruence(sin(x), call("cos", x), (None,)), SHAPE, None),
    "congruence of two sizes": (
        real(), Congruence(call("+", x, y), call("+", x, y, 0), (None, None)), SHAPE, None),
    "congruence of too few parts": (real(), Congruence(sin(x), sin(y), ()), SHAPE, None),
    "congruence of two binders": (
        real(), Congruence(total(j), binder("prod", "j", j, 1, k), (None, None, None)), SHAPE, None),
    "a part that starts elsewhere": (
        real(), Congruence(sin(x), sin(y), (Arithmetic(y + 0, y),)), PIECE, None),
    "a part that ends elsewhere": (
        real(), Congruence(sin(x), sin(y), (Arithmetic(x, x + 0),)), PIECE, None),
    "a part that nobody proves": (real(), Congruence(sin(x), sin(y), (None,)), PIECE, None),
    "a bound that nobody proves": (
        real(), Congruence(total(j), total(j, 1, n), (None, None, None)), PIECE, None),
    "a statement as a part": (
        real(), Congruence(one(positive), one(rel("<", 0, x)), (Arithmetic(positive, rel("<", 0, x)),)),
        "statements are not rewritten by equations", None),
    "congruence under a substitution": (
        real(), Congruence(binder("subs", "t", t, x), binder("subs", "t", t + 0, x), (Arithmetic(s, s + 0), None), "s"),
        "no congruence under subs", None),
    "bodies that differ without evidence": (
        real(), Congruence(total(j), total(j + 1), (None, None, None)), "bodies without evidence differ", None),
    "a bound name that is taken": (
        real(), Congruence(total(j), total(j + 0), (Arithmetic(x, x + 0), None, None), "x"), "the name 'x' is not fresh", None),
    "a bound name that occurs": (
        real(t=REAL), Congruence(total(j * t), total(j * t + 0), (Arithmetic(t * t, t * t + 0), None, None), "t"),
        "the name 't' is not fresh", None),
    "a bound name that is empty": (
        real(), Congruence(total(j), total(j + 0), (Arithmetic(Sym(""), Sym("") + 0), None, None)), "the name '' is not fresh", None),
    # --- derivatives, linearity ---
    "a derivative the table lacks": (
        real(), Derivative(rate(call("zeta", x))), "the table of derivatives does not cover this term", None),
    "an enclosure that nobody vouches for": (
        real(), Enclosure(area(call("exp", -t), 0, INFINITY)), ENCLOSED, area(call("exp", -t), 0, INFINITY)),
    "roots that differ": (
        real(), Axiom("zero_product", (("u", call("sqrt", 2) - call("sqrt", 3)), ("v", ONE))),
        SIDE, eq((call("sqrt", 2) - call("sqrt", 3)) * 1, 0)),
    "roots that differ in their sign": (
        real(), Have((Arithmetic(BOTH * NEITHER, ZERO),), Axiom("zero_product", (("u", BOTH), ("v", NEITHER)))),
        SIDE, rel("!=", NEITHER, 0)),
    "linearity of a name": (real(), Linearity(x, ()), LINEAR, None),
    "linearity of a product": (
        real(), Linearity(binder("prod", "j", 2 * j, 1, k), ((number(2), j),)), LINEAR, None),
    "a factor that is bound": (
        real(j=INTEGER), Linearity(total(j * x), ((j, x),)), "a factor contains the bound variable", None),
    "pieces of another body": (
        real(), Linearity(total(j * x), ((ONE, j),)), "the pieces do not make up the body", None),
    # --- cases, hypotheses ---
    "cases without a value": (
        real(), Cases(rel(">", 1 / y, 0), same(x), same(x)), DEFINED, rel("!=", y, 0)),
    "cases that prove two things": (
        real(), Cases(positive, same(x), same(y)), "the two cases prove different statements", None),
    "a hypothesis nobody stated": (real(), Hypothesis(positive), SIDE, positive),
    "an instance of an equation": (
        real(eq(x, 0)), hypothesis(eq(x, 0), 1), "only `for all` has instances", eq(x, 0)),
    "an instance below the range": (
        real(every(rel(">", j * x, 0), 1, 3)), hypothesis(every(rel(">", j * x, 0), 1, 3), 0), SIDE, rel("<=", 1, ZERO)),
    "an instance above the range": (
        real(every(rel(">", j * x, 0), 1, 3)), hypothesis(every(rel(">", j * x, 0), 1, 3), 4), SIDE, rel("<=", 4, number(3))),
    "an instance between whole numbers": (
        real(every(rel(">", j * x, 0), 1, 3)), hypothesis(every(rel(">", j * x, 0), 1, 3), number(3) / 2), SIDE,
        eq(call("floor", number(3) / 2), number(3) / 2)),
    "an instance without a value": (
        real(anything), hypothesis(anything, 1 / y), DEFINED, rel("!=", y, 0)),
    "a complex instance without a value, in a statement that has one": (
        plane(certainly), hypothesis(certainly, 1 / z), DEFINED, rel("!=", z, 0)),
    "an instance that is complex": (plane(anything), hypothesis(anything, z), SIDE, eq(call("im", z), 0)),
    "an instance that is a vector": (real(anything, a=VECTOR), hypothesis(anything, Sym("a")), NUMBER, Sym("a")),
    "an instance that is made of vectors": (
        real(anything, a=VECTOR), hypothesis(anything, 2 * Sym("a")), NUMBER, 2 * Sym("a")),
    "an instance that is a boolean": (
        Context(BOOL.sorts, (anything,)), hypothesis(anything, q), NUMBER, q),
    "an instance that is zeros": (
        real(anything), hypothesis(anything, call("zeros", 2)), NUMBER, call("zeros", 2)),
    "an instance that is a statement": (real(anything), hypothesis(anything, positive), NUMBER, positive),
    "an instance that nobody declared": (
        real(anything), hypothesis(anything, Sym("r")), UNKNOWN, Sym("r")),
    # --- chains ---
    "a chain of nothing": (real(), Chain(()), "an empty chain proves nothing", None),
    "a chain with a gap": (real(), Chain((same(x), same(y))), "a chain is broken", None),
    "a link without a value": (
        real(), Chain((Arithmetic(x, x + lost), Arithmetic(x + lost, x))), DEFINED, rel(">", number(-1), 0)),
    "a lemma without a proof": (real(), Lemma(positive), SIDE, positive),
    # --- primitives ---
    "a primitive of a name": (
        real(), NewtonLeibniz(x, s, "s", same(s)), PRIMITIVE, None),
    "a primitive of a sum": (
        real(), NewtonLeibniz(total(j), s, "s", same(s)), PRIMITIVE, None),
    "a primitive by a name that is taken": (
        real(), NewtonLeibniz(area(t, 0, 1), x**2 / 2, "x", same(x)), "the name 'x' is not fresh", None),
    "a primitive with a pole": (
        real(), primitive(-(1 / t**2), 1 / s, -1, 1), DEFINED, rel("!=", s, 0)),
    "a primitive of something else": (
        real(), NewtonLeibniz(area(t, 0, 1), s**2 / 2, "s", same(s)), PIECE, None),
    "a primitive that another function has": (
        real(), NewtonLeibniz(area(t, 0, 1), s**3, "s", Derivative(slope_of(s**3))), PIECE, None),
    "a primitive down from infinity": (
        real(), primitive(*grows, INFINITY, x), SIDE, rel("<", INFINITY, x)),
    # --- changes of variables ---
    "a change over the complex numbers": (
        plane(), axiom("change", f=lam(j), g=lam(2 * j), a=0, b=1, u=0, v=2),
        "change holds over the real field only", None),
    "a change from the upper end": (
        real(), moved(t, (2, 0), 2 * s, 1, 0, steep), SIDE, rel("<", 1, 0)),
    "a change across a pole": (
        real(), moved(t, (-1, 1), 1 / s, -1, 1), DEFINED, rel("!=", s, 0)),
    "a change that may turn back": (
        real(), moved(t, (1, 1), s**2, -1, 1), SIDE,
        rel("!=", binder("diff", "i", Sym("i")**2, s, 1), 0)),
    "a change that jumps at an end": (
        real(), moved(t, (0, 2), jumping, 0, 1, rising), DEFINED,
        defined(binder("lim+", "j", j + call("sign", j), 0))),
    "a change that ends elsewhere": (
        real(), moved(t, (0, 1), 2 * s, 0, 1, steep), UNEQUAL, None),
    "a change whose first end is another": (
        real(), moved(t, (1, 2), 2 * s, 0, 1, steep, leads=((Lemma(eq(1, 1)),), ())), SIDE,
        eq(binder("lim+", "j", 2 * j, 0), 1)),
    "a change whose last end is another": (
        real(), moved(t, (0, 1), 2 * s, 0, 1, steep, leads=((), (Lemma(eq(1, 1)),))), SIDE,
        eq(binder("lim-", "j", 2 * j, 1), 1)),
    "a change from infinity that stays": (
        real(), moved(call("exp", -t), (INFINITY, 1), s, 0, 1, steepness(s, ONE)), UNEQUAL, None),
    "a change from the other infinity": (
        real(), moved(call("exp", -t), (MINUS_INFINITY, 1), 1 / s, 0, 1, falls, leads=(
            leads("lim+", call("exp", 1 / s), ZERO, ZERO), ())),
        LIMIT, eq(INFINITY, 0)),
    "a change to infinity by another limit": (
        real(), moved(t, (1, 1), 1 / s, 1, INFINITY, falls, leads=(
            (), leads("lim-", 1 / s, INFINITY, ONE))),
        LIMIT, eq(ZERO, ONE)),
    "a change to infinity by a limit elsewhere": (
        real(), moved(t, (1, 0), 1 / s, 1, INFINITY, falls, leads=(
            (), leads("lim-", 1 / s, ONE, ONE))),
        SIDE, eq(binder("lim-", "j", 1 / j, INFINITY), 0)),
    "a change to infinity that may have no limit": (
        real(), moved(t, (1, 0), 1 / s, 1, INFINITY, falls, leads=(
            (), leads("lim-", 1 / s, INFINITY, ZERO)[1:])),
        DEFINED, defined(binder("lim-", "s", 1 / s, INFINITY))),
    "a change down from infinity": (
        real(), axiom("change", f=lam(j), g=lam(1 / j), a=INFINITY, b=1, u=0, v=1), SIDE,
        rel("<", INFINITY, ONE)),
    # --- limits ---
    "a limit of a name": (real(), Continuity(x), LEADS, None),
    "a limit of a substitution": (real(), Continuity(binder("subs", "t", t**2, x)), LEADS, None),
    "a limit at a jump": (real(), Continuity(toward(call("floor", t), 1)), LEADS, None),
    # --- induction ---
    "induction on a real number": (
        real(rel("<=", 1, x)), induction(eq(x, x), "x", ONE, same(1), same(x + 1)), SIDE, whole(x)),
    "induction over the size of an array": (
        real(rel("<=", 1, n), a=Sort("real", ((ONE, n),))),
        induction(eq(call("index", Sym("a"), n), y), "n", ONE, same(1), same(1)),
        ANOTHER, eq(call("index", Sym("a"), ONE), y)),
    "induction past the end of an array": (
        real(rel("<=", 1, n), a=Sort("real", ((ONE, n),))),
        induction(eq(NEXT, NEXT), "n", ONE, same(call("index", Sym("a"), ONE + 1)), same(call("index", Sym("a"), n + 1 + 1))),
        DEFINED, rel("<=", ONE + 1, n)),
    "induction from a half": (
        real(rel("<=", ONE / 2, n)), induction(eq(n, n), "n", ONE / 2, same(ONE / 2), same(n + 1)), SIDE, whole(ONE / 2)),
    "induction from a real number": (
        real(rel("<=", x, n)), induction(eq(n, n), "n", x, same(x), same(n + 1)), SIDE, whole(x)),
    "induction below its start": (
        real(), induction(eq(n, n), "n", ONE, same(1), same(n + 1)), SIDE, rel("<=", 1, n)),
    "induction of what may have no value": (
        real(rel("<=", 1, n)), induction(eq(1 / (n - 3), 1 / (n - 3)), "n", ONE, same(1 / (ONE - 3)), same(1 / (n + 1 - 3))),
        DEFINED, rel("!=", SO_FAR + 1 - 3, 0)),
    "induction from another first": (
        real(rel("<=", 1, n)), induction(eq(n, ONE), "n", ONE, same(0), same(n + 1)), ANOTHER, eq(1, 1)),
    "induction by another step": (
        real(rel("<=", 1, n)), induction(eq(n, ONE), "n", ONE, same(1), same(n)), ANOTHER, eq(SO_FAR + 1, 1)),
    "induction by a step for all": (
        real(rel("<=", 1, n), eq(n, 1)), induction(eq(n, ONE), "n", ONE, same(1), Hypothesis(eq(n, 1))),
        ANOTHER, eq(SO_FAR + 1, 1)),
    "what is known of the variable, in the first case": (
        real(rel("<=", 1, n), eq(n, 2)), induction(eq(n, number(2)), "n", ONE, Hypothesis(eq(n, 2)), same(2)),
        ANOTHER, eq(1, 2)),
    "what is known of the variable, in the step": (
        real(rel("<=", 5, n), rel("!=", n, 5)),
        induction(eq(n, number(5)), "n", number(5), same(5), Absurd(Hypothesis(eq(n, 5)))),
        SIDE, rel("!=", SO_FAR, 5)),
    "what is known of an array that grows, in the step": (  # it is skew and regular, so n is even
        SKEW, induction(eq(n, ONE), "n", ONE, same(1), Absurd(ODD)),
        "the two sides are not equal by exact arithmetic", None),
    "what is known of an array that grows, in the first case": (
        SKEW, induction(eq(n, ONE), "n", ONE, Hypothesis(SKEW.assumptions[1]), same(n + 1)),
        ANOTHER, eq(1, 1)),
    "induction of no statement": (
        real(rel("<=", 1, n)), axiom("induction", r=lam(j), a=1, b=n), "induction is not about such a r", lam(j)),
    "induction of a statement about two numbers": (
        real(rel("<=", 1, n)), axiom("induction", r=lam(lam(eq(j, j)), "i"), a=1, b=n),
        "induction is not about such a r", lam(lam(eq(j, j)), "i")),
    "a statement about a number for one about none": (
        real(), axiom("indicator_true", p=lam(eq(j, j))), "indicator_true is not about such a p", lam(eq(j, j))),
}  # fmt: skip


@pytest.mark.parametrize(
    ("context", "evidence", "reason", "needs"), NOT_INFERRED.values(), ids=NOT_INFERRED
)
def test_what_is_not_inferred(
    context: Context, evidence: Evidence, reason: str, needs: Term | None
) -> None:
    with pytest.raises(Rejected) as caught:
        infer(evidence, Facts(context))
    assert (caught.value.reason, caught.value.needs) == (reason, needs)


# --- what `infer` concludes ----------------------------------------------------------------------

powers = call("exp", -t), -call("exp", -s)
hidden_log = s * log(s) - s
jump = call("sign", s)

INFERRED: dict[str, tuple[Context, Evidence, Term]] = {
    "a part that nobody need prove": (
        real(), Congruence(call("where", x + 0, positive), call("where", x, positive), (Arithmetic(x + 0, x), None)),
        eq(call("where", x + 0, positive), call("where", x, positive))),
    "a body that nobody need prove": (
        real(), Congruence(total(j, 1, k + 0), binder("sum", "m", Sym("m"), 1, k), (None, None, Arithmetic(k + 0, k))),
        eq(total(j, 1, k + 0), binder("sum", "m", Sym("m"), 1, k))),
    "a derivative over what does not move": (real(), Derivative(rate(x / y)), eq(rate(x / y), ONE / y)),
    "a derivative of a power one": (real(), Derivative(rate(x**1)), eq(rate(x**1), ONE)),
    "a derivative of a power zero": (real(), Derivative(rate(x**0)), eq(rate(x**0), ZERO)),
    "a derivative by an exponent": (real(rel(">", y, 0)), Derivative(rate(y**x)), eq(rate(y**x), y**x * log(y))),
    "a primitive with values at the ends": (real(), closed, eq(area(t, 0, 1), ONE**2 / 2 - ZERO**2 / 2)),
    "a primitive far out": (
        real(), primitive(*powers, 0, INFINITY), eq(area(powers[0], 0, INFINITY), near_ends(powers[1], 0, INFINITY))),
    "a constant far out": (
        real(), primitive(ZERO, ONE, 0, INFINITY), eq(area(ZERO, 0, INFINITY), near_ends(ONE, 0, INFINITY))),
    "a primitive without a value at an end": (
        real(), primitive(log(t), hidden_log, 0, 1, within(0, 1)),
        eq(area(log(t), 0, 1), near_ends(hidden_log, 0, 1))),
    "a primitive that jumps at an end": (
        real(), primitive(0 * t, jump, 0, 1, within(0, 1)), eq(area(0 * t, 0, 1), near_ends(jump, 0, 1))),
    "a change of variables": (
        real(), doubling,
        eq(binder("int", "j", j, 0, 2), binder("int", "j", 2 * j * binder("diff", "i", 2 * Sym("i"), j, 1), 0, 1))),
    "a change of variables beside a name that rows bind": (
        real(j=REAL), moved(j * t, (0, 2), 2 * s, 0, 1, steep),
        eq(binder("int", "t", j * t, 0, 2),
           binder("int", "s", j * (2 * s) * binder("diff", "t", 2 * t, s, 1), 0, 1))),
    "an instance that is an expression": (real(anything), hypothesis(anything, x + y), eq(x + y, x + y)),
    "an instance that is a name": (real(anything), hypothesis(anything, y), eq(y, y)),
}  # fmt: skip


@pytest.mark.parametrize(("context", "evidence", "statement"), INFERRED.values(), ids=INFERRED)
def test_what_is_inferred(context: Context, evidence: Evidence, statement: Term) -> None:
    assert alpha_equal(infer(evidence, Facts(context)).statement, statement)


def test_balls_enclose_nothing_that_holds_names() -> None:
    facts = Facts(real(), (), lambda t, scalars: True)
    assert infer(Enclosure(area(t, 0, 1)), facts).statement == defined(area(t, 0, 1))
    with pytest.raises(Rejected) as caught:
        infer(Enclosure(area(t, 0, x)), facts)
    assert caught.value == Rejected("no value is seen to be enclosed", area(t, 0, x))


def test_equations_that_came_into_the_facts_are_not_used() -> None:
    facts = Facts(real())
    facts.field.assume(x, y)
    with pytest.raises(Rejected):
        infer(Arithmetic(x, y), facts)


def test_lemmas_of_one_piece_of_evidence_serve_no_other() -> None:
    facts = Facts(real(eq(x, y)))
    assert infer(Arithmetic(x, y, (Hypothesis(eq(x, y)),)), facts).statement == eq(x, y)
    with pytest.raises(Rejected):
        infer(Arithmetic(x, y), facts)


# --- what `prove` refuses ------------------------------------------------------------------------

doubled = area(2 * t**x, 0, 1)
halved = area(t**x * 2, 0, 1)
twice = Arithmetic(2 * s**x, s**x * 2)
moving = area(t**x * 2, 0, ONE + 0)
either = call("or", positive, rel("<", x, 0))
both = call("and", positive, rel(">", y, 0))
endless = total(call("exp", x * j), 1, INFINITY)
vanishing = binder("prod", "j", call("exp", x * j), -INFINITY, 1)
beyond = total(call("exp", x * j), INFINITY, INFINITY)
stepped = t + 0 * call("floor", t)
unknown = t + 0 * log(t - 5)


def steps(u: Term) -> Term:
    return call("sign", u) / u


gaps = every(eq(steps(j + 1) - steps(j), steps(j + 1) - steps(j)), 1, INFINITY)
stepping = binder("sum", "j", steps(j + 1) - steps(j), 1, INFINITY)

NOT_PROVED: dict[str, tuple[Context, Term, Evidence | None, str, Term | None]] = {
    "what is not known": (real(), positive, None, SIDE, positive),
    "something else": (real(), eq(x, y), same(x), ELSE, eq(x, y)),
    "what may have no value": (real(), eq(1 / x, 1 / x), same(1 / x), DEFINED, rel("!=", x, 0)),
    "an absurdity that is none": (real(positive), eq(x, 7), Absurd(Hypothesis(positive)), SIDE, rel("<=", x, 0)),
    "a lemma that does not hold": (real(), eq(x, x), Have((Lemma(positive),), same(x)), SIDE, positive),
    "a lemma without a value": (
        real(), eq(x, x), Have((same(1 / y),), same(x)), DEFINED, rel("!=", y, 0)),
    "cases without a value": (
        real(), eq(x, x), Cases(rel(">", 1 / y, 0), same(x), same(x)), DEFINED, rel("!=", y, 0)),
    "the first of two cases": (real(), positive, Cases(eq(y, 0), None, Absurd(Hypothesis(eq(y, 0)))), SIDE, positive),
    "the second of two cases": (
        real(rel(">=", y, 0)), rel(">", y, 0), Cases(rel(">", y, 0), None, None), SIDE, rel(">", y, 0)),
    "alternatives nobody knows": (real(), eq(x, x), Either(either, (same(x), same(x))), SIDE, either),
    "one alternative for two": (real(either), eq(x, x), Either(either, (same(x),)), PARTS, None),
    "the last alternative": (real(either), rel("!=", x, 1), Either(either, (None, None)), SIDE, rel("!=", x, 1)),
    "one direction of two": (
        real(), call("iff", positive, rel("!=", x, 0)), Each((Suppose(None), Suppose(None))), SIDE, positive),
    "the other direction": (
        real(), call("iff", rel("!=", x, 0), positive), Each((Suppose(None), Suppose(None))), SIDE, positive),
    "one part of two": (real(positive), both, Each((None,)), PARTS, None),
    "the last part": (real(positive), both, Each((None, None)), SIDE, rel(">", y, 0)),
    "a conclusion that does not follow": (
        real(), call("implies", positive, rel(">", x, 1)), Suppose(None), SIDE, rel(">", x, 1)),
    "what a true disjunction may leave without a value": (
        real(), call("implies", call("or", rel(">", 1 / x, 0), rel(">", y, 0)), rel("!=", x, 0)), Suppose(None), SIDE,
        rel("!=", x, 0)),
    "a general statement by a name that is taken": (
        real(), every(rel(">", j, 0), 1, k), Generalise("x", None), "the name 'x' is not fresh", None),
    "a general statement that is not one": (
        real(), every(rel(">", j, 1), 1, k), Generalise("s", None), SIDE, rel(">", s, 1)),
    # --- signs ---
    "a sign of an equivalence": (
        real(), call("iff", positive, positive), Sign(same(x)), "Sign needs a goal", None),
    "a sign of what may have no value": (
        real(), rel(">", 1 + 0 * log(x), 0), Sign(Arithmetic(1 + 0 * log(x), ONE)), DEFINED, rel(">", x, 0)),
    "a sign by what may have no value": (
        real(), rel(">", ONE, 0), Sign(Arithmetic(ONE, 1 + 0 * log(x))), DEFINED, rel(">", x, 0)),
    "a sign of another difference": (
        real(), rel(">=", x**2, -ONE), Sign(same(x**2)), "the evidence rewrites something else", None),
    "a sign nobody knows": (real(), rel(">", x, 0), Sign(same(x)), "the sign is not known", rel(">", x, 0)),
    "a sign that allows zero": (
        real(), rel(">", x**2, 0), Sign(same(x**2)), "the sign is not known", rel(">", x**2, 0)),
    "an infinite sum of positive terms": (
        real(defined(endless)), rel(">", endless, 0), Sign(same(endless)), "the sign is not known", rel(">", endless, 0)),
    "an infinite product of positive factors": (
        real(defined(vanishing)), rel(">", vanishing, 0), Sign(same(vanishing)), "the sign is not known", rel(">", vanishing, 0)),
    "a sum from infinity to infinity": (
        real(defined(beyond)), rel(">", beyond, 0), Sign(same(beyond)), "the sign is not known", rel(">", beyond, 0)),
    # --- what has a value ---
    "a name by its parts": (real(), defined(x), Congruence(x, x, ()), ELSE, defined(x)),
    "a name by a primitive": (real(), defined(x), closed, ELSE, defined(x)),
    "a bound that was rewritten": (
        real(defined(doubled)), defined(moving),
        Congruence(doubled, moving, (twice, None, Arithmetic(ONE, ONE + 0)), "s"), OTHER, None),
    "a value by another equation": (
        real(defined(area(t, 0, 1))), defined(area(1 / t, 0, 1)), Linearity(area(t, 0, 1), ((ONE, t),)), ELSE, None),
    "a value by pieces that do not fit": (
        real(defined(doubled)), defined(halved), Linearity(halved, ((number(3), t**x),)),
        "the pieces do not make up the body", None),
    "a value because of what need not have one": (
        real(), defined(halved), Congruence(doubled, halved, (twice, None, None), "s"), DEFINED, defined(doubled)),
    "a value by a factor that need not have one": (
        real(defined(area(y * t**x, 0, 1))), defined(area(t**x, 0, 1)),
        Linearity(area(t**x, 0, 1), ((1 / y, y * t**x),)), DEFINED, rel("!=", y, 0)),
    "a value with a hole": (
        real(defined(area(ONE, -1, 1))), defined(area(t / t, -1, 1)),
        Congruence(area(ONE, -1, 1), area(t / t, -1, 1), (Arithmetic(ONE, s / s), None, None), "s"), DEFINED,
        rel("!=", t, 0)),
    "an integral of what jumps": (
        real(), defined(area(stepped, 0, 1)), primitive(stepped, s**2 / 2, 0, 1),
        "the integrand may not be continuous", None),
    "an integral of what has no value": (
        real(), defined(area(unknown, 0, 1)), primitive(unknown, s**2 / 2, 0, 1), DEFINED, rel(">", s - 5, 0)),
    "an integral of something else": (real(), defined(area(t + 1, 0, 1)), closed, OTHER, None),
    "an integral that diverges far out": (
        real(), defined(area(1 / t, 0, INFINITY)), primitive(1 / t, log(s), 0, INFINITY), DEFINED,
        defined(binder("lim-", "s", log(s), INFINITY))),
    "an integral in another variable": (
        real(), defined(binder("int", "s", (2 * s)**x * rate(2 * s, "s"), 0, 1)),
        moved(t**x, (0, 2), 2 * s, 0, 1, steep, kind="_exists"),
        SIDE, defined(binder("int", "j", j**x, 0, 2))),
    "an integral by one in another variable": (
        real(), defined(area(t**x, 0, 2)), moved(t**x, (0, 2), 2 * s, 0, 1, steep, kind="_back_exists"),
        SIDE, defined(binder("int", "j", (2 * j)**x * binder("diff", "i", 2 * Sym("i"), j, 1), 0, 1))),
}  # fmt: skip


@pytest.mark.parametrize(
    ("context", "goal", "evidence", "reason", "needs"), NOT_PROVED.values(), ids=NOT_PROVED
)
def test_what_is_not_proved(
    context: Context, goal: Term, evidence: Evidence | None, reason: str, needs: Term | None
) -> None:
    with pytest.raises(Rejected) as caught:
        prove(goal, evidence, Facts(context))
    assert (caught.value.reason, caught.value.needs) == (reason, needs)


PROVED: dict[str, tuple[Context, Term, Evidence | None]] = {
    "the sides of a true comparison have values": (
        real(), call("implies", rel(">", 1 / x, 0), rel("!=", x, 0)), Suppose(None)),
    "so have those of a range": (
        real(), call("implies", call("in", 1 / n, 1, 3), rel("!=", n, 0)), Suppose(None)),
    "and those of a conjunction": (
        real(), call("implies", call("and", TRUE, rel(">", 1 / x, 0)), rel("!=", x, 0)), Suppose(None)),
    "an integral of a constant up to pi": (
        real(), defined(area(ONE, 0, PI)), primitive(ONE, s, 0, PI)),
    "an integral of a constant up to one": (real(), defined(area(ONE, 0, 1)), primitive(ONE, s, 0, 1)),
    "a sum of what may jump between whole numbers": (
        real(defined(binder("lim-", "s", steps(s), INFINITY))), defined(stepping),
        Have((Lemma(gaps, Generalise("s", same(steps(s + 1) - steps(s)))),),
             axiom("telescoped_exists", f=lam(steps(j + 1) - steps(j)), g=lam(steps(j)), a=1))),
    "a value by a like integrand": (
        real(defined(doubled)), defined(halved), Congruence(doubled, halved, (twice, None, None), "s")),
    "alternatives": (real(either), rel("!=", x, 0), Either(either, (None, None))),
    "a sign by rewriting": (
        real(), rel(">=", x**2 + 1, 2 * x), Sign(Arithmetic(x**2 + 1 - 2 * x, (x - 1) ** 2))),
    "a general statement": (real(), every(rel(">", j, 0), 1, k), Generalise("s", None)),
}  # fmt: skip


@pytest.mark.parametrize(("context", "goal", "evidence"), PROVED.values(), ids=PROVED)
def test_what_is_proved(context: Context, goal: Term, evidence: Evidence | None) -> None:
    prove(goal, evidence, Facts(context))


CHANGES = {
    "from infinity": (
        from_far, area(call("exp", -t), INFINITY, 1),
        area(call("exp", -(1 / s)) * rate(1 / s, "s"), 0, 1)),
    "to infinity": (to_far, area(t, 1, 0), area(1 / s * rate(1 / s, "s"), 1, INFINITY)),
}  # fmt: skip


@pytest.mark.parametrize(("evidence", "old", "whole"), CHANGES.values(), ids=CHANGES)
def test_a_change_may_lead_to_infinity(evidence: Evidence, old: Term, whole: Bind) -> None:
    body = Bind("int", "s", whole.body, whole.args)
    assert alpha_equal(infer(evidence, Facts(real())).statement, eq(old, body))

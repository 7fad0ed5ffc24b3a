"""False steps and false evidence that are easily let through, and true steps beside them."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Either,
    Evidence,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
    Point,
    Suppose,
    Symmetry,
)
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
)  # fmt: skip
from derivcheck.notation.data import Malformed, term_from_data
from derivcheck.provers.foundations.inductions import induction

SYMBOLS = {
    "x": "real", "y": "real", "j": "integer", "n": "positive integer", "a": "real[n]",
    "z": "complex", "w": "complex",
}  # fmt: skip

Step = tuple[str, str, str, str]
"""An assumption or none, before, relation, after."""

FALSE_STEPS: dict[str, Step] = {
    # the rate of a product has bounds that move, and binds its name around them
    "the bound of a product is captured": (
        "", "diff(prod(x + j, j = j..3), x)", "=",
        "sum(prod(x + i, i = j..j-1)*prod(x + i, i = j+1..3), j = j..3)"),
    "at one": ("j = 1", "diff(prod(x + j, j = j..3), x)", "=", "2*x + 5"),
    # a point that stands alone is all that is allowed near it
    "what loses a point that stands alone": ("x > 1 or x = 0", "1", "=", "x/x"),
    "a point that stands alone by a product": ("x^2*(x - 1) >= 0", "1", "=", "x/x"),
    # a constant power of a root is defined on one side of 0 only
    "a rate at the end of a domain": ("x = 0", "0", "=", "diff(sqrt(x)^0, x)"),
    "and another": ("x = 0", "0", "=", "diff(diff(sqrt(x)^0, x), x)"),
    # the inverse of coth is atanh(1/z), also where the plane has a value of its own at 0
    "acoth at zero": ("z = 0", "acoth(-z)", "=", "-acoth(z)"),
    # an antecedent with a side that is undefined is false, and nothing follows from it
    "a quotient is itself": ("1/x = 1/x implies y > 0", "y", ">", "0"),
    "far from the points": ("1/(x^3-x-1) = 1/(x^3-x-1) implies y > 0", "sqrt(y^2)", "=", "y"),
    "one of two": ("(1/(x^3-x-1) = 1/(x^3-x-1) or x = 5) implies y > 0", "sqrt(y^2)", "=", "y"),
    "a comparison": ("1/(x^3-x-1) <= 1/(x^3-x-1) implies y > 0", "sqrt(y^2)", "=", "y"),
    # a bound name is another one than that in the size of an array
    "an index past the end": ("", "0", "=", "sum(a[n] - a[n], n = 1..3)"),
    "past any end": ("", "1", "=", "1 + 0*sum(a[n]^2, n = 1..n+1)"),
    "each past the end": ("", "true", "implies", "for all n = 1..n+1, a[n]^2 >= 0"),
    "a sum up to a name called as its variable": ("", "x", "=", "x + 0*sum(1, x = 0..x)"),
    "an integral up to a complex name": ("", "0", "=", "0*int(1, z = 0..z)"),
    # an index is a whole number
    "an entry between two others": ("n >= 2", "0", "=", "0*a[j/2]"),
    # what is lost must be exceptional in what is allowed
    "one of two whole numbers": ("j >= 1 and j <= 2", "1", "=", "(j - 1)/(j - 1)"),
    "one of three, by a chain": ("1 <= j and j <= n and n <= 3", "1", "=", "(j - 2)/(j - 2)"),
    # a condition that nothing says about a case leaves it out of the cases
    "a guard without a value": ("", "x", "=", "x + 0*Piecewise((1, log(x) = log(x)))"),
    # a limit is taken along the points at which its body has a value
    "a limit along one side only": (
        "", "lim(sqrt(x)^2/x, x -> 0)", "=", "lim(abs(x)/x, x -> 0)"),
    # an infinite product of positive factors may be zero
    "an infinite product": ("", "prod(1/2, j = 1..oo)", ">", "0"),
    # what a condition leaves out of a product does not make it zero
    "a product with a factor left out": ("", "prod(2, j = 1..3, j != 2)", "=", "0"),
    # for all takes every value of the sort, and no other
    "for all complex numbers": ("", "true", "implies", "for all z: re(z) = z"),
    # what an indicator hides may divide zero
    "a hidden divisor of zero": (
        "x < 0 or x > 10^9", "1{x < 0}*(1/(sqrt(x^2) - x))", "=",
        "1{x < 0}*(1/(sqrt(x^2) - x)) + sqrt(x^2) + x"),
    # the second case is met where the first has no value
    "a case without a value": (
        "", "0", "=", "0*Piecewise((1, exp(log(x^3 + 10^12)) > 0), (log(-x^2 - 1), True))"),
    "a denial without a value": (
        "", "0", "=", "0*(1{not exp(log(x^3 + 10^12)) > 0}*log(-x^2 - 1))"),
    # what is not real is neither less nor not less
    "complex, itself": ("", "z*conjugate(w)", "<=", "z*conjugate(w)"),
    "complex, and one": ("", "z", "<", "z + 1"),
    "complex, either way": (
        "", "1{z*conjugate(w) < 0} + 1{z*conjugate(w) >= 0}", "=", "1"),
    "complex, not less": ("not z*conjugate(w) < 0", "|z*conjugate(w)|", "=", "z*conjugate(w)"),
    "complex, two cases": (
        "", "|z*conjugate(w)|", "=",
        "Piecewise((-z*conjugate(w), z*conjugate(w) < 0), (z*conjugate(w), True))"),
    "complex, a denial": ("", "not z*conjugate(w) < 0", "iff", "z*conjugate(w) >= 0"),
}  # fmt: skip

TRUE_STEPS: dict[str, Step] = {
    "the bound of a product": (
        "", "diff(prod(x + j, j = j..3), x)", "=",
        "sum(prod(x + i, i = j..m-1)*prod(x + i, i = m+1..3), m = j..3)"),
    "at one": (
        "j = 1", "diff(prod(x + j, j = j..3), x)", "=", "(x+2)*(x+3) + (x+1)*(x+3) + (x+1)*(x+2)"),
    "a product without a factor": ("", "prod(2, j = 1..3, j != 2)", "=", "4"),
    "an entry at twice a whole number": ("1 <= j and 2*j <= n", "a[2*j] - a[2*j]", "=", "0"),
    "a limit where the old body is defined less": (
        "", "lim((x^2 - 1)/(x - 1), x -> 1)", "=", "lim(x + 1, x -> 1)"),
    "an index in range": ("n >= 3", "sum(a[n], n = 1..3)", "=", "a[1] + a[2] + a[3]"),
    "a hidden denominator": (
        "", "1{x != 0}*(sqrt(2)*x/x) + sqrt(x^2)", "=", "1{x != 0}*sqrt(2) + |x|"),
    "a case that is never met": (
        "", "0", "=", "0*Piecewise((1, exp(x) > 0), (log(-x^2 - 1), True))"),
    "an antecedent with a value": ("x/2 = x/2 implies y > 0", "y", ">", "0"),
    "an antecedent that is assumed": ("1/x > 0 and (1/x > 0 implies y > 0)", "y", ">", "0"),
    "what is ordered is real": (
        "", "z*conjugate(w) <= z*conjugate(w)", "implies", "im(z*conjugate(w)) = 0"),
    "real by its form": ("", "1{|z| < 2} + 1{|z| >= 2}", "=", "1"),
    "real names beside complex ones": ("not x < 0", "|x*I|", "=", "x"),
}  # fmt: skip


def names_of(step: Step) -> dict[str, str]:
    """The names without the complex ones, which would make the field complex, unless they occur."""
    kept = "".join(step)
    wanted = "zw" if "z" in kept else ""
    return {name: sort for name, sort in SYMBOLS.items() if sort != "complex" or name in wanted}


def verdict_of(step: Step) -> str:
    assumed, before, relation, after = step
    assume = [assumed] if assumed else []
    found = check_step(before, after, relation=relation, symbols=names_of(step), assume=assume)
    return found.name


@pytest.mark.parametrize("step", FALSE_STEPS.values(), ids=FALSE_STEPS)
def test_a_false_step_is_not_proved(step: Step) -> None:
    assert verdict_of(step) in ("refuted", "undecided")


@pytest.mark.parametrize("step", TRUE_STEPS.values(), ids=TRUE_STEPS)
def test_a_true_step_is_proved(step: Step) -> None:
    assert verdict_of(step) == "proved"


def test_a_denial_of_what_has_no_value_contradicts_nothing() -> None:
    found = check_step(
        "x", "x + y", symbols={"x": "real", "y": "real"}, assume=["not sqrt(x) >= 0"]
    )
    assert found.name == "refuted"
    found = check_step("x", "0", relation="<", symbols={"x": "real"}, assume=["not sqrt(x) >= 0"])
    assert not any("contradict each other" in reason for reason in found.reasons)


# --- evidence ------------------------------------------------------------------------------------

x, y, z, A, B, j, n = map(Sym, "xyzABjn")
MATRIX = Sort("real", ((ONE, TWO), (ONE, TWO)))


def plane(*assumptions: Term) -> Context:
    return Context({"x": REAL, "y": REAL, "j": REAL}, assumptions)


COMPLEX_NUMBER = Context({"z": COMPLEX}, (), "complex")
MATRICES = Context({"A": MATRIX, "B": MATRIX})


def modulus_squared(sign: str) -> Evidence:
    return Arithmetic(call("abs", z) ** 2, z**2, (Axiom(sign, (("u", z),)),))


def root(t: Term) -> Term:
    return call("sqrt", t)


def twice(t: Term) -> Term:
    return call("conjugate", call("conjugate", t))


def doubled(t: Term) -> Axiom:
    return Axiom("conjugate_twice", (("u", t),))


ITSELF = call("=", 1 / x, 1 / x)
EITHER = App("or", (ITSELF, call("=", ONE, TWO)))
NONZERO = call("!=", x, 0)
BY_EITHER = Either(EITHER, (Lemma(NONZERO), Absurd(Lemma(call("!=", ONE, TWO)))))
POSITIVE = call(">", y, 0)
UNDEFINED = App("implies", (POSITIVE, ITSELF))

SQUARE, NESTED = root(x**2), root(root(x**2))
VANISHING = (SQUARE + x) * (x + root(x) * NESTED) / (NESTED + root(x))
"""x*sqrt(x)*2, though its numerator times the conjugate of its denominator is 0 by arithmetic."""

HIDDEN = App("where", (1 / (SQUARE - x), call("<", x, 0)))

GUARD = App("indicator", (call("=", j, 3),))
GUARDED = (GUARD * (1 / root(GUARD))) ** 2
SUM = Bind("sum", "j", GUARDED, (ONE, Num(5)))

NEAR = root(TWO) + 1 / Num(10**60)
TWO_VALUES = (("x", Num(5)), ("x", NEAR))
CONTRADICTION = Lemma(
    call("=", Num(5), NEAR),
    Chain((Symmetry(Hypothesis(call("=", x, 5))), Hypothesis(call("=", x, NEAR)))),
)


GROWING = Context({"n": INTEGER, "a": Sort("real", ((ONE, n),))}, (call("<=", 1, n),))


def entry(i: Term) -> Term:
    return App("index", (Sym("a"), i))


def total(last: Term) -> Term:
    return Bind("sum", "j", entry(j), (ONE, last))


START = Chain((
    Axiom("sum_one", (("f", Bind("lambda", "j", entry(j), ())), ("a", ONE))),
    Arithmetic(entry(ONE), 1 * entry(ONE)),
))  # fmt: skip
IN_RANGE = Hypothesis(Bind("forall", "j", call("<=", j, n), (ONE, n + 1)), (n + 1,))
NEXT = total(n + 1), (n + 1) * entry(ONE)
PAST_THE_END = Arithmetic(*NEXT, (Lemma(App("=", NEXT), Absurd(IN_RANGE)),))


NONZERO_QUOTIENT = call("!=", 1 / x, 0)
HARMONIC = Bind("sum", "j", 1 / j, (ONE, INFINITY))


def on_either_side(of: Evidence) -> Evidence:
    """The same for positive and other y."""
    return Cases(POSITIVE, of, of)


def claimed(context: Context, before: Term, relation: str, after: Term) -> Claim:
    return Claim(context, before, relation, after)  # type: ignore[arg-type]


FALSE_EVIDENCE: dict[str, tuple[Claim, Evidence]] = {
    "a complex number is split by its sign": (
        claimed(COMPLEX_NUMBER, call("abs", z) ** 2, "=", z**2),
        Cases(call(">=", z, 0), modulus_squared("abs_nonneg"), modulus_squared("abs_nonpos"))),
    "a rule for numbers, of matrices": (
        claimed(MATRICES, (A * B) ** 2, "=", A**2 * B**2),
        Axiom("pow_mul_whole", (("u", A), ("v", B), ("n", TWO)))),
    "matrices that look like numbers": (
        claimed(MATRICES, A * B, "=", B * A),
        Chain((
            Symmetry(Congruence(twice(A) * twice(B), A * B, (doubled(A), doubled(B)))),
            Arithmetic(twice(A) * twice(B), twice(B) * twice(A)),
            Congruence(twice(B) * twice(A), B * A, (doubled(B), doubled(A))),
        ))),
    "powers of matrices commute": (
        claimed(MATRICES, A**2 * B, "=", B * A**2), Arithmetic(A**2 * B, B * A**2)),
    "a quotient of matrices commutes": (
        claimed(MATRICES, A / (1 + GUARD) * B, "=", B * (A / (1 + GUARD))),
        Arithmetic(A / (1 + GUARD) * B, B * (A / (1 + GUARD)))),
    "an undefined disjunction": (claimed(plane(), x, "!=", ZERO), BY_EITHER),
    "an undefined disjunction as a hypothesis": (
        claimed(plane(), TRUE, "implies", NONZERO),
        Suppose(Have((Hypothesis(EITHER),), BY_EITHER))),
    "an undefined antecedent": (
        claimed(plane(App("implies", (ITSELF, POSITIVE))), y, ">", ZERO), Lemma(POSITIVE)),
    "an undefined conclusion": (
        claimed(plane(), TRUE, "implies", UNDEFINED),
        Suppose(Suppose(Arithmetic(1 / x, 1 / x)))),
    "an undefined conclusion is had": (
        claimed(plane(App("implies", (UNDEFINED, NONZERO)), POSITIVE), x, "!=", ZERO),
        Have((Lemma(UNDEFINED, Suppose(Arithmetic(1 / x, 1 / x))),), Lemma(NONZERO))),
    "an undefined equation is had": (
        claimed(plane(App("implies", (ITSELF, POSITIVE))), y, ">", ZERO),
        Have((Arithmetic(1 / x, 1 / x),), Lemma(POSITIVE))),
    "a norm that is zero where the denominator is not": (
        claimed(plane(), call("exp", 1 + VANISHING), "=", call("exp", ONE)),
        Arithmetic(call("exp", 1 + VANISHING), call("exp", ONE))),
    "a hidden divisor of zero": (
        claimed(plane(), HIDDEN, "=", HIDDEN + SQUARE + x),
        Arithmetic(HIDDEN, HIDDEN + SQUARE + x)),
    "a hidden divisor of zero, by its sign": (
        claimed(plane(), HIDDEN, "=", HIDDEN + SQUARE + x),
        Lemma(call("=", HIDDEN, HIDDEN + SQUARE + x))),
    "what is known outside of a sum": (
        claimed(plane(call("!=", root(GUARD), 0)), SUM, "=", Bind("sum", "j", ONE, SUM.args)),
        Linearity(SUM, ((ONE, ONE),))),
    "an array that grows with the induction": (
        claimed(GROWING, total(n), "=", n * entry(ONE)),
        induction(call("=", total(n), n * entry(ONE)), "n", ONE, START, PAST_THE_END)),
    "a truth table of what has no value": (
        claimed(plane(), POSITIVE, "implies", App("xor", (NONZERO_QUOTIENT, FALSE))),
        on_either_side(Lemma(App("implies", (POSITIVE, App("xor", (NONZERO_QUOTIENT, FALSE))))))),
    "an equivalence with what has no value": (
        claimed(plane(), POSITIVE, "iff", App("iff", (NONZERO_QUOTIENT, POSITIVE))),
        on_either_side(Lemma(App("iff", (POSITIVE, App("iff", (NONZERO_QUOTIENT, POSITIVE))))))),
    "an antecedent without a value, in an equivalence": (
        claimed(plane(), TRUE, "implies", App("iff", (
            App("implies", (NONZERO_QUOTIENT, POSITIVE)), POSITIVE))),
        Suppose(on_either_side(Lemma(App("iff", (
            App("implies", (NONZERO_QUOTIENT, POSITIVE)), POSITIVE)))))),
    "a divergent sum below infinity": (
        claimed(plane(), TRUE, "implies", call("<", 1 + HARMONIC, INFINITY)),
        Suppose(Lemma(call("<", 1 + HARMONIC, INFINITY)))),
    "a pole below infinity": (
        claimed(plane(), TRUE, "implies", call("<", 1 / x, INFINITY)),
        Suppose(Lemma(call("<", 1 / x, INFINITY)))),
    "infinity below itself": (
        claimed(plane(), TRUE, "implies", call("<=", INFINITY, INFINITY)),
        Suppose(Lemma(call("<=", INFINITY, INFINITY)))),
    "a point with two values of a name": (
        claimed(plane(call("=", x**2, 2), call(">", x, 0)), 10**60 * (x - root(TWO)), "=", ZERO),
        Point(TWO_VALUES, (Lemma(call("=", x**2, 2), Absurd(CONTRADICTION)),))),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), FALSE_EVIDENCE.values(), ids=FALSE_EVIDENCE)
def test_false_evidence_is_rejected(claim: Claim, evidence: Evidence) -> None:
    assert isinstance(judge(claim, evidence), Rejected)


@pytest.mark.parametrize(
    "text", ["1e100000000", "-3", "1/3", " 3", "\u0663", "1_000", "nan", "9" * 6_000]
)
def test_a_number_is_written_with_digits(text: str) -> None:
    with pytest.raises(Malformed):
        term_from_data(text)


BESIDE = {
    "an index": {"k": "positive integer", "i": "index of k"},
    "two indices of one range": {"k": "positive integer", "i": "index of k", "j": "index of k"},
    "an interval between names": {"a": "real", "b": "real in (a, a + 1)"},
}


@pytest.mark.parametrize("symbols", BESIDE.values(), ids=BESIDE)
def test_a_condition_is_listed_beside_names_that_need_fitting(symbols) -> None:
    verdict = check_step("1", "r/r", symbols={"r": "real in [0, 1]", **symbols})
    assert (verdict.name, verdict.conditions) == ("proved", ("r != 0",))

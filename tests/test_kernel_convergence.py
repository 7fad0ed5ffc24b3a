"""Convergence and divergence by evidence: what the kernel refuses and why, and what it takes."""

from __future__ import annotations

import pytest

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import INFERENCE
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.rules.limits import require_diverges
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Along,
    Arithmetic,
    Asymptotics,
    Axiom,
    Evidence,
    Generalise,
    Have,
    Lemma,
    NewtonLeibniz,
    Point,
    Tail,
)
from derivcheck.kernel.language.sorts import INTEGER, REAL
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    call,
    number,
    substitute,
)
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.kernel.refutation.sequences import SHOWING

j, n, t, x, y, m = map(Sym, "jntxym")
HALF = number(1) / 2
OPEN = Facts(Context({"x": REAL, "m": INTEGER}))
certain, infer = SHOWING.certain, SHOWING.infer
"""As at a point, which may be shown sequences as well."""


def series(body: Term, low: Term | int = 1, high: Term = INFINITY) -> Bind:
    return Bind("sum", "j", body, (low if not isinstance(low, int) else number(low), high))


def integral(body: Term, low: Term | int, high: Term | int) -> Bind:
    return Bind(
        "int", "t", body, tuple(number(u) if isinstance(u, int) else u for u in (low, high))
    )


def tail(whole: Bind, *points: Term, order: int = 3, var: str = "y") -> Tail:
    if whole.head == "sum":
        return Tail(whole, Num(order))
    return Tail(whole, Num(order), points, var, ((),) * (len(points) + 1))


def same(left: Term, right: Term) -> Arithmetic:
    return Arithmetic(left, right)


def differences(
    f: Term, whole: Bind, row: str = "telescoped", of: Evidence | None = None
) -> Evidence:
    """A sum to infinity by the differences of f, a term in n."""
    gap, body = substitute(f, {"n": n + 1}) - f, substitute(whole.body, {whole.var: n})
    functions = (("f", whole.var, whole.body), ("g", "n", f))
    letters = tuple((name, Bind("lambda", var, t, ())) for name, var, t in functions)
    bindings = (*letters, ("a", whole.args[0]))
    (every,) = instance(AXIOMS["telescoped"], bindings)[1]
    return Have((Lemma(every, Generalise("n", of or same(gap, body))),), Axiom(row, bindings))


def along(whole: Bind, *ways: tuple[Term, Evidence]) -> Along:
    return Along(whole, "n", ways, Num(3))


def far(body: Term) -> Bind:
    return Bind("lim", "t", body, (INFINITY,))


def turned(body: Term, at: Term) -> tuple[Term, Evidence]:
    """A sequence along which arithmetic is enough to tell what the body is."""
    value = substitute(body, {"t": at, "j": at})
    return at, same(value, value)


EVEN, ODD = 2 * n, 2 * n + 1
ONES = number(-1) ** j
"""Terms that alternate."""
minus_one_even = Axiom("minus_one_even", (("n", n),))
power_add = Axiom("pow_add", (("u", number(-1)), ("v", 2 * n), ("w", ONE)))
odd_is_minus_one = Arithmetic(number(-1) ** ODD, number(-1), (power_add, minus_one_even))

WITH_A_HOLE = series(1 / (j + 1) - 1 / j + ZERO / (j - 3))
SIDE, UNKNOWN = "a side condition is not known", "a definedness condition is not known"
NEITHER = "neither a sum to infinity nor an integral with lemmas for each interval"
REFUSED: dict[str, tuple[Evidence, str]] = {
    "a finite sum": (tail(series(1 / j, 1, m)), NEITHER),
    "a sum from minus infinity": (tail(series(1 / j**2, MINUS_INFINITY)), NEITHER),
    "a sum with points": (
        Tail(series(1 / j**2), Num(3), (ONE,), "", ((), ())), NEITHER),
    "a limit": (Tail(far(1 / t), Num(3)), NEITHER),
    "a term without a value": (tail(series(1 / (j - 3) ** 2, 0)), SIDE),
    "a bound that is no whole number": (tail(series(1 / j**2, x)), SIDE),
    "a bound that is a fraction": (tail(series(1 / j**2, HALF)), SIDE),
    "a parameter whose size is not known": (tail(series(x**j, 0)), "the sign of an exponent is not known"),
    "an exponent that is not known": (tail(series(1 / j**x)), "the sign of an exponent is not known"),
    "a factor that may be zero": (tail(series(x / j)), "a coefficient may be zero"),
    "a wave": (tail(series(call("sin", j) / j)), "what is known of a term cancels"),
    "what alternates and falls slowly": (tail(series(ONES / j)), "what is known of a term cancels"),
    "so many terms": (tail(series(1 / j**2), order=13), "so many terms are not expanded"),
    "a name that is not declared": (tail(series(1 / (j**2 + Sym("z") ** 2))), "a name is not declared"),
    "a pole between the ends": (tail(integral(1 / t, -1, 1)), UNKNOWN),
    "ends the wrong way round": (tail(integral(1 / t, 1, 0)), SIDE),
    "points out of order": (tail(integral(t, -1, 2), ONE, ZERO), SIDE),
    "a point beyond the end": (tail(integral(1 / t, -1, 1), ZERO, number(2)), SIDE),
    "a point without a value": (tail(integral(1 / t, -1, 1), ZERO, 1 / (x - x)), UNKNOWN),
    "a jump": (tail(integral(call("floor", t), 0, 2)), "the integrand may not be continuous"),
    "a name that is taken": (tail(integral(1 / t, 0, 1), var="x"), "the name 'x' is not fresh"),
    "too few lemmas": (
        Tail(integral(1 / t, -1, 1), Num(3), (ZERO,), "y", ((),)),
        NEITHER),
    "a limit that is one": (
        along(far(1 / t), turned(1 / t, EVEN), turned(1 / t, ODD)), "not seen to have no value"),
    "one sequence alone": (
        along(far(number(-1) ** t), (EVEN, minus_one_even)), "not seen to have no value"),
    "a sequence that goes nowhere": (
        along(far(number(-1) ** t), (ONE / n, same(number(-1) ** (ONE / n), number(-1) ** (ONE / n)))), UNKNOWN),
    "a sequence that leads elsewhere": (
        along(far(1 / t), turned(1 / t, -n), turned(1 / t, n)), "the sequence leads elsewhere"),
    "terms that go to zero": (along(series(1 / j), turned(1 / j, n)), "not seen to have no value"),
    "numbers that are not whole": (along(series(j**2), turned(j**2, n + HALF)), SIDE),
    "a finite sum along a sequence": (along(series(ONES, 0, m), turned(ONES, EVEN)), "a sum to infinity is needed"),
    "a sum to the end of a sequence": (
        along(series(ONE, 1, number(3)), turned(ONE, 3 + 1 / n)), "a sum to infinity is needed"),
    "an integral along a sequence": (along(integral(t, 0, INFINITY), turned(t, n)), "a limit or a sum is needed"),
    "a sequence for the values of another": (
        along(series(1 / j), (EVEN, minus_one_even)), "a part of the evidence proves something else"),
    "a name along a sequence": (along(x, turned(x, n)), "a limit or a sum is needed"),  # type: ignore[arg-type]  # forged
    "a name that shall converge": (
        Tail(x, Num(3)), NEITHER),
    "a name that shall have a limit": (Asymptotics(x, ZERO, Num(3)), "an expansion is of a limit"),
    "a limit that is infinite": (Asymptotics(far(t), ONE, Num(3)), "the expansion has another limit"),
    "a name in use": (Along(series(ONES), "m", ((2 * m, minus_one_even),), Num(3)), "the name 'm' is not fresh"),
    "from minus infinity by differences": (
        differences(-(1 / n), series(1 / j - 1 / (j + 1), MINUS_INFINITY)), UNKNOWN),
    "differences of something else": (
        differences(1 / n, series(1 / j**2), of=same(1 / n**2, 1 / n**2)),
        "the evidence proves something else"),
    "a primitive with a pole in the range": (
        differences(1 / (n - 3), series(1 / (j - 2) - 1 / (j - 3), 0)), UNKNOWN),
    "a term without a value, by differences": (
        differences(1 / n, WITH_A_HOLE, "telescoped_exists"), UNKNOWN),
    "differences that have no limit": (
        differences(n, series(ONE), "telescoped_exists"), SIDE),
    "differences from one half on": (
        differences(ZERO * n, series(ZERO, HALF), "telescoped_exists"), SIDE),
    "a sum by a primitive": (
        NewtonLeibniz(series(ZERO), ZERO, "n", same(ZERO, ZERO)), "a primitive gives an integral"),
    "a moved sum by a step that is not whole": (
        Axiom("series_shift", (("f", Bind("lambda", "j", 1 / j**2, ())), ("a", ONE), ("c", HALF))), SIDE),
    "a logarithm at the end where it has none": (Axiom("log_series_exists", (("u", ONE),)), SIDE),
    "a logarithm of any number": (Axiom("log_series", (("u", x),)), SIDE),
    "an arctangent beyond its radius": (Axiom("atan_series", (("u", number(2)),)), SIDE),
    "a binomial series at the edge": (Axiom("power_series", (("u", ONE), ("v", HALF))), SIDE),
    "a binomial series at a pole": (Axiom("power_series", (("u", HALF), ("v", number(-2)))), SIDE),
    "zeta at one": (Axiom("zeta_series_exists", (("u", ONE),)), SIDE),
    "an exponential of no number": (Axiom("exp_series_exists", (("u", 1 / (x - x)),)), UNKNOWN),
    "a first term without a value": (
        Axiom("series_first_exists", (("f", Bind("lambda", "j", 1 / j**2, ())), ("a", ZERO))), SIDE),
    "factors up to infinity, by quotients": (
        Axiom("prod_telescope", (("f", Bind("lambda", "j", j, ())), ("a", ONE), ("b", INFINITY))),
        "it means nothing in this field"),
    "quotients through a zero": (
        Axiom("prod_telescope", (("f", Bind("lambda", "j", j - 2, ())), ("a", ONE), ("b", number(3)))),
        UNKNOWN),
    "factors of which nothing is known": (
        Axiom("product_of_partials_exists", (("f", Bind("lambda", "j", 1 + 1 / j, ())), ("a", ONE))), SIDE),
    "factors from infinity on": (
        Axiom("partial_products", (("f", Bind("lambda", "j", ONE, ())), ("a", INFINITY))), UNKNOWN),
    "terms from further back": (
        Axiom("series_rest_exists", (("f", Bind("lambda", "j", 1 / j**2, ())), ("a", ONE), ("c", ZERO))), SIDE),
}  # fmt: skip


COMPLEX = Facts(Context(OPEN.context.sorts, (), "complex"))
OVER_THE_REALS: dict[str, Evidence] = {
    "a sum": tail(series(1 / j**2)),
    "an integral": tail(integral(1 / t**2, 1, INFINITY)),
    "a limit": Asymptotics(far(1 / t), ZERO, Num(3)),
    "a sum along a sequence": along(series(ONES), (EVEN, minus_one_even)),
}


@pytest.mark.parametrize("evidence", OVER_THE_REALS.values(), ids=OVER_THE_REALS)
def test_nothing_is_expanded_over_the_complex_numbers(evidence: Evidence) -> None:
    infer(evidence, OPEN)
    with pytest.raises(Rejected) as rejected:
        infer(evidence, COMPLEX)
    assert rejected.value.reason == "expansions are over the reals"


@pytest.mark.parametrize(("evidence", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(evidence: Evidence, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        certain(evidence, OPEN)
    assert rejected.value.reason == reason


log = call("log", j)
CONVERGES: dict[str, Evidence] = {
    "squares": tail(series(1 / j**2)),
    "what alternates and falls fast": tail(series(ONES / j**2)),
    "a logarithm squared": tail(series(1 / (j * log**2), 2)),
    "geometric": tail(series(HALF**j, 0)),
    "a bounded factor": tail(series(call("sin", j) / j**2)),
    "an exponential": tail(series(call("exp", -call("sqrt", j)), 0)),
    "zero": tail(series(0 * j)),
    "a root at an end": tail(integral(1 / call("sqrt", t), 0, 1)),
    "roots on both sides": tail(integral(1 / call("sqrt", call("abs", t)), -1, 1), ZERO),
    "a bell": tail(integral(call("exp", -(t**2)), MINUS_INFINITY, INFINITY)),
    "a logarithm at zero": tail(integral(call("log", t), 0, 1)),
    "what has no expansion": tail(integral(call("zeta", t), 2, 3)),
}
DIVERGES: dict[str, tuple[Tail, Term | None]] = {
    "harmonic": (tail(series(1 / j)), INFINITY),
    "a logarithm": (tail(series(1 / (j * log), 2)), INFINITY),
    "downwards": (tail(series(3 - j)), MINUS_INFINITY),
    "terms that go to one": (tail(series(j / (j + 1))), INFINITY),
    "a pole from both sides": (tail(integral(1 / t**2, -1, 1), ZERO), INFINITY),
    "a pole that changes sign": (tail(integral(1 / t, -1, 1), ZERO), None),
    "a pole at an end": (tail(integral(1 / t, 0, 1)), INFINITY),
    "far out": (tail(integral(1 / t, 1, INFINITY)), INFINITY),
    "far back": (tail(integral(t, MINUS_INFINITY, 0)), MINUS_INFINITY),
}


@pytest.mark.parametrize("evidence", CONVERGES.values(), ids=CONVERGES)
def test_what_converges(evidence: Tail) -> None:
    assert certain(evidence, OPEN).statement == App("defined", (evidence.term,))
    for value in (INFINITY, MINUS_INFINITY):
        with pytest.raises(Rejected):
            require_diverges(evidence.term, value, evidence, OPEN, INFERENCE)


@pytest.mark.parametrize(("evidence", "value"), DIVERGES.values(), ids=DIVERGES)
def test_what_diverges(evidence: Tail, value: Term | None) -> None:
    assert infer(evidence, OPEN).statement == App("not", (App("defined", (evidence.term,)),))
    for other in (INFINITY, MINUS_INFINITY):
        found = judge(Claim(OPEN.context, evidence.term, "=", other), evidence)
        assert isinstance(found, Proved) == (other == value)


def test_alternating_terms_go_to_two_values() -> None:
    terms = along(series(ONES, 0), (EVEN, minus_one_even))
    assert infer(terms, OPEN).statement == App("not", (App("defined", (terms.term,)),))
    power = number(-1) ** t
    limit = along(far(power), (EVEN, minus_one_even), (ODD, odd_is_minus_one))
    assert infer(limit, OPEN).statement == App("not", (App("defined", (limit.term,)),))
    with pytest.raises(Rejected):
        infer(along(far(power), (EVEN, minus_one_even), (EVEN, minus_one_even)), OPEN)


GROWING: dict[str, tuple[Bind, Term]] = {
    "a limit": (far(t * (2 + number(-1) ** t)), 6 * n),
    "a sum": (series(2 + ONES * j), 2 + 2 * n),
}


@pytest.mark.parametrize(("whole", "grown"), GROWING.values(), ids=GROWING)
def test_one_sequence_to_infinity_is_enough(whole: Bind, grown: Term) -> None:
    body = substitute(whole.body, {whole.var: EVEN})
    evidence = along(whole, (EVEN, Arithmetic(body, grown, (minus_one_even,))))
    assert infer(evidence, OPEN).statement == App("not", (App("defined", (whole,)),))


ASTRAY: dict[str, Evidence] = {
    "what is proved of something else": Have((), same(x, x)),
    "another sum": tail(series(j)),
    "another limit": Asymptotics(far(t), ZERO, Num(3)),
    "nothing": Have((), None),
}


@pytest.mark.parametrize("evidence", ASTRAY.values(), ids=ASTRAY)
def test_a_line_is_infinite_by_evidence_of_its_own(evidence: Evidence) -> None:
    for line in (series(1 / j), far(1 / t)):
        found = judge(Claim(OPEN.context, line, "=", INFINITY), evidence)
        assert found == Rejected("the evidence does not show that it diverges")


def test_what_shows_that_a_line_is_infinite_speaks_of_declared_names() -> None:
    strange = Sym("z") ** 2 + 1
    for evidence in (tail(series(j * strange)), Asymptotics(far(t * strange), ZERO, Num(3))):
        with pytest.raises(Rejected) as rejected:
            require_diverges(evidence.term, INFINITY, evidence, OPEN, INFERENCE)
        assert rejected.value.reason == "a name is not declared"


def test_a_sum_by_differences_has_a_value_where_the_limit_has() -> None:
    whole, f = series(1 / j - 1 / (j + 1)), -(1 / n)
    end = Bind("lim-", "n", f, (INFINITY,))
    found = infer(differences(f, whole), OPEN).statement
    assert alpha_equal(found, App("=", (whole, end - -(1 / ONE))))
    goal, exists = App("defined", (whole,)), differences(f, whole, "telescoped_exists")
    with pytest.raises(Rejected) as rejected:
        infer(Lemma(goal, exists), OPEN)
    assert rejected.value.needs is not None
    assert alpha_equal(rejected.value.needs, App("defined", (end,)))
    known = OPEN.knowing(App("defined", (end,)))
    assert infer(Lemma(goal, exists), known).statement == goal


def none(whole: Bind, evidence: Evidence | None) -> Lemma:
    return Lemma(App("not", (App("defined", (whole,)),)), evidence)


harmonic, ones = series(1 / j), series(ONES, 0)
WITHOUT: dict[str, tuple[Claim, Evidence]] = {
    "beside a number": (Claim(OPEN.context, harmonic, "=", number(5)), tail(harmonic)),
    "as the new line": (Claim(OPEN.context, HALF, "=", ones), along(ones, (EVEN, minus_one_even))),
    "in an order": (Claim(OPEN.context, harmonic, "<=", number(5)), tail(harmonic)),
    "by a lemma": (Claim(OPEN.context, harmonic, "=", number(5)), none(harmonic, tail(harmonic))),
    "as a part of a line": (Claim(OPEN.context, harmonic - harmonic, "=", ZERO), tail(harmonic)),
    "said to converge": (Claim(OPEN.context, TRUE, "implies", App("defined", (harmonic,))), tail(harmonic)),
}  # fmt: skip
POINT = (("m", ONE), ("x", ONE))


@pytest.mark.parametrize(("claim", "evidence"), WITHOUT.values(), ids=WITHOUT)
def test_a_line_without_a_value_is_refuted(claim: Claim, evidence: Evidence) -> None:
    assert isinstance(judge(claim, Point(POINT, (evidence,))), Refuted)


hidden = App("*", (App("indicator", (call("<", x, x),)), harmonic))
KEPT: dict[str, tuple[Claim, Evidence]] = {
    "what converges": (
        Claim(OPEN.context, series(1 / j**2), "=", call("zeta", 2)), tail(series(1 / j**2))),
    "what is said to diverge": (Claim(OPEN.context, harmonic, "=", INFINITY), tail(harmonic)),
    "two that diverge alike": (
        Claim(OPEN.context, harmonic, "=", harmonic), tail(harmonic)),
    "a factor that need have no value": (Claim(OPEN.context, hidden, "=", ZERO), tail(harmonic)),
    "a part of a statement": (
        Claim(OPEN.context, TRUE, "implies", App("not", (App("defined", (harmonic,)),))), tail(harmonic)),
    "an infinite side in an order": (Claim(OPEN.context, harmonic, "<", INFINITY), tail(harmonic)),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), KEPT.values(), ids=KEPT)
def test_a_line_that_may_have_a_value_is_not_refuted_by_it(
    claim: Claim, evidence: Evidence
) -> None:
    assert isinstance(judge(claim, Point(POINT, (evidence,))), Rejected)


wild = far(number(-1) ** t * t)
UP = (turned(t, EVEN), turned(t, ODD))
TO_BOTH = ((EVEN, Arithmetic(number(-1) ** EVEN * EVEN, EVEN, (minus_one_even,))),
           (ODD, Arithmetic(number(-1) ** ODD * ODD, -ODD, (odd_is_minus_one,))))  # fmt: skip
ALIKE: dict[str, tuple[Claim, tuple[Evidence, ...]]] = {
    "a limit that is infinite": (Claim(OPEN.context, far(t), "=", INFINITY), (along(far(t), *UP),)),
    "an infinite one on the other side": (
        Claim(OPEN.context, INFINITY, "=", far(t)), (along(far(t), *UP),)),
    "a sum that is infinite": (
        Claim(OPEN.context, series(j), "=", INFINITY), (along(series(j), turned(j, n)),)),
    "terms that alternate, as far as one tells": (
        Claim(OPEN.context, ones, "=", INFINITY), (along(ones, (EVEN, minus_one_even)),)),
    "two that may go to one infinity": (
        Claim(OPEN.context, series(j), "=", series(2 * j)),
        (along(series(j), turned(j, n)), along(series(2 * j), turned(2 * j, n)))),
    "on both sides, as far as one tells": (
        Claim(OPEN.context, ones, "=", ones), (along(ones, (EVEN, minus_one_even)),)),
    "an infinite one by a lemma": (
        Claim(OPEN.context, harmonic, "=", INFINITY), (none(harmonic, tail(harmonic)),)),
    "two by lemmas": (
        Claim(OPEN.context, harmonic, "=", series(2 / j)),
        (none(harmonic, tail(harmonic)), none(series(2 / j), tail(series(2 / j))))),
    "one by a lemma beside an infinite one": (
        Claim(OPEN.context, harmonic, "=", series(2 / j)),
        (none(harmonic, tail(harmonic)), tail(series(2 / j)))),
    "a lemma about something else": (
        Claim(OPEN.context, ones, "=", ZERO), (none(harmonic, tail(harmonic)),)),
    "beside what is infinite": (
        Claim(OPEN.context, far(t), "=", harmonic), (along(far(t), *UP), tail(harmonic))),
    "a line that needs what is infinite beside it": (
        Claim(OPEN.context, harmonic, "=", ONE + series(2 / j)),
        (tail(harmonic), tail(series(2 / j)))),
    "a line that needs what is infinite": (
        Claim(OPEN.context, 2 * harmonic, "=", INFINITY), (tail(harmonic),)),
    "two lines that need what is infinite": (
        Claim(OPEN.context, 2 * harmonic, "=", ONE + harmonic), (tail(harmonic),)),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "given"), ALIKE.values(), ids=ALIKE)
def test_sequences_to_one_infinity_refute_no_infinite_value(
    claim: Claim, given: tuple[Evidence, ...]
) -> None:
    found = judge(claim, Point(POINT, given))
    assert found == Rejected("the claim is not seen to fail at the point")


def test_sequences_to_different_places_refute_any_value() -> None:
    power = far(number(-1) ** t)
    two = along(power, (EVEN, minus_one_even), (ODD, odd_is_minus_one))
    for whole, evidence in ((power, two), (wild, along(wild, *TO_BOTH))):
        for value in (ZERO, INFINITY, MINUS_INFINITY):
            claim = Claim(OPEN.context, whole, "=", value)
            assert isinstance(judge(claim, Point(POINT, (evidence,))), Refuted)


def test_what_a_sequence_is_told_to_be_is_shown_first() -> None:
    """Where no infinite side stands beside it as well."""
    forged = along(far(1 / t), (EVEN, same(EVEN, EVEN)), (ODD, same(ODD, ODD)))
    for value in (ZERO, INFINITY):
        found = judge(Claim(OPEN.context, far(1 / t), "=", value), Point(POINT, (forged,)))
        assert found == Rejected("a part of the evidence proves something else")


def test_that_there_is_no_value_is_shown_first() -> None:
    claim = Claim(OPEN.context, series(1 / j**2), "=", ZERO)
    for shown in (None, tail(series(1 / j**2)), tail(harmonic)):
        found = judge(claim, Point(POINT, (none(series(1 / j**2), shown),)))
        assert isinstance(found, Rejected)
        assert found.reason in (SIDE, "the evidence proves something else")


def test_no_value_at_one_point_is_none_for_all() -> None:
    """A sum that converges at other allowed points is not refuted beside a number."""
    powers = series(x**j, 0)
    claim = Claim(OPEN.context, powers, "=", 1 / (1 - x))
    for evidence in (tail(powers), none(powers, tail(powers))):
        point = Point((("m", ONE), ("x", number(2))), (evidence,))
        assert isinstance(judge(claim, point), Rejected)

"""Every row of a table of the kernel, sampled because it is a row.

axioms       both sides agree wherever the conditions hold and both have a value
derivatives  the row agrees with a difference quotient on balls
definedness  the conditions hold exactly where there is a value
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from flint import acb, arb, ctx, fmpq
from test_integral_rows import has_area
from test_rising_rows import has_slope
from test_sequence_rows import has_sequence
from test_series_rows import has_series

from derivcheck.kernel.algebra.values import Undefined, Unknown
from derivcheck.kernel.checker import axioms
from derivcheck.kernel.checker.axioms import AXIOMS, Row
from derivcheck.kernel.enclosures.evaluation import evaluate, holds
from derivcheck.kernel.language import definedness as domains
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.handbook import HANDBOOK, conditions_at
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    call,
    children,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.kernel.refutation.comparison import Agree, Differ, compare

ENOUGH = 20
"""How many points at which both sides have a value each row with letters must see."""
TRIES = 4_000

t, h = Sym("t"), Sym("h")
FUNCTIONS: tuple[Term, ...] = (
    t, t**2 + 1, call("exp", t), number(2), t - number(Fraction(1, 2)), call("sin", t), t**3,
)  # fmt: skip
STATEMENTS: dict[str, tuple[Term, ...]] = {
    "p": (call(">", 1 / h, 0), call("<", h, 1), call("=", h, h)),
    "q": (call("<=", h, 0), call("!=", 1 / (h - 1), 0)),
    "r": tuple(
        Bind("lambda", "t", s, ())
        for s in (
            call("<=", t, h),
            call("<=", h, 1 / t),
            call("or", call("<", t, 3), call("=", h, h)),
        )
    ),
}
"""For the letters of statements: some have undefined sides at some points, and are false there."""

INDICES = frozenset("nabc")
CASES = [
    pytest.param(row, field, id=f"{row.name}-{field}")
    for row in AXIOMS.values()
    for field in ("real", "complex")
    if row.field in (field, "both")
    and not any(others(row) for others in (has_area, has_sequence, has_series, has_slope))
]
SHAPES: dict[str, tuple[tuple[int, ...], ...]] = {
    "left_inverse":      ((2, 2), (2, 3)),
    "right_inverse":     ((2, 2), (2,)),
    "determinant_lemma": ((2,), (1, 2)),
    "product_entries":   ((2, 3), (3, 2)),
    "trace_entries":     ((3, 3), ()),
    "det_three":         ((3, 3), ()),
    "sylvester":         ((2, 3), (3, 2)),
    "gram_nonzero":      ((3,), ()),
    "cauchy_schwarz":    ((2, 3), (2, 3)),
    "norm_product":      ((2, 2), (2, 3)),
    "norm_form":         ((2, 3), (2, 3)),
    "norm_schwarz":      ((2, 3), (2, 3)),
    "definite_schwarz":  ((2, 3), (2, 3)),
    "diag_product":      ((3,), (3,)),
    "det_diag":          ((3,), ()),
    "norm_sum":          ((2, 2), (2, 2)),
    "definite_nonzero":  ((2,), ()),
    "definite_inverse_nonzero": ((2,), ()),
    "kron_product":      ((1, 2), (2, 1), (2, 2), (1, 2)),
    "kron_transpose":    ((2, 2), (2, 3)),
    "kron_sum_left":     ((2, 1), (1, 2), (2, 1)),
    "kron_sum_right":    ((2, 1), (1, 2), (1, 2)),
    "kron_scale_left":   ((2, 1), (1, 2)),
    "kron_scale_right":  ((2, 1), (1, 2)),
    "kron_nested":       ((1, 2), (2, 1), (1, 2)),
    "kron_trace":        ((1, 1), (2, 2)),
    "kron_det":          ((2, 2), (1, 1)),
    "vec_product":       ((2, 1), (1, 3), (3, 2)),
    "vec_sum":           ((2, 3), (2, 3)),
    "vec_scale":         ((2, 3),),
    "vec_trace":         ((2, 3), (2, 3)),
    "block_beside":      ((2, 1), (2, 2)),
    "block_above":       ((2, 3), (), (1, 3)),
    "block_square":      ((2, 1), (2, 2), (1, 1), (1, 2)),
    "det_upper":         ((2, 2), (2, 1), (), (1, 1)),
    "det_lower":         ((2, 2), (), (1, 2), (1, 1)),
}  # fmt: skip
"""Row -> the shapes of M, N, K and L; P is 2 by 2, so M has two rows, and all are 2 by 2 by
themselves."""
SIZES = {
    "determinant_lemma": {"u": 2}, "sylvester": {"u": 2, "v": 3}, "gram_nonzero": {"n": 3},
    "product_entries": {"n": 3}, "trace_entries": {"n": 3},
    "kron_unit": {"u": 2, "v": 3}, "kron_det": {"u": 2, "v": 1},
    "block_beside": {"w": 1, "n": 2}, "block_above": {"u": 2, "v": 1},
    "block_square": {"u": 2, "v": 1, "w": 1, "n": 2},
    "diag_product": {"n": 3}, "det_diag": {"n": 3}, "definite_entry": {"i": 2},
    "upper_upper": {"u": 2, "v": 3}, "upper_lower": {"u": 2, "v": 3},
    "lower_lower": {"u": 2, "v": 3}, "unit_parts": {"u": 2, "v": 3},
    "det_upper": {"u": 2, "v": 1}, "det_lower": {"u": 2, "v": 1},
}  # fmt: skip
"""What must stand for the letters of sizes."""
BOUNDS_OF_SWAP = {"u": 1, "v": 3}
"""Letters that are the bounds of a range in this row, and numbers in every other."""


def rationals(rng: random.Random) -> Fraction:
    return Fraction(rng.randint(-12, 12), rng.choice([1, 1, 2, 3, 4]))


def scalar(rng: random.Random, field: str) -> Term:
    real = number(rationals(rng))
    if field == "real" or rng.random() < 0.35:
        return real
    return real + number(rationals(rng)) * App("I", ())


def letters(row: Row) -> frozenset[str]:
    return free_names(row.statement).union(*map(free_names, row.conditions))


def arity(row: Row, name: str) -> int:
    found = {0}
    stack = [row.statement]
    while stack:
        top = stack.pop()
        stack.extend(children(top))
        match top:
            case App("apply", (Sym(head), *args)) if head == name:
                found.add(len(args))
    return max(found)


def function(rng: random.Random, size: int) -> Term:
    body = rng.choice(FUNCTIONS)
    if size == 2:
        body = substitute(body, {"t": rng.choice([t + 2 * h, t * h])})
        return Bind("lambda", "t", Bind("lambda", "h", body, ()), ())
    return Bind("lambda", "t", body, ())


ARRAYS = frozenset("MNKLP")


def array(rng: random.Random, row: str, name: str, field: str) -> tuple[Term, Sort]:
    """An array for a letter of a row, with its sort."""
    shapes = dict(zip("MNKL", SHAPES.get(row, ((2, 2), ())), strict=False))
    shape = shapes.get(name, (2, 2))
    traits = frozenset(("symmetric", "positive definite")) if name == "P" else frozenset()
    base = "complex" if field == "complex" else "real"
    axes = tuple((number(1), number(size)) for size in shape)
    if name == "P":
        a, b = (rng.randint(1, 5) for _ in "ab")
        c = rng.randint(-1, 1)
        rows = tuple(App("vector", (number(x), number(y))) for x, y in ((a + 1, c), (c, b + 1)))
        return App("vector", rows), Sort(base, axes, traits)

    def made(sizes: tuple[int, ...]) -> Term:
        if not sizes:
            return scalar(rng, field)
        return App("vector", tuple(made(sizes[1:]) for _ in range(sizes[0])))

    return made(shape), Sort(base, axes, traits)


def points(row: Row, field: str) -> Iterator[tuple[Row, dict[str, Term], dict[str, Sort]]]:
    """Instances of a row, with values and sorts for the letters that are left."""
    rng = random.Random(row.name)
    for _ in range(TRIES):
        values: dict[str, Term] = {}
        sorts: dict[str, Sort] = {}
        chosen: dict[str, Term] = {}
        for name in sorted(letters(row)):
            if name in ARRAYS:
                values[name], sorts[name] = array(rng, row.name, name, field)
            elif name == "n" and row.name.startswith("definite"):
                values[name], sorts[name] = number(2), INTEGER
            elif name in SIZES.get(row.name, {}):
                values[name], sorts[name] = number(SIZES[row.name][name]), INTEGER
            elif name in STATEMENTS:
                chosen[name] = rng.choice(STATEMENTS[name])
                values["h"], sorts["h"] = number(rng.choice([-1, 0, 1, 2])), REAL
            elif size := arity(row, name):
                values[name], sorts[name] = function(rng, size), Sort("function", arity=size)
            elif name in INDICES or (row.name == "sum_swap" and name in BOUNDS_OF_SWAP):
                values[name], sorts[name] = number(rng.randint(-3, 5)), INTEGER
            else:
                old = [values[n] for n in values if sorts[n] in (REAL, COMPLEX)]
                again = bool(old) and rng.random() < 0.3  # so that equations hold now and then
                values[name] = (
                    rng.choice([*old, *(-u for u in old)]) if again else scalar(rng, field)
                )
                sorts[name] = COMPLEX if field == "complex" else REAL
        yield instance(row, chosen), values, sorts


def instance(row: Row, chosen: dict[str, Term]) -> Row:
    def put(u: Term) -> Term:
        return evaluable(substitute(u, chosen))

    return Row(row.name, put(row.statement), tuple(map(put, row.conditions)), row.field, "")


def evaluable(u: Term) -> Term:
    """1/gamma(u), continued by 0 to the poles of gamma, in heads that have values."""
    parts = tuple(map(evaluable, children(u)))
    match u:
        case App("rgamma", _):
            (v,) = parts
            pole = call(
                "and", call("=", call("floor", call("re", v)), v), call("<=", call("re", v), 0)
            )
            return call("piecewise", 0, pole, 1 / call("gamma", v), App("true", ()))
    return rebuild(u, parts)


@pytest.mark.parametrize("row", AXIOMS.values(), ids=AXIOMS)
def test_letters_are_applied_to_as_many_numbers_as_their_table_says(row: Row) -> None:
    applied: dict[str, set[int]] = {name: set() for name in letters(row)}
    alone = set()
    for top in subterms(call("and", row.statement, *row.conditions)):
        match top:
            case App("apply", (Sym(name), *args)):
                applied[name].add(len(args))
                alone.update(u.name for u in args if isinstance(u, Sym))
            case _:
                alone.update(u.name for u in children(top) if isinstance(u, Sym))
    for name, kind in axioms.letters(row):
        if kind == "statement of a number" or (isinstance(kind, int) and kind):
            assert applied[name] == {1 if isinstance(kind, str) else kind} and name not in alone
        else:
            assert not applied[name]


@pytest.mark.parametrize(("row", "field"), CASES)
def test_axioms_hold_where_they_are_sampled(row: Row, field: Any) -> None:
    seen = 0
    closed = not letters(row)
    for inner, values, sorts in points(row, field):
        claim = stated(inner.statement, Context(sorts, inner.conditions, field))
        outcome = compare(claim, values)
        assert not isinstance(outcome, Differ), (values, outcome)
        seen += isinstance(outcome, Agree)
        if seen >= ENOUGH or (closed and seen):
            return
    pytest.fail(f"only {seen} of {ENOUGH} points could be evaluated")


def stated(statement: Term, context: Context) -> Claim:
    """A comparison as the claim about its sides; other statements must be true."""
    match statement:
        case App("or" | "defined", _):
            return Claim(context, App("true", ()), "implies", statement)
        case App(rel, (left, right)):
            return Claim(context, left, rel, right)  # type: ignore[arg-type]  # a relation
    raise AssertionError(statement)


def test_a_wrong_row_would_be_found() -> None:
    row = AXIOMS["log_pow_abs"]
    left, right = row.statement.args
    wrong = Row("wrong", call("=", left, right + 1), row.conditions, row.field, "")
    with pytest.raises(AssertionError):
        test_axioms_hold_where_they_are_sampled(wrong, "real")


# --- derivatives ---------------------------------------------------------------------------------

STEP = 60
"""The difference quotient is taken over 2^-STEP."""
BITS = 400
DERIVATIVES = [
    pytest.param(head, field, id=f"{head}-{field}")
    for head, row in HANDBOOK.items()
    for field in ("real", "complex")
    if row.derivative is not None and (field == "real" or row.holomorphic is not None)
]


@pytest.mark.parametrize(("head", "field"), DERIVATIVES)
def test_derivatives_agree_with_difference_quotients(head: str, field: Any) -> None:
    row, rng, seen = HANDBOOK[head], random.Random(head), 0
    assert row.derivative is not None
    context = Context({"t": COMPLEX if field == "complex" else REAL}, (), field)
    where = row.holomorphic if field == "complex" else row.smooth
    conditions = conditions_at(where or (), t)
    steps = [number(Fraction(1, 2**10)) ** (STEP // 10)]
    steps += [App("I", ()) * steps[0]] if field == "complex" else []
    with ctx.workprec(BITS):
        for _ in range(TRIES):
            at = {"t": scalar(rng, field)}
            if not all(holds(c, at, context) for c in conditions):
                continue
            rate = evaluate(substitute(row.derivative, {"u": t}), at, context)
            assert not isinstance(rate, Undefined), at
            for step in steps:
                quotient = (call(head, t + step) - call(head, t - step)) / (2 * step)
                found = evaluate(quotient, at, context)
                if not isinstance(rate, Unknown) and not isinstance(found, Undefined | Unknown):
                    assert near(rate, found), (at, rate, found)
                    seen += 1
            if seen >= ENOUGH:
                return
    pytest.fail(f"only {seen} of {ENOUGH} points could be evaluated")


def near(a: Any, b: Any) -> bool:
    """Whether two values differ by less than the error of the quotient."""
    gap, size = abs(acb(a) - acb(b)), abs(acb(a)) + 1
    return bool(gap < size * arb(2) ** (-STEP))


BODIES = {
    "a power of itself":      t**t,
    "a quotient":             (t**2 + 1) / (t - 5),
    "a product":              t * call("sin", t) * call("exp", -t),
    "a logarithm to a base":  call("log", t + 3, 2),
    "a base that moves":      call("log", 3, t + 4),
    "a real power":           (t**2 + 1) ** number(Fraction(2, 3)),
    "nested":                 call("sin", call("exp", call("sqrt", t**2 + 1))),
    "a finite sum":           Bind("sum", "j", t ** Sym("j") / Sym("j"), (number(1), number(5))),
    "a finite product":       Bind("prod", "j", t + Sym("j"), (number(1), number(4))),
    "a case that does not move": call("where", t**2, call("<", h, 1)),
    "an indicator":           call("indicator", call("<", h, 1)) * t**3,
    "a derivative inside":    Bind("diff", "t", t**4, (t**2, number(1))),
    "a substitution":         Bind("subs", "h", h**2 * t, (t + 1,)),
    "a constant exponent":    number(2) ** t,
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_derivatives_of_compositions(body: Term) -> None:
    rng, seen = random.Random(1), 0
    context = Context({"t": REAL, "h": REAL})
    step = number(Fraction(1, 2**10)) ** (STEP // 10)
    quotient = (substitute(body, {"t": t + step}) - substitute(body, {"t": t - step})) / (2 * step)
    with ctx.workprec(BITS):
        for _ in range(200):
            at: dict[str, Term] = {"t": number(rationals(rng)), "h": number(rng.choice([0, 2]))}
            rate = evaluate(Bind("diff", "t", body, (t, number(1))), at, context)
            found = evaluate(quotient, at, context)
            if not isinstance(rate, Undefined | Unknown) and not isinstance(
                found, Undefined | Unknown
            ):
                assert near(rate, found), (at, rate, found)
                seen += 1
    assert seen >= ENOUGH


# --- definedness ---------------------------------------------------------------------------------

NO_NUMBERS = {
    "vector transpose tr det matmul inv": "arrays; sampled in test_kernel_evaluation",
    "adjoint norm hadamard kron vec diag block matpow": "arrays; sampled in test_arrays",
    "apply": "opaque: defined wherever its arguments are",
    "rgamma": "entire; has no values of its own",
}
"""Heads that are not sampled, and why."""
SKIPPED = {head for heads in NO_NUMBERS for head in heads.split()}
NULLARY = frozenset("pi E I EulerGamma Catalan".split())
BINARY = frozenset("atan2 mod gcd beta binomial / ^".split())
EDGES = [Fraction(q, 2) for q in range(-6, 7)]
DOMAINS = [
    pytest.param(head, field, id=f"{head}-{field}")
    for field, table in (("real", domains.REAL), ("complex", domains.COMPLEX))
    for head in sorted({*table, "^"} - SKIPPED - ({"I"} if field == "real" else set()))
]


def arguments(head: str, field: str, rng: random.Random) -> tuple[Term, ...]:
    def one() -> Term:
        real = number(rng.choice(EDGES))
        turned = field == "complex" and rng.random() < 0.5
        return real + number(rng.choice(EDGES)) * App("I", ()) if turned else real

    count = 0 if head in NULLARY else 2 if head in BINARY or head in "+*" else 1
    return tuple(one() for _ in range(count))


@pytest.mark.parametrize(("head", "field"), DOMAINS)
def test_definedness_is_having_a_value(head: str, field: Any) -> None:
    rng, seen = random.Random(head), 0
    context = Context({}, (), field)
    for _ in range(400):
        u = App(head, arguments(head, field, rng))
        found = evaluate(u, {}, context)
        known = [holds(c, {}, context) for c in definedness(u, context)]
        if isinstance(found, Unknown) or None in known:
            continue
        assert all(known) == (not isinstance(found, Undefined)), (u, found)
        seen += 1
    assert seen >= ENOUGH


def test_rows_speak_of_heads_that_exist() -> None:
    from_rows = {*domains.REAL, *domains.COMPLEX}
    assert not {head for head in from_rows if head not in known_heads()}


def known_heads() -> frozenset[str]:
    from derivcheck.kernel.language.heads import HEADS

    return frozenset(HEADS)


def test_values_are_exact_where_they_can_be() -> None:
    assert evaluate(AXIOMS["cos_pi_3"].statement.args[0], {}, Context()) == fmpq(1, 2)

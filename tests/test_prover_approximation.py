"""Approximate values and truth: as the rigorous ones, wherever both are known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb

from derivcheck.kernel.algebra.values import Undefined, Unknown
from derivcheck.kernel.enclosures.evaluation import evaluate, holds
from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import COMPLEX, REAL
from derivcheck.kernel.language.terms import FALSE, TRUE, App, Sym, Term, call, number
from derivcheck.provers.foundations.approximation import CHOICES, FUNCTIONS, UNDEFINED, truth, value

x, y = Sym("x"), Sym("y")
NUMBERS = [number(Fraction(q)) for q in ("0", "2", "-1", "1/2", "-5/2", "3")]
HEAD_CASES = [
    (field, head, count)
    for field, table in FUNCTIONS.items()
    for head in table
    for count in {max(HEADS[head].least, min(HEADS[head].most, 2)), HEADS[head].least}
]


def points(count: int) -> list[tuple[Term, ...]]:
    return [tuple(NUMBERS[(i + k * k) % len(NUMBERS)] for k in range(count)) for i in range(6)]


@pytest.mark.parametrize(("field", "head", "count"), HEAD_CASES)
def test_a_head_has_the_value_that_the_kernel_gives_it(field: Field, head: str, count: int) -> None:
    compared = 0
    for arguments in points(count):
        exact = evaluate(App(head, arguments), {}, Context(field=field))
        if isinstance(exact, Unknown):
            continue
        compared += 1
        try:
            found = value(App(head, arguments), {}, field)
        except UNDEFINED:
            assert isinstance(exact, Undefined), (head, arguments)
            continue
        if not isinstance(exact, Undefined):  # at 0^(-1) and the like it may have a value or none
            assert abs(acb(found) - acb(exact)).mid() < 1e-9 * (1 + abs(found)), (head, arguments)
    assert compared


TRUE_AT = {"x": 2, "y": -1}
STATEMENTS: dict[str, tuple[Term, bool | None]] = {
    "an equation up to rounding": (call("=", call("sqrt", x) ** 2, x), True),
    "an inequality up to rounding": (call("<", call("sqrt", x) ** 2, x), None),
    "an equality as it is": (call("<", x, 1 - y), False),
    "what is rounded to one": (call("<", call("tanh", 30 * x), 1), None),
    "what is rounded to zero": (call("!=", call("exp", -1000 * x), 0), None),
    "what is too large for a float": (call(">", call("exp", 400 * x), 1), None),
    "an undefined side": (call("!=", 1 / (x + 2 * y), 0), False),
    "an unknown side": (call("=", call("zeta", x), 1), None),
    "unknown and false": (call("and", call("=", call("zeta", x), 1), call("<", x, y)), False),
    "unknown or false": (call("or", call("=", call("zeta", x), 1), call("<", x, y)), None),
    "unknown or true": (call("or", call("=", call("zeta", x), 1), call("<", y, x)), True),
    "from falsehood": (call("implies", call("<", x, y), FALSE), True),
    "not": (call("not", call("<", x, y)), True),
    "one of two": (call("xor", TRUE, call("<", y, x)), False),
    "both or none": (call("iff", TRUE, call("<", y, x)), True),
    "the first case": (call("=", App("piecewise", (x, call("<", x, y), y, TRUE)), y), True),
    "no case": (call("=", App("piecewise", (x, call("<", x, y))), x), False),
    "nothing elsewhere": (call("=", App("where", (x, call("<", x, y))), 0), True),
    "an indicator": (call("=", call("indicator", call("<", y, x)), 1), True),
    "a whole number": (call("=", call("floor", 3 * (x / 6)), x / 2), True),
}


@pytest.mark.parametrize(("statement", "expected"), STATEMENTS.values(), ids=STATEMENTS)
def test_statements_are_true_false_or_unknown(statement: Term, expected: bool | None) -> None:
    assert truth(statement, TRUE_AT, "real") is expected
    point = {name: number(q) for name, q in TRUE_AT.items()}
    rigorous = holds(statement, point, Context({"x": REAL, "y": REAL}))
    assert expected is None or rigorous in (expected, None)


def test_an_order_of_complex_numbers_is_unknown() -> None:
    assert truth(call("<", x, y), {"x": 1j, "y": 2}, "complex") is None
    assert (
        holds(
            call("<", x, y),
            {"x": App("I", ()), "y": number(2)},
            Context({"x": COMPLEX, "y": REAL}, (), "complex"),
        )
        is None
    )


def test_every_choice_is_a_head() -> None:
    assert CHOICES.keys() <= HEADS.keys()

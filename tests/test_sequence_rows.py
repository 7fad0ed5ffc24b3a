"""The rows of the kernel about limits along sequences: what they say, and what they must not."""

from __future__ import annotations

import pytest
from forms import PI, axiom, eq, j, lam, real, sin
from mpmath import mp
from test_rising_rows import value

from derivcheck.kernel.checker.axioms import AXIOMS, Row, instance, letters
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import INFERENCE, certain, infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.evidence import Along, Arithmetic, Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
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
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.oscillating import without_value


def exp(u: Term) -> Term:
    return call("exp", u)


def has_sequence(row: Row) -> bool:
    """Whether a row is about a sequence and what a function is along it."""
    return ("s", 1) in letters(row)


n, t = Sym("n"), Sym("t")
TURNS = {"": 1, "_far": 1, "_back": -1}
WAVE = sin(PI * j) ** 2
JUMP = call("piecewise", 0 * j + 5, call("not", eq(j, j)), 0 * j, call("true"))
"""5 where j has no value, else 0."""


def sequence(row: str, f: Term, g: Term, s: Term, **letters: Term | int) -> Axiom:
    return axiom(row, f=lam(f), g=lam(g), s=lam(s), **letters)


FALSE: dict[str, Axiom] = {
    "where f is not defined beside the point": sequence("lim_along", 1 / j, 0 * j, 1 / j, a=0, u=0),
    "a sequence that stays at the point": sequence(
        "lim_along", call("sign", j) ** 2, 0 * j, 0 * j, a=0, u=0
    ),
    "a sequence from the other side": sequence(
        "lim_above_along", call("sign", j), -1 / j, 0 * j - 1, a=0, u=-1
    ),
    "a sequence to elsewhere": sequence("lim_along", j, 1 + 1 / j, 1 + 1 / j, a=0, u=1),
    "a sequence that is not defined now and then": sequence(
        "lim_far_along", JUMP, j + ZERO / (j - 3), 0 * j, u=0
    ),
    "what a function is where a sequence is not": sequence(
        "lim_along", JUMP, 1 / (j - j), 0 * j + 5, a=0, u=5
    ),
    "numbers that are not whole": sequence(
        "lim_far_counted_along", WAVE, j + ONE / 2, 0 * j + 1, u=1
    ),
    "terms between the terms": sequence("terms_along", WAVE, j + ONE / 2, 0 * j + 1, a=1, u=1),
    "terms to the other infinity": sequence("terms_along", exp(-j), -j, exp(j), a=1, u=0),
    "what is unbounded between whole numbers only": sequence(
        "lim_far_unbounded", 0 * j, j, exp(j) * sin(PI * j)
    ),
    "what is bounded": sequence("lim_far_unbounded", sin(j), j, sin(j)),
    "a function that does not follow": sequence("lim_far_along", 1 / j, j, 0 * j + 1, u=1),
}


@pytest.mark.parametrize("of", FALSE.values(), ids=FALSE)
def test_what_is_no_limit_along_a_sequence(of: Axiom) -> None:
    assert ProofContext(Facts(real()), discharge).inferred(of) is None


def test_nothing_beyond_the_row_is_bound_to_infinity() -> None:
    for letter in "au":
        numbers: dict[str, Term | int] = {"a": 0, "u": 0, letter: INFINITY}
        with pytest.raises(Rejected):
            certain(sequence("lim_along", j, 1 / j, 1 / j, **numbers), Facts(real()))


ALONG = [row for row in AXIOMS.values() if has_sequence(row) and row.name.startswith("lim")]


@pytest.mark.parametrize("row", ALONG, ids=lambda row: row.name)
def test_rows_speak_of_a_limit_and_of_a_sequence_that_leads_there(row: Row) -> None:
    turn = next(TURNS[end] for end in ("_far", "_back", "") if end in row.name)
    far, side = "_far" in row.name or "_back" in row.name, -1 if "below" in row.name else 1
    g = turn * j if far else side * exp(-j)
    f = (1 / j if far else j + 1) if "along" in row.name else (j if far else 1 / j)
    end: dict[str, Term | int] = {} if far else {"a": 0}
    goal: dict[str, Term | int] = {"u": 0 if far else 1} if "along" in row.name else {}
    s = substitute(f, {"j": g})
    of = sequence(row.name, f, g, s, **end, **goal)
    statement, conditions = instance(row, of.bindings)
    limit = next(u for u in _parts(statement) if isinstance(u, Bind))
    leads = (INFINITY if turn > 0 else MINUS_INFINITY) if far else ZERO
    assert limit.args == (leads,) and limit.sort == ("integer" if "counted" in row.name else "real")
    assert limit.head == (
        "lim+" if "above" in row.name else "lim-" if "below" in row.name else "lim"
    )
    if "along" in row.name:
        assert alpha_equal(statement, eq(limit, ZERO if far else ONE))
        near = value(s, {"j": mp.mpf(10) ** 9 if far else mp.mpf(60)})
        assert abs(near - (not far)) < 1e-8
    else:
        assert statement == call("not", call("defined", limit))
    asked = [c for c in conditions if isinstance(c, Bind)]
    assert [c.args for c in asked] == 2 * [(ONE, INFINITY)]
    assert ProofContext(Facts(real()), discharge).inferred(of) == statement


def _parts(statement: Term) -> tuple[Term, ...]:
    match statement:
        case App("not", (App("defined", parts),)):
            return parts
        case App(_, parts):
            return parts
    return ()


def test_a_proof_has_no_rule_for_sequences_but_rows() -> None:
    whole = Bind("lim", "t", t, (INFINITY,))
    of = Along(whole, "n", ((n, Arithmetic(n, n)),), Num(3))
    with pytest.raises(Rejected, match="Along needs a goal"):
        infer(of, Facts(real()))
    none = call("not", call("defined", whole))
    with pytest.raises(Rejected, match="Along needs a goal"):
        INFERENCE.prove(none, of, Facts(real()))


SIGNS = number(-1) ** n
WITHOUT: tuple[Bind, ...] = (
    Bind("lim", "t", sin(t), (INFINITY,)),
    Bind("lim", "t", sin(t), (MINUS_INFINITY,)),
    Bind("lim", "t", sin(1 / t), (ZERO,)),
    Bind("lim+", "t", sin(1 / t), (ZERO,)),
    Bind("lim", "t", t * call("cos", t), (INFINITY,)),
    Bind("lim", "n", SIGNS, (INFINITY,), "integer"),
    Bind("sum", "n", SIGNS, (ZERO, INFINITY)),
    Bind("sum", "n", n * SIGNS, (ZERO, INFINITY)),
)


@pytest.mark.parametrize("whole", WITHOUT, ids=str)
def test_what_oscillates_is_proved_to_have_no_value(whole: Bind) -> None:
    known = ProofContext(Facts(real()), discharge)
    found = without_value(known, whole, HANDLERS)
    assert found is not None
    assert known.inferred(found) == call("not", call("defined", whole))


HAVING: tuple[Bind, ...] = (
    Bind("lim", "t", sin(t) / t, (INFINITY,)),
    Bind("lim", "t", t * sin(1 / t), (ZERO,)),
    Bind("sum", "n", SIGNS / (n + 1), (ZERO, INFINITY)),
    Bind("lim", "n", sin(PI * n), (INFINITY,), "integer"),
)


@pytest.mark.parametrize("whole", HAVING, ids=str)
def test_what_has_a_value_does_not_oscillate(whole: Bind) -> None:
    assert without_value(ProofContext(Facts(real()), discharge), whole, HANDLERS) is None

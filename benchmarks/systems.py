"""The systems that are compared, each a function that starts it and returns how to ask it.

derivcheck answers the row as text and is timed with everything: reading, deciding, evidence.
SymPy gets the two sides as its own expressions, made before the clock starts by derivcheck's
bridge, with the symbols' sorts and signs as assumptions, and rebuilt as if typed into SymPy.

Caveats: SymPy cannot be told an assumption that is not the sign of a symbol, and takes both sides
for expressions over the complex numbers that are equal where both make sense; derivcheck wants the
new side to be defined wherever the old one is.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import sympy  # type: ignore[import-untyped]

from benchmarks import maxima
from benchmarks.workers import Answer, Decide, Row, Start
from derivcheck.checking.batch import HEADROOM, Answerer
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row
from derivcheck.notation.sympy import to_sympy
from derivcheck.verdicts.settings import Settings

OURS, SIMPLIFY, EQUALS = "derivcheck", "SymPy simplify", "SymPy equals"
WORKED_OUT, EXPLICIT = "SymPy doit", "SymPy, entries"

WORDS: dict[bool | None, str] = {True: "proved", False: "refuted", None: "undecided"}

Test = Callable[[Any, Any], bool | None]
"""Whether two SymPy expressions are equal, None if that was not found out."""


def systems(limit: float, calculus: bool = False) -> dict[str, Start]:
    """Name -> system, of those that are installed; derivcheck stops by itself before the limit.

    Arguments:
        calculus: whether SymPy works out limits, integrals and sums, where it would simplify.
    """
    if calculus:
        return {
            OURS:       lambda: derivcheck(limit),
            EQUALS:     lambda: by_sympy(equal),
            WORKED_OUT: lambda: by_sympy(worked_out),
        }  # fmt: skip
    found: dict[str, Start] = {
        OURS:     lambda: derivcheck(limit),
        SIMPLIFY: lambda: by_sympy(simplified),
        EQUALS:   lambda: by_sympy(equal),
    }  # fmt: skip
    if maxima.installed():
        found[maxima.NAME] = maxima.start
    return found


def derivcheck(limit: float) -> Decide:
    """Ask derivcheck as `derivcheck batch` does."""
    answerer = Answerer(Settings(seconds=HEADROOM * limit))

    def decide(row: Row) -> Answer:
        line = json.dumps(row)
        start = time.perf_counter()
        answer = answerer(line)
        return Answer(json.loads(answer)["verdict"], time.perf_counter() - start)

    return decide


def by_sympy(test: Test) -> Decide:
    """Ask SymPy by a test on the two sides; a side it has no expression for is not asked about."""

    def decide(row: Row) -> Answer:
        try:
            before, after = sides(row)
        except (Diagnosis, ArithmeticError, TypeError, ValueError, AttributeError):
            return Answer("undecided", None)
        start = time.perf_counter()
        try:
            verdict = WORDS[test(before, after)]
        except Exception:  # whatever SymPy raises, it has not decided
            verdict = "undecided"
        return Answer(verdict, time.perf_counter() - start)

    return decide


def simplified(before: Any, after: Any) -> bool | None:
    """Whether the difference simplifies to 0; that it does not says nothing."""
    return True if sympy.simplify(before - after) == 0 else None


def equal(before: Any, after: Any) -> bool | None:
    """SymPy's own verdict on two expressions."""
    found: bool | None = before.equals(after)
    return found


def worked_out(before: Any, after: Any) -> bool | None:
    """SymPy's own verdict when limits, integrals, sums and matrix expressions are worked out."""
    one, other = before.doit(), after.doit()
    if one == other:
        return True
    return None if isinstance(one, sympy.MatrixExpr) else equal(one, other)


def by_entries(before: Any, after: Any) -> bool | None:
    """SymPy's verdict on arrays of a given size, multiplied out."""
    one, other = before.doit(), after.doit()
    if isinstance(one, sympy.MatrixExpr):
        gap = one.as_explicit() - other.as_explicit()
        return True if gap.applyfunc(sympy.simplify).is_zero_matrix else None
    return equal(sympy.expand(one), sympy.expand(other))


def sides(row: Row) -> tuple[Any, Any]:
    """The two sides of a row as SymPy would have them."""
    claim = read_row(row)
    before, after = (to_sympy(side, claim.context) for side in (claim.before, claim.after))
    return evaluated(before), evaluated(after)


def evaluated(expression: Any) -> Any:
    """The expression rebuilt from its parts, so that SymPy evaluates what it always evaluates."""
    if not expression.args:
        return expression
    return expression.func(*map(evaluated, expression.args))

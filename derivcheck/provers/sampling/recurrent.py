"""Functions that recurrences give, as tables of their first values: what comes before tells what is
next (Graham, Knuth and Patashnik, Concrete Mathematics, section 1.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from flint import fmpq

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import INTEGER, Sort
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.work import remembered

COUNT = 14
"""How many values a table has at most."""
LONG = 96
"""Bits of a value after which a table ends."""
BEGINNINGS = (1, 2, 0, -1, 3)
"""First values that are not given."""

MAX_CACHED = 64
"""How many tables are remembered."""

Values = dict[int, Fraction]
Given = tuple[tuple[int, Fraction], ...]
"""Values with their places, in order."""


class Recurrence(NamedTuple):
    """What gives the value of a function at a whole number by others.

    Arguments:
        var: the name of which one value is told at a time; from `low` on.
        new, old: the value that is told, at so many more than `var`, and what it is.
        back: at how many more the others are.
    """

    var: str
    low: Term
    new: int
    old: Term
    back: tuple[int, ...]


def recurrence(name: str, p: Term) -> Recurrence | None:
    """What a statement says of a function, if it is a recurrence."""
    match p:
        case Bind("forall", var, App("=", (left, right)), (low, _), "integer"):
            for new, old in ((left, right), (right, left)):
                ahead, back = _shifts(new, name, var), _shifts(old, name, var)
                if not ahead or back is None or not _is_value(new, name):
                    continue
                if all(d < ahead[0] for d in back):
                    return Recurrence(var, low, ahead[0], old, back)
    return None


def tabulated(name: str, sort: Sort, statements: Sequence[Term], turn: int) -> Term | None:
    """A table of the values that are given or told; None if no recurrence tells them.

    Arguments:
        name: of the function.
        sort: of the function.
        statements: about it, with the values of other names put in.
        turn: which values are chosen for what is not given.
    """
    laws = (recurrence(name, p) for p in statements)
    law = next((law for law in laws if law is not None), None)
    if law is None or free_names(law.low) or free_names(law.old) - {law.var, name}:
        return None
    low = _number(law.low, {})
    if low is None or low.denominator != 1 or sort.arity not in (None, 1):
        return None
    values = dict(_given(name, statements))
    first = int(low) + min((law.new, *law.back))
    for n in range(first, int(low) + law.new):
        values.setdefault(n, Fraction(BEGINNINGS[(turn + n - first) % len(BEGINNINGS)]))
    return _continued(name, law, int(low), tuple(sorted(values.items())))


@remembered(MAX_CACHED)
def _continued(name: str, law: Recurrence, low: int, given: Given) -> Term:
    """A table of the values that are given, in a row, and of those that a recurrence tells."""
    values = dict(given)
    first = given[0][0] if given else low  # a formula needs no value to begin with
    found = {n: values[n] for n in range(first, low + law.new) if n in values}
    for k in range(low, low + COUNT):
        near = {k + d: found[k + d] for d in law.back if k + d in found}
        q = _number(substitute(law.old, {law.var: number(k)}), {name: _table(name, near)})
        if q is None or max(abs(q.numerator), q.denominator).bit_length() > LONG:
            break
        found[k + law.new] = q
    return _table(name, found)


def _table(name: str, values: Values) -> Term:
    """A function that has some values, and is left open elsewhere."""
    k = Sym("k" if name != "k" else "j")
    rows = [u for n in sorted(values) for u in (number(values[n]), call("=", k, number(n)))]
    rest = App("apply", (Sym(name), k))
    return Bind("lambda", k.name, App("piecewise", (*rows, rest, TRUE)), ())


def _given(name: str, statements: Sequence[Term]) -> Iterator[tuple[int, Fraction]]:
    """The values that equations give."""
    for p in statements:
        match p:
            case App("=", (left, right)):
                for one, other in ((left, right), (right, left)):
                    at = _number(_argument(one)[0], {}) if _is_value(one, name) else None
                    value = None if at is None else _number(other, {})
                    if at is not None and value is not None and at.denominator == 1:
                        yield int(at), value


def _is_value(t: Term, name: str) -> bool:
    """Whether a term is the value of a function at one argument."""
    return isinstance(t, App) and t.head == "apply" and t.args[0] == Sym(name) and len(t.args) == 2


def _argument(t: Term) -> tuple[Term, ...]:
    return t.args[1:] if isinstance(t, App) and t.head == "apply" else ()


def _shifts(t: Term, name: str, var: str) -> tuple[int, ...] | None:
    """At how many more than a name the values of a function are taken; None if elsewhere too."""
    field, found = Field(Context({var: INTEGER})), list[int]()
    for u in subterms(t):
        if _is_value(u, name):
            (at,) = _argument(u)
            gap = field.constant(at - Sym(var)) if free_names(at) == {var} else None
            if gap is None or gap.denominator != 1:
                return None
            found.append(int(gap))
    return tuple(found)


def _number(t: Term, point: Mapping[str, Term]) -> Fraction | None:
    found = evaluate(t, point, Context({}))
    return Fraction(int(found.p), int(found.q)) if type(found) is fmpq else None

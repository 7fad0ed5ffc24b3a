"""Words between unit vectors spelled as entries, which are what they are by exact arithmetic.

eye(n)[i].T @ A @ eye(n)[j] @ eye(n)[j].T @ A.T @ x  ->  A[i, j]*(A.T @ x)[j]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import entered, shape_of
from derivcheck.kernel.language.terms import App, Bind, Term

Factors = list[Term]


def spelled_out(t: Term, context: Context) -> Term:
    """A term with its numbers that stand between unit vectors as entries."""
    match t:
        case App("matmul") if shape_of(t, context) == ():
            return product_of([_entry(part, context) for part in _parts(list(_flat(t)))])
        case App(head, args):
            return App(head, tuple(spelled_out(u, context) for u in args))
        case Bind(_, _, body, args):
            ends = tuple(spelled_out(u, context) for u in args)
            return replace(t, body=spelled_out(body, entered(t, context)), args=ends)
    return t


def _flat(t: Term) -> Iterator[Term]:
    """The factors of a product, those of transposed products turned."""
    match t:
        case App("matmul", factors):
            for u in factors:
                yield from _flat(u)
        case App("transpose", (App("matmul") as u,)):
            yield from (_turned(v) for v in reversed(list(_flat(u))))
        case _:
            yield t


def _turned(t: Term) -> Term:
    return t.args[0] if isinstance(t, App) and t.head == "transpose" else App("transpose", (t,))


def _parts(factors: Factors) -> Iterator[Factors]:
    """A word cut where a column stands before a row."""
    found: Factors = []
    for u in factors:
        if found and _row(u) is not None:
            yield found
            found = []
        found.append(u)
    yield found


def _row(t: Term) -> Term | None:
    """The index of a unit vector that is transposed."""
    return _column(t.args[0]) if isinstance(t, App) and t.head == "transpose" else None


def _column(t: Term) -> Term | None:
    match t:
        case App("index", (App("eye"), i)):
            return i
    return None


def _entry(word: Factors, context: Context) -> Term:
    """A word as an entry of what stands between two unit vectors, or beside one."""
    row, column = _row(word[0]), _column(word[-1])
    middle = word[(row is not None) : len(word) - (column is not None)]
    at = [i for i in (row, column) if i is not None]
    if row is None and middle and len(middle) == 1:
        middle = [_turned(middle[0])]
    if not at or len(middle) != 1:
        return App("matmul", tuple(word)) if len(word) > 1 else word[0]
    match middle[0], at:
        case App("transpose", (u,)), [i, j]:
            return App("index", (u, j, i))
    shape = shape_of(middle[0], context) or ()
    return App("index", (middle[0], *at)) if len(shape) == len(at) else App("matmul", tuple(word))

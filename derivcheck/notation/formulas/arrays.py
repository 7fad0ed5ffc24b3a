"""Operations on arrays: transposes, inverses, powers, norms, block matrices, entries."""

from __future__ import annotations

from derivcheck.kernel.language.terms import App, Bind, Term, substitute
from derivcheck.notation.formulas.arithmetic import NEGATIVE, raised
from derivcheck.notation.formulas.boxes import COMMA, Digits, Grid, Scripts, Sign, listed, row
from derivcheck.notation.formulas.names import with_index
from derivcheck.notation.formulas.pieces import Parts, Piece
from derivcheck.notation.formulas.spellings import MARKS, PRODUCT_SIGNS, SIZED
from derivcheck.notation.latex_tables import ATOM, POWER, PRODUCT

INVERSE = row(NEGATIVE, Digits("1"))


def array(parts: Parts, t: App) -> Piece | None:
    """An operation on arrays; None for anything else."""
    match t:
        case App("transpose" | "adjoint" as head, (arg,)):
            return Piece(raised(parts.base(arg), MARKS[head]), POWER)
        case App("inv", (arg,)):
            return Piece(raised(parts.base(arg), INVERSE), POWER)
        case App("matpow", (arg, exponent)):
            return Piece(raised(parts.base(arg), parts.box(exponent)), POWER)
        case App("hadamard" | "kron" as head, args):
            factors = (parts.at_least(u, POWER) for u in args)
            return Piece(listed(factors, PRODUCT_SIGNS[head]), PRODUCT)
        case App("eye" | "zeros" | "ones" as head, sizes):
            size = listed(map(parts.box, sizes), Sign("×", "times"))
            return Piece(Scripts(SIZED[head], size))
        case App("column", (of, index)):
            at = row(Sign(":"), COMMA, parts.box(index))
            return Piece(with_index(parts.base(of), (at,), ()))
        case App("each", (function, *given)):
            return _entries(parts, function, tuple(given))
        case App("vector" | "block", rows):
            return vector(parts, rows)
    return None


def _entries(parts: Parts, function: Term, given: tuple[Term, ...]) -> Piece:
    """The function as it is applied to the arrays, or else with what it makes of entries."""
    body = function
    for argument in given:
        if not isinstance(body, Bind):
            return Piece(parts.call(parts.at_least(function, ATOM), given))
        body = substitute(body.body, {body.var: argument})
    match body:
        case App("/", (left, right)):
            sides = parts.at_least(left, POWER), parts.at_least(right, POWER)
            return Piece(row(sides[0], Sign("⊘", "times"), sides[1]), PRODUCT)
        case App("^", (left, right)):
            exponent = row(Sign("∘"), parts.at_least(right, POWER))
            return Piece(raised(parts.base(left), exponent), POWER)
    return parts.piece(body)


def vector(parts: Parts, rows: tuple[Term, ...]) -> Piece:
    """A column, or rows below one another."""
    entries = [r.args if isinstance(r, App) and r.head == "vector" else () for r in rows]
    if len(set(map(len, entries))) != 1 or () in entries:
        entries = [(r,) for r in rows]
    return Piece(Grid(tuple(tuple(map(parts.box, entry)) for entry in entries)))

r"""Operations on arrays as LaTeX: transposes, inverses, powers, norms, block matrices, entries.

The term goes in, with `Parts` to write what is in it; a piece comes out, or None for other heads.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import App, Bind, Term, substitute
from derivcheck.notation.latex_parts import Parts, Piece
from derivcheck.notation.latex_statements import LINE
from derivcheck.notation.latex_tables import ATOM, POWER, PRODUCT

MARKS = {"transpose": r"\top", "adjoint": r"\mathsf{H}", "inv": "-1"}
"""Head -> what stands as an exponent."""
SIGNS = {"hadamard": r"\odot", "kron": r"\otimes"}
"""Head -> what stands between its arguments."""
LETTERS = {"eye": "I", "zeros": "0", "ones": r"\mathbf{1}"}
"""Head -> the letter whose subscript is the size."""


def array(parts: Parts, t: App) -> Piece | None:
    """An operation on arrays; None for anything else."""
    match t:
        case App("transpose" | "adjoint" | "inv" as head, (arg,)):
            return Piece(f"{parts.base(arg)}^{{{MARKS[head]}}}", POWER)
        case App("matpow", (arg, exponent)):
            return Piece(f"{parts.base(arg)}^{{{parts.text(exponent)}}}", POWER)
        case App("hadamard" | "kron" as head, args):
            sign = f" {SIGNS[head]} {parts.pause(400)}"
            return Piece(sign.join(parts.at_least(u, POWER) for u in args), PRODUCT)
        case App("eye" | "zeros" | "ones" as head, sizes):
            size = r" \times ".join(map(parts.text, sizes))
            return Piece(f"{LETTERS[head]}_{{{size}}}")
        case App("column", (of, index)):
            return Piece(f"{parts.base(of)}_{{:, {parts.text(index)}}}")
        case App("each", (function, *given)):
            return _entries(parts, function, tuple(given))
        case App("vector", rows):
            return vector(parts, rows)
        case App("block", rows):
            return vector(parts, rows)
    return None


def _entries(parts: Parts, function: Term, given: tuple[Term, ...]) -> Piece:
    """The function as it is applied to the arrays, or else with what it makes of entries."""
    body = function
    for argument in given:
        if not isinstance(body, Bind):
            return Piece(parts.call(parts.at_least(function, ATOM), given))
        body = substitute(body.body, {body.var: argument})
    if isinstance(body, App) and body.head in ("/", "^"):
        left, right = body.args
        if body.head == "/":
            return Piece(
                rf"{parts.at_least(left, POWER)} \oslash {parts.at_least(right, POWER)}", PRODUCT
            )
        return Piece(rf"{parts.base(left)}^{{\circ {parts.at_least(right, POWER)}}}", POWER)
    return parts.piece(body)


def vector(parts: Parts, rows: tuple[Term, ...]) -> Piece:
    """A column, or rows below one another."""
    entries = [row.args if isinstance(row, App) and row.head == "vector" else () for row in rows]
    if len(set(map(len, entries))) != 1 or () in entries:
        entries = [(row,) for row in rows]
    lines = [" & ".join(map(parts.text, row)) for row in entries]
    return Piece(rf"\begin{{pmatrix}} {LINE.join(lines)} \end{{pmatrix}}")

"""Operations on arrays -> SymPy's matrix expressions; a number is the trace of its 1 x 1 matrix.

A term, SymPy, a context and what lowers other terms go in; a SymPy object comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import is_row, shape_of
from derivcheck.kernel.language.terms import App, Term

MATRICES = {
    "inv": "Inverse", "transpose": "Transpose", "adjoint": "Adjoint", "tr": "Trace",
    "det": "Determinant", "eye": "Identity", "hadamard": "HadamardProduct",
    "kron": "KroneckerProduct", "matpow": "MatPow",
}  # fmt: skip
"""Head of an operation on matrices -> its class in SymPy, with the same arguments."""
FILLED = {"zeros": "ZeroMatrix", "ones": "OneMatrix"}
"""Head of a matrix of one number -> its class in SymPy, which has two sizes."""


def array(t: App, sp: Any, context: Context, lower: Callable[[Term], Any]) -> Any:
    """The SymPy object of an operation on arrays; None for anything else.

    Arguments:
        t: the term.
        sp: SymPy.
        context: for the shapes of terms.
        lower: a term to its SymPy object.

    Raises:
        Diagnosis: DC110 for what SymPy has no expression for.
    """
    match t:
        case App("matmul"):
            return _product(t, sp, context, lower)
        case App("tr", (arg,)) if shape_of(arg, context) == ():
            return lower(arg)
        case App("diag", (arg,)):
            kind = "DiagMatrix" if _axes(arg, context) == 1 else "DiagonalOf"
            return getattr(sp, kind)(lower(arg))
        case App("column", (arg, j)):
            first = lower(j) - 1
            part = sp.matrices.expressions.slice.MatrixSlice
            return part(lower(arg), (None, None, None), (first, first + 1, 1))
        case App("each", (function, arg)):
            return lower(arg).applyfunc(lower(function))
        case App("index", (of, *indices)):
            return _entry(of, indices, sp, context, lower)
        case App("block", rows):
            return sp.BlockMatrix(
                [list(map(lower, row.args)) for row in rows if isinstance(row, App)]
            )
        case App(head, args) if head in MATRICES:
            return getattr(sp, MATRICES[head])(*map(lower, args))
        case App(head, args) if head in FILLED:
            return getattr(sp, FILLED[head])(*[*map(lower, args), sp.Integer(1)][:2])
    return None


def _axes(t: Term, context: Context) -> int:
    return len(shape_of(t, context) or ())


def _product(t: App, sp: Any, context: Context, lower: Callable[[Term], Any]) -> Any:
    """A matrix product; one that is a number is the trace of its only entry."""
    shapes = [shape_of(u, context) or () for u in t.args]
    factors = list(map(lower, t.args))
    if len(shapes[0]) == 1 and not is_row(shapes[1]):
        factors[0] = sp.Transpose(factors[0])
    made = sp.MatMul(*factors)
    return sp.Trace(made) if shape_of(t, context) == () else made


def _entry(
    of: Term, indices: list[Term], sp: Any, context: Context, lower: Callable[[Term], Any]
) -> Any:
    """An entry of what is no name; None for the others."""
    axes = _axes(of, context)
    if len(indices) < axes:
        raise refusal("a row of a matrix", "write its entries, A[i, j]")
    if not isinstance(of, App) or len(indices) != axes:
        return None
    places = [lower(i) - 1 for i in indices] + [sp.Integer(0)] * (2 - len(indices))
    return sp.matrices.expressions.matexpr.MatrixElement(lower(of), *places)


def refusal(what: str, hint: str = "") -> Diagnosis:
    """The diagnosis for a term that SymPy has no expression for."""
    return Diagnosis(Diagnostic("DC110", f"SymPy has no expression for {what}", hint))

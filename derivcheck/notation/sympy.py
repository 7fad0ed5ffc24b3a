"""The adapter between terms and SymPy.

    to_sympy    term -> the SymPy expression with the same meaning, left as the author wrote it
    from_sympy  SymPy expression -> term

Caveats, where SymPy means something else than a term does: its roots, powers and logarithms are
principal where a real term is undefined; a product with the factor `1{P}` is `nan`, not 0, where
another factor is undefined; an undefined condition of a `Piecewise` is not false.  Therefore what
SymPy says about an expression is a proposal and never a proof.
"""

from __future__ import annotations

from derivcheck.notation.sympy_from import from_sympy
from derivcheck.notation.sympy_to import to_sympy

__all__ = ["from_sympy", "to_sympy"]

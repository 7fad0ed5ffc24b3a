"""Terms as LaTeX for math mode; amsmath is all that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.kernel.language.terms import Term
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.formulas.names import spelled
from derivcheck.notation.formulas.walk import boxes


def write(term: Term, spellings: Mapping[str, str] = MappingProxyType({})) -> str:
    r"""A term as LaTeX.

    Arguments:
        term: any term.
        spellings: name -> LaTeX, as `print:` gives them; an array spelled `a_{L}` takes its index
            `i` into the subscript, `a_{Li}`.
    """
    return latex(boxes(term, spelled(spellings)))

r"""Terms as LaTeX, each as its author wrote it: order kept, parentheses where a reader needs them.

`write` needs amsmath and nothing else.  Two conventions keep the formulas unambiguous: Euler's
number, the imaginary unit and the d of derivatives and integrals are upright, so that they differ
from names; and two factors that would read as a function and its argument have a dot between.

Caveat: `write` does not know what else is declared, so `x1` and `x[1]` both print as `x_{1}`;
`latex_names.distinct_spellings` gives spellings that keep the names of a whole document apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term
from derivcheck.notation.latex_arithmetic import (
    decimal,
    exponential,
    fraction,
    negation,
    power,
    product,
    root,
    summation,
)
from derivcheck.notation.latex_arrays import array
from derivcheck.notation.latex_binders import binder
from derivcheck.notation.latex_names import upright
from derivcheck.notation.latex_parts import Parts, Piece
from derivcheck.notation.latex_statements import cases, indicator, statement
from derivcheck.notation.latex_tables import ATOM, CONSTANTS, FENCED, FUNCTIONS, POWER, SUM


def write(
    term: Term, spellings: Mapping[str, str] = MappingProxyType({}), *, breakable: bool = False
) -> str:
    r"""A term as LaTeX for math mode.

    Arguments:
        term: any term.
        spellings: name -> LaTeX, as `print:` gives them; an array spelled `a_{L}` takes its index
            `i` into the subscript, `a_{Li}`.
        breakable: whether wide parts are written such that TeX can break lines inside them, with
            `\bigl(` in place of `\left(` and slashes in place of wide fractions.
    """
    return Parts(spellings, breakable, _piece).text(term)


def _piece(parts: Parts, t: Term) -> Piece:
    match t:
        case Num(value):
            return Piece(decimal(value))
        case Sym(name):
            return Piece(parts.name(name))
        case Bind():
            return binder(parts, t)
        case App("+", args):
            return summation(parts, args)
        case App("*" | "matmul", args):
            return product(parts, args)
        case App("neg", (arg,)):
            return negation(parts, arg)
        case App("/", (top, bottom)):
            return fraction(parts, top, bottom)
        case App("^", (base, exponent)):
            return power(parts, base, exponent)
        case App("index", (array, *indices)):
            return Piece(parts.indexed(array, tuple(indices)))
        case App("apply", (function, *args)):
            return Piece(parts.call(parts.at_least(function, ATOM), tuple(args)))
    return _special(parts, t) or statement(parts, t) or _function(parts, t)


def _special(parts: Parts, t: App) -> Piece | None:
    """The numbers and arrays that have a shape of their own."""
    match t:
        case App("indicator", (condition,)):
            return indicator(parts, condition)
        case App("where", (value, condition)):
            return cases(parts, (value, condition), "0")
        case App("piecewise", args):
            return cases(parts, args)
        case App("exp", (arg,)):
            return exponential(parts, arg)
        case App("sqrt", (arg,)):
            return root(parts, arg)
        case App("cbrt", (arg,)):
            return root(parts, arg, "[3]")
        case App("root", (arg, degree)):
            return root(parts, arg, f"[{{{parts.text(degree)}}}]")
        case App(head, (arg,)) if head in FENCED:
            return Piece(parts.fence(parts.text(arg), *FENCED[head]))
        case App("factorial", (arg,)):
            return Piece(parts.at_least(arg, ATOM) + "!", POWER)
        case App("binomial", (n, k)):
            return Piece(rf"\binom{{{parts.text(n)}}}{{{parts.text(k)}}}")
        case App("conjugate", (arg,)):
            return Piece(rf"\overline{{{parts.text(arg)}}}", POWER)
        case App("mod", (a, b)):
            text = rf"{parts.at_least(a, POWER)} \bmod {parts.at_least(b, POWER)}"
            return Piece(text, SUM, True)
    return array(parts, t)


def _function(parts: Parts, t: App) -> Piece:
    """A named constant or function; its powers need parentheses around it."""
    match t:
        case App(head, ()) if head in CONSTANTS:
            return Piece(CONSTANTS[head])
        case App("log", (arg, base)):
            return Piece(parts.call(rf"\log_{{{parts.text(base)}}}", (arg,)), POWER)
        case App("besselj" | "bessely" as head, (order, arg)):
            name = f"{head[-1].upper()}_{{{parts.text(order)}}}"
            return Piece(parts.call(name, (arg,)), POWER)
    name = FUNCTIONS.get(t.head) or rf"\operatorname{{{upright(t.head)}}}"
    return Piece(parts.call(name, t.args), POWER)

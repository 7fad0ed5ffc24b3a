"""The one walk over terms from which every notation of formulas is printed.

Each term becomes boxes as its author wrote it: order kept, fences where a reader needs them.
Euler's number, the imaginary unit and the d of derivatives and integrals are upright, so that they
differ from names.

Caveat: `boxes` does not know what else is declared, so `x1` and `x[1]` look the same;
`names.distinct` keeps the names of a whole document apart.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, subterms
from derivcheck.notation.formulas.arithmetic import (
    ends,
    exponential,
    fraction,
    negation,
    power,
    product,
    root,
    summation,
)
from derivcheck.notation.formulas.arrays import array
from derivcheck.notation.formulas.binders import between, binder, exists, several, variables
from derivcheck.notation.formulas.boxes import (
    Accent,
    Box,
    Digits,
    Fence,
    Fraction,
    Letters,
    Operator,
    Scripts,
    Sign,
    Words,
    row,
)
from derivcheck.notation.formulas.names import Spellings
from derivcheck.notation.formulas.pieces import Parts, Piece
from derivcheck.notation.formulas.spellings import CONSTANT_BOXES, FENCED, function_box
from derivcheck.notation.formulas.statements import cases, indicator, statement
from derivcheck.notation.latex_tables import ATOM, POWER, SUM
from derivcheck.notation.orders import is_short
from derivcheck.notation.writer import show

Partial = Callable[[Term, str], bool]
"""Whether the derivative of a term by a name is a partial one."""


def boxes(
    t: Term, spellings: Spellings = MappingProxyType({}), partial: Partial | None = None
) -> Box:
    """A term as boxes.

    Arguments:
        t: any term.
        spellings: how names look, as `print:` says.
        partial: as above; without it the names decide by which the term itself is differentiated.
    """
    return Parts(spellings, partial or partial_in((t,)), _piece).box(t)


def partial_in(terms: tuple[Term, ...], arrays: frozenset[str] = frozenset()) -> Partial:
    """Derivatives are partial of what depends on several names by which some terms are derived.

    Arguments:
        terms: all of a document.
        arrays: names of arrays, by which all derivatives are partial.
    """
    binds = [s for t in terms for s in subterms(t) if isinstance(s, Bind) and s.head == "diff"]
    names = {s.var for s in binds}

    def partial(body: Term, var: str) -> bool:
        return var in arrays or several(body) or len(variables(body) & names | {var}) > 1

    return partial


def _piece(parts: Parts, t: Term) -> Piece:
    match t:
        case Num():
            return Piece(Digits(show(t)))
        case Sym(name):
            return Piece(parts.name(name))
        case Bind():
            return binder(parts, t)
        case App("+", args):
            found = ends(t)
            return between(parts, *found) if found else summation(parts, args)
        case App("matmul", (App("*", scaled), *factors)):
            return product(parts, (*scaled, *factors))
        case App("*", (number, App("matmul", factors))) if _is_number(number):
            return product(parts, (number, *factors))
        case App("*" | "matmul", args):
            return product(parts, args)
        case App("neg", (arg,)):
            return negation(parts, arg)
        case App("/", (top, bottom)):
            return fraction(parts, top, bottom)
        case App("^", (base, exponent)):
            return power(parts, base, exponent)
        case App("index", (of, *indices)):
            return Piece(parts.indexed(of, tuple(indices)))
        case App("apply", (function, *args)):
            return Piece(parts.call(parts.at_least(function, ATOM), tuple(args)))
        case App("not", (Bind("forall", _, App("not", (met,))) as every,)):
            return exists(parts, every, met)
    return _special(parts, t) or array(parts, t) or statement(parts, t) or _function(parts, t)


def _is_number(t: Term) -> bool:
    """A numeral or a ratio of two: it is no array, whatever names stand for."""
    match t:
        case Num() | App("/", (Num(), Num())):
            return True
    return False


def _special(parts: Parts, t: App) -> Piece | None:
    """The numbers that have a shape of their own."""
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
            return root(parts, arg, Digits("3"))
        case App("root", (arg, degree)):
            return root(parts, arg, parts.box(degree))
        case App(head, (arg,)) if head in FENCED:
            return Piece(Fence(parts.box(arg), *FENCED[head]))
        case App("factorial", (arg,)):
            return Piece(row(parts.at_least(arg, ATOM), Sign("!", "postfix")), POWER)
        case App("binomial", (n, k)):
            return Piece(Fraction(parts.box(n), parts.box(k), bar=False))
        case App("conjugate", (arg,)):
            return Piece(Accent("overline", parts.box(arg)), POWER)
        case App("mod", (a, b)):
            sides = parts.at_least(a, POWER), parts.at_least(b, POWER)
            return Piece(row(sides[0], Sign("mod", "binary"), sides[1]), SUM, True)
        case App("defined", (arg,)):
            said = " converges" if isinstance(arg, Bind) else " has a value"
            return Piece(row(parts.box(arg), Words(said)), SUM, True)
    return None


def _function(parts: Parts, t: App) -> Piece:
    """A named constant or function; its powers need parentheses around it."""
    match t:
        case App(head, ()) if head in CONSTANT_BOXES:
            return Piece(CONSTANT_BOXES[head])
        case App("log", (arg, base)):
            return Piece(parts.call(Scripts(Operator("log"), parts.box(base)), (arg,)), POWER)
        case App("O", (of, x, to)):
            led = row(parts.box(x), Sign("→", "relation"), parts.box(to))
            name = Letters("O") if is_short(t) else Scripts(Letters("O"), led)
            return Piece(parts.call(name, (of,)), POWER)
        case App("besselj" | "bessely" as head, (order, arg)):
            name = Scripts(Letters(head[-1].upper()), parts.box(order))
            return Piece(parts.call(name, (arg,)), POWER)
    return Piece(parts.call(function_box(t.head), t.args), POWER)

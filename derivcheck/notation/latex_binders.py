r"""Binders as LaTeX: big operators, integrals, limits, derivatives, quantifiers.

A binder goes in, with `Parts` to write what is in it; a piece comes out.
"""

from __future__ import annotations

from fractions import Fraction

from derivcheck.kernel.language.terms import ONE, App, Bind, Num, Sym, Term, free_names
from derivcheck.notation.latex_arithmetic import decimal
from derivcheck.notation.latex_parts import Parts, Piece, is_tall, width
from derivcheck.notation.latex_statements import member_of
from derivcheck.notation.latex_tables import IMPLIED, LIMITS, POWER, PRODUCT, QUANTIFIED, SUM

SHORT_NUMERATOR = 7
"""How many characters the operand of a derivative may have to stand above the line."""

EXTREMES = {"greatest": "max", "least": "min"}
NUMBERS = {
    "integer": r" \in \mathbb{Z}",
    "rational": r" \in \mathbb{Q}",
    "complex": r" \in \mathbb{C}",
    "boolean": "",
}
"""What `for all` says of a variable that is not real."""


def binder(parts: Parts, t: Bind) -> Piece:
    """Any binder."""
    match t:
        case Bind("sum" | "prod" | "greatest" | "least"):
            return _big(parts, t)
        case Bind("int", _, _, (lower, upper)):
            return _integral(parts, t, f"_{{{parts.text(lower)}}}^{{{parts.text(upper)}}}")
        case Bind("antiderivative", var, _, (at,)):
            return _taken_at(parts, _integral(parts, t, ""), var, at)
        case Bind("lim" | "lim+" | "lim-"):
            return _limit(parts, t)
        case Bind("diff"):
            return _primed(parts, t) or _derivative(parts, t)
        case Bind("subs", var, body, (value,)):
            return _evaluated(parts, parts.text(body), var, value)
        case Bind("forall", var, body, ()):
            return _quantified(parts, parts.name(var) + NUMBERS.get(t.sort, ""), body)
        case Bind("forall", var, body, (lower, upper)):
            return _quantified(parts, member_of(parts, Sym(var), lower, upper), body)
    arrow = rf"{parts.name(t.var)} \mapsto {parts.at_least(t.body, SUM)}"
    return Piece(arrow, QUANTIFIED, True)


def _big(parts: Parts, t: Bind) -> Piece:
    """A sum or product; its condition, if it has one, stands under the sign."""
    body, (lower, upper) = t.body, t.args
    under = f"{parts.name(t.var)} = {parts.text(lower)}"
    match t.head, body:
        case ("sum", App("where", (value, condition))) | (
            "prod",
            App("piecewise", (value, condition, Num(Fraction(numerator=1)), App("true", ()))),
        ):
            under, body = rf"\substack{{{under} \\ {parts.text(condition)}}}", value
    needed = PRODUCT if t.head == "sum" else POWER
    sign, above = t.head, f"^{{{parts.text(upper)}}}"
    if t.head in EXTREMES:
        sign, above, under = EXTREMES[t.head], "", member_of(parts, Sym(t.var), lower, upper)
    text = rf"\{sign}_{{{under}}}{above} {parts.at_least(body, needed)}"
    return Piece(text, PRODUCT, True)


def _integral(parts: Parts, t: Bind, limits: str) -> Piece:
    body = parts.at_least(t.body, PRODUCT)
    return Piece(rf"\int{limits} {body} \, \mathrm{{d}}{parts.name(t.var)}", PRODUCT, True)


def _limit(parts: Parts, t: Bind) -> Piece:
    side, target = LIMITS[t.head], t.args[0]
    towards = (parts.base(target) if side else parts.text(target)) + side
    under = rf"\lim_{{{parts.name(t.var)} \to {towards}}}"
    return Piece(f"{under} {parts.at_least(t.body, PRODUCT)}", PRODUCT, True)


def _derivative(parts: Parts, t: Bind) -> Piece:
    at, order, *indices = t.args
    inner = parts.piece(t.body)
    alone = not indices and _variables(t.body) <= {t.var}
    d = r"\mathrm{d}" if alone else r"\partial "
    by = parts.base(App("index", (Sym(t.var), *indices)) if indices else Sym(t.var))
    times = "" if order == ONE else f"^{{{parts.text(order)}}}"
    above, below = f"{d.strip()}{times}", f"{d}{by}{times}"
    if _is_short_numerator(t.body, inner.text):
        whole = Piece(rf"\frac{{{above} {inner.text}}}{{{below}}}", POWER)
    else:
        operand = inner.text if isinstance(t.body, Bind) else parts.hold(inner, POWER)
        whole = Piece(rf"\frac{{{above}}}{{{below}}} {operand}", PRODUCT, True)
    return _taken_at(parts, whole, t.var, at)


def _primed(parts: Parts, t: Bind) -> Piece | None:
    """`f'(at)`, for the derivative of a declared function in its one argument."""
    match t:
        case Bind(_, var, App("apply", (Sym(f), Sym(argument))), (at, Num(n))) if (
            f != var == argument and n > 0
        ):
            name = parts.name(f)
            if n > 3 or n.denominator != 1:
                return Piece(parts.call(f"{name}^{{({decimal(n)})}}", (at,)))
            return None if "^" in name else Piece(parts.call(name + "'" * int(n), (at,)))
    return None


def _variables(t: Term) -> frozenset[str]:
    """The free names that vary: all but the names of applied functions."""
    match t:
        case App("apply", (Sym(), *args)):
            return frozenset().union(*map(_variables, args))
        case App(_, args):
            return frozenset().union(*map(_variables, args))
        case Bind(_, var, body, args):
            return (_variables(body) - {var}).union(*map(_variables, args))
    return free_names(t)


def _is_short_numerator(body: Term, text: str) -> bool:
    """Whether a derivative reads best with its operand above the line, as in dL/dx."""
    match body:
        case Sym() | App("index" | "apply" | "exp", _):
            return width(text) <= SHORT_NUMERATOR and not is_tall(text)
    return False


def _taken_at(parts: Parts, whole: Piece, var: str, at: Term) -> Piece:
    return whole if at == Sym(var) else _evaluated(parts, whole.text, var, at)


def _evaluated(parts: Parts, text: str, var: str, value: Term) -> Piece:
    under = f"{parts.name(var)} = {parts.text(value)}"
    return Piece(rf"\left. {text} \right|_{{{under}}}", POWER)


def _quantified(parts: Parts, over: str, body: Term) -> Piece:
    text = rf"\forall {over} :\; {parts.at_least(body, IMPLIED)}"
    return Piece(text, QUANTIFIED, True)

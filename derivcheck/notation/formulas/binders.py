"""Binders: big operators, integrals, limits, derivatives, quantifiers."""

from __future__ import annotations

from fractions import Fraction as Rational

from derivcheck.kernel.language.terms import ONE, App, Bind, Num, Sym, Term, free_names
from derivcheck.notation.formulas.arithmetic import edge, is_word, raised
from derivcheck.notation.formulas.boxes import (
    Box,
    Digits,
    Fence,
    Fraction,
    Grid,
    Letters,
    Operator,
    Primed,
    Scripts,
    Sign,
    Space,
    row,
)
from derivcheck.notation.formulas.extent import is_tall, width
from derivcheck.notation.formulas.pieces import Parts, Piece, hold
from derivcheck.notation.formulas.spellings import BIG_SIGNS
from derivcheck.notation.formulas.statements import member_of
from derivcheck.notation.latex_tables import IMPLIED, POWER, PRODUCT, QUANTIFIED, SUM
from derivcheck.notation.writer import show

SHORT_NUMERATOR = 3.2
"""How wide the operand of a derivative may be, in ems, to stand above the line."""
EXTREMES = {"greatest": "max", "least": "min"}
NUMBERS = {"integer": "ℤ", "rational": "ℚ", "complex": "ℂ"}
"""What `for all` says of a variable that is not real."""
EQUALS, IN = Sign("=", "relation"), Sign("∈", "relation")
D, PARTIAL = Sign("d", "prefix"), Sign("∂")


def binder(parts: Parts, t: Bind) -> Piece:
    """Any binder."""
    match t:
        case Bind("sum" | "prod" | "greatest" | "least"):
            return _big(parts, t)
        case Bind("int", _, _, (lower, upper)):
            return _integral(parts, t, parts.box(lower), parts.box(upper))
        case Bind("antiderivative", var, _, (at,)):
            return _taken_at(parts, _integral(parts, t), var, at)
        case Bind("lim" | "lim+" | "lim-"):
            return _limit(parts, t)
        case Bind("diff"):
            return _primed(parts, t) or _derivative(parts, t)
        case Bind("subs", var, body, (value,)):
            return _evaluated(parts, parts.box(body), var, value)
        case Bind("forall"):
            return _quantified(parts, "∀", t, t.body)
    arrow = row(parts.name(t.var), Sign("↦", "relation"), parts.at_least(t.body, SUM))
    return Piece(arrow, QUANTIFIED, True)


def exists(parts: Parts, t: Bind, met: Term) -> Piece:
    """`for some x: P`, which is read as a negated `for all`."""
    return _quantified(parts, "∃", t, met)


def _big(parts: Parts, t: Bind) -> Piece:
    """A sum or product; its condition, if it has one, stands under the sign."""
    body, (lower, upper) = t.body, t.args
    under = row(parts.name(t.var), EQUALS, parts.box(lower))
    match t.head, body:
        case ("sum", App("where", (value, condition))) | (
            "prod",
            App("piecewise", (value, condition, Num(Rational(numerator=1)), App("true", ()))),
        ):
            under, body = Grid(((under,), (parts.box(condition),)), "stack"), value
    if t.head in EXTREMES:
        over = member_of(parts, Sym(t.var), lower, upper)
        sign: Box = Scripts(Operator(EXTREMES[t.head]), over, limits=True)
    else:
        sign = Scripts(BIG_SIGNS[t.head], under, parts.box(upper), limits=True)
    needed = PRODUCT if t.head == "sum" else POWER
    return Piece(row(sign, _operand(parts, body, needed)), PRODUCT, True)


def _operand(parts: Parts, body: Term, needed: int) -> Box:
    """What a big sign stands before; another big sign needs no parentheses."""
    piece = parts.piece(body)
    return piece.box if isinstance(body, Bind) else hold(piece, needed)


def _integral(parts: Parts, t: Bind, lower: Box | None = None, upper: Box | None = None) -> Piece:
    sign = Scripts(BIG_SIGNS[t.head], lower, upper) if lower else BIG_SIGNS[t.head]
    body = parts.at_least(t.body, PRODUCT)
    return Piece(row(sign, body, Space(), D, parts.name(t.var)), PRODUCT, True)


def _limit(parts: Parts, t: Bind) -> Piece:
    side, target = t.head[3:], t.args[0]
    towards = raised(parts.base(target), Sign(side)) if side else parts.box(target)
    under = row(parts.name(t.var), Sign("→", "relation"), towards)
    sign = Scripts(Operator("lim"), under, limits=True)
    return Piece(row(sign, _operand(parts, t.body, PRODUCT)), PRODUCT, True)


def _derivative(parts: Parts, t: Bind) -> Piece:
    at, order, *indices = t.args
    inner = parts.piece(t.body)
    d = PARTIAL if indices or parts.partial(t.body, t.var) else D
    by = parts.base(App("index", (Sym(t.var), *indices)) if indices else Sym(t.var))
    times = None if order == ONE else parts.box(order)
    above = Scripts(d, above=times) if times else d
    below = row(d, raised(by, times) if times else by)
    if _is_short_numerator(t.body, inner.box):
        gap = (Space(),) if isinstance(inner.box, Letters) and is_word(inner.box) else ()
        whole = Piece(Fraction(row(above, *gap, inner.box), below), POWER)
    else:
        operand = inner.box if isinstance(t.body, Bind) else hold(inner, POWER)
        gap = (Space(),) if is_word(edge(operand, 0)) else ()
        whole = Piece(row(Fraction(above, below), *gap, operand), PRODUCT, True)
    return _taken_at(parts, whole, t.var, at)


def _primed(parts: Parts, t: Bind) -> Piece | None:
    """`f'(at)`, for the derivative of a declared function in its one argument."""
    match t:
        case Bind(_, var, App("apply", (Sym(f), Sym(argument))), (at, Num(n) as times)) if (
            f != var == argument and n > 0
        ):
            name = parts.name(f)
            if n > 3 or n.denominator != 1:
                order = Fence(Digits(show(times)))
                return Piece(parts.call(raised(name, order), (at,)))
            raised_already = isinstance(name, Scripts) and name.above is not None
            return None if raised_already else Piece(parts.call(_with_primes(name, int(n)), (at,)))
    return None


def _with_primes(name: Box, count: int) -> Box:
    return (
        Primed(name.base, name.count + count) if isinstance(name, Primed) else Primed(name, count)
    )


def _is_short_numerator(body: Term, box: Box) -> bool:
    """Whether a derivative reads best with its operand above the line, as in dL/dx."""
    match body:
        case Sym() | App("index" | "apply" | "exp", _):
            return width(box) <= SHORT_NUMERATOR and not is_tall(box)
    return False


def _taken_at(parts: Parts, whole: Piece, var: str, at: Term) -> Piece:
    return whole if at == Sym(var) else _evaluated(parts, whole.box, var, at)


def _evaluated(parts: Parts, box: Box, var: str, value: Term) -> Piece:
    under = row(parts.name(var), EQUALS, parts.box(value))
    return Piece(Scripts(Fence(box, "", "|"), under), POWER)


def between(parts: Parts, of: Bind, lower: Term, upper: Term) -> Piece:
    r"""`\left[ F \right]_a^b`; where F has other names, it is said which one varies."""
    body = parts.box(of.body)
    if variables(of.body) == {of.var}:
        return Piece(Scripts(Fence(body, "[", "]"), parts.box(lower), parts.box(upper)), POWER)
    below, above = (row(parts.name(of.var), EQUALS, parts.box(end)) for end in (lower, upper))
    return Piece(Scripts(Fence(body, "", "|"), below, above), POWER)


def _quantified(parts: Parts, sign: str, t: Bind, body: Term) -> Piece:
    """What is said of all that `t` binds, or of some of it."""
    sort = NUMBERS.get(t.sort)
    if t.args:
        over = member_of(parts, Sym(t.var), *t.args)
    else:
        over = row(parts.name(t.var), IN, Sign(sort)) if sort else parts.name(t.var)
    colon = (Sign(":", "comma"), Space("thick"))
    return Piece(
        row(Sign(sign, "prefix"), over, *colon, parts.at_least(body, IMPLIED)), QUANTIFIED, True
    )


def variables(t: Term) -> frozenset[str]:
    """The free names that vary: all but the names of applied functions."""
    match t:
        case App("apply", (Sym(), *args)):
            return frozenset().union(*map(variables, args))
        case App(_, args):
            return frozenset().union(*map(variables, args))
        case Bind(_, var, body, args):
            return (variables(body) - {var}).union(*map(variables, args))
    return free_names(t)


def several(t: Term) -> bool:
    """Whether a function of several arguments is applied in a term."""
    match t:
        case App("apply", args) if len(args) > 2:
            return True
        case App(_, args):
            return any(map(several, args))
        case Bind(_, _, body, args):
            return several(body) or any(map(several, args))
    return False

r"""Arithmetic: sums, products, fractions, powers and roots, with the numerals in them.

As in a textbook, a tall operator over a short denominator stands beside a fraction,
`\frac{1}{\pi} \int`, fractions in exponents are slashes or small, and no dot stands before a
parenthesis.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    App,
    Bind,
    Num,
    Term,
    free_names,
)
from derivcheck.notation.formulas.boxes import (
    APPLY,
    TIMES,
    Box,
    Digits,
    Fence,
    Fraction,
    Letters,
    Operator,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    row,
)
from derivcheck.notation.formulas.extent import is_tall, width
from derivcheck.notation.formulas.pieces import Parts, Piece, group, hold
from derivcheck.notation.formulas.spellings import BINDING_BIG, FUNCTION_BOXES
from derivcheck.notation.latex_tables import ATOM, POWER, POWERED, PRODUCT, SUM
from derivcheck.notation.tex.commands import INVERSES
from derivcheck.notation.writer import show

LONGEST_EXPONENT = 8.0
"""How wide the exponent of an exponential may be, in ems, before it is written `exp(...)`."""
SHORT = 3.5
"""How wide what is divided by may be, in ems, for a fraction beside a tall operator."""
Terms = tuple[Term, ...]
MINUS, PLUS = Sign("-", "binary"), Sign("+", "binary")
NEGATIVE, DOT = Sign("-", "prefix"), Sign("⋅", "times")


def negation(parts: Parts, arg: Term) -> Piece:
    """`-a`."""
    inner = parts.piece(arg)
    return Piece(row(NEGATIVE, hold(inner, PRODUCT)), SUM, inner.open)


def summation(parts: Parts, args: Terms) -> Piece:
    """`a + b - c`."""
    first = parts.piece(args[0])
    closed = _splits_in_sum(args[0]) or _goes_on(args, 0)
    boxes = [group(first.box) if closed else hold(first, SUM)]
    last = first
    for n, arg in enumerate(args[1:], 1):
        match arg:
            case App("neg", (inner,)):
                sign, last = MINUS, parts.piece(inner)
            case _:
                sign, last = PLUS, parts.piece(arg)
        boxes += [sign, group(last.box) if _goes_on(args, n) else hold(last, PRODUCT)]
    return Piece(row(*boxes), SUM, last.open)


def _goes_on(args: Terms, n: int) -> bool:
    """Whether the variable of a sum or a limit that ends a summand stands in a later one."""
    bound = _bound_at_end(args[n])
    return bool(bound) and any(bound in free_names(later) for later in args[n + 1 :])


def _bound_at_end(t: Term) -> str:
    match t:
        case Bind("sum" | "prod" | "lim", var):
            return var
        case App("neg" | "*", args):
            return _bound_at_end(args[-1])
    return ""


def _splits_in_sum(first: Term) -> bool:
    """Whether a first summand would fall apart without parentheses."""
    splits = isinstance(first, App) and first.head in ("+", "piecewise", "where", "mod")
    return splits and ends(first) is None


def ends(t: Term) -> tuple[Bind, Term, Term] | None:
    """What `at(F, x = a..b)` stands for: F at b, less F at a.

    Returns: F bound by x, a and b; None for any other term.
    """
    match t:
        case App("+", (Bind() as above, App("neg", (Bind() as below,)))) if (
            "subs" in (above.head, below.head)
            and _is_end(above)
            and _is_end(below)
            and (above.var, above.body) == (below.var, below.body)
        ):
            return above, below.args[0], above.args[0]
    return None


def _is_end(t: Bind) -> bool:
    """A value, or the limit at infinity that stands for one."""
    infinite = t.head == "lim" and t.args[0] in (INFINITY, App("neg", (INFINITY,)))
    return t.head == "subs" or infinite


def product(parts: Parts, args: Terms) -> Piece:
    """`a b`, with a dot where a reader needs one."""
    boxes: list[Box] = []
    last = Piece(Row(()))
    for position, arg in enumerate(args):
        piece = parts.piece(arg)
        open_early = piece.open and position < len(args) - 1
        nested = piece.level < POWER and not isinstance(arg, Bind)
        if open_early or nested or piece.level < PRODUCT:
            piece = Piece(group(piece.box), PRODUCT)
        if position:
            unclear = _may_go_on(args[position - 1]) and isinstance(edge(piece.box, 0), Letters)
            boxes += (DOT,) if unclear else _between(last.box, piece.box)
        boxes.append(piece.box)
        last = piece
    return Piece(row(*boxes), PRODUCT, last.open)


def _may_go_on(t: Term) -> bool:
    r"""Whether what follows could be read as of the argument, as the factor of `\sin(a + b) x`."""
    match t:
        case App("^", (base, _)):
            return _may_go_on(base)
        case App(head, (App("+" | "neg", _),)):
            return head in INVERSES or head in INVERSES.values()
    return False


def _between(left: Box, right: Box) -> tuple[Box, ...]:
    """What stands between factors: nothing if nothing is needed, else a space or a dot."""
    before, after = edge(left, -1), edge(right, 0)
    mixed = _is_ratio(after) and (isinstance(before, Digits) or _is_ratio(before))
    if isinstance(after, Digits) or mixed or (_bars(before) and _bars(after)):
        return (DOT,)
    if is_word(before) or is_word(after):
        return (TIMES, Space())
    return (TIMES,)


def edge(box: Box, end: int) -> Box:
    """The first or last box of a box."""
    while isinstance(box, Row) and box.parts:
        box = box.parts[end]
    return edge(box.base, end) if isinstance(box, Scripts) and end == 0 else box


def _is_ratio(box: Box) -> bool:
    """A fraction of numerals, which behind a number looks like a part of it."""
    match box:
        case Fraction(Digits(), Digits(), bar=True):
            return True
    return False


def _bars(box: Box) -> bool:
    box = box.base if isinstance(box, Scripts) else box
    return isinstance(box, Fence) and box.left in ("|", "‖")


def is_word(box: Box) -> bool:
    """A name of several letters, which must not run into its neighbour."""
    box = box.base if isinstance(box, Scripts) else box
    return isinstance(box, Letters) and len(box.text) > 1


def fraction(parts: Parts, top: Term, bottom: Term) -> Piece:
    """A fraction; `a/b*c/d`, which is `(a/b*c)/d`, prints as two of them, as it is written."""
    match top:
        case App("*", (*front, last)) if any(_is(factor, "/") for factor in front):
            return product(parts, (*front, App("/", (last, bottom))))
        case App("neg", (inner,)) if _divides_big(parts, inner, bottom):
            whole = _beside(parts, inner, bottom)
            return Piece(row(NEGATIVE, whole.box), SUM, True)
    if _divides_big(parts, top, bottom):
        return _beside(parts, top, bottom)
    return Piece(Fraction(parts.box(top), parts.box(bottom)), POWER)


def _divides_big(parts: Parts, top: Term, bottom: Term) -> bool:
    """Whether a tall operator stands over something short."""
    factors = top.args if isinstance(top, App) and top.head == "*" else (top,)
    big = isinstance(factors[-1], Bind) and factors[-1].head in BINDING_BIG
    box = parts.box(bottom)
    return (
        big
        and width(box) <= SHORT
        and not is_tall(box)
        and all(not isinstance(f, Bind) for f in factors[:-1])
    )


def _beside(parts: Parts, top: Term, bottom: Term) -> Piece:
    factors = top.args if isinstance(top, App) and top.head == "*" else (top,)
    front = factors[:-1]
    above = front[0] if len(front) == 1 else App("*", front) if front else ONE
    inner = parts.piece(factors[-1])
    before = Fraction(parts.box(above), parts.box(bottom))
    return Piece(row(before, TIMES, inner.box), PRODUCT, inner.open)


def power(parts: Parts, base: Term, exponent: Term) -> Piece:
    r"""`x^2`, `\sin^2(x)`."""
    match base, exponent:
        case App(head, args), Num(value) if head in POWERED and value > 1 == value.denominator:
            name = Scripts(FUNCTION_BOXES[head], above=Digits(show(exponent)))
            return Piece(parts.call(name, args), POWER)
    return Piece(raised(parts.base(base), _exponent(parts, exponent)), POWER)


def raised(base: Box, exponent: Box) -> Box:
    """A box with an exponent, above an index that it has."""
    if isinstance(base, Scripts) and base.above is None and not base.limits:
        return Scripts(base.base, base.below, exponent)
    if isinstance(base, Row) and len(base.parts) > 1 and base.parts[-2] == APPLY:
        return Row((*base.parts[:-1], Scripts(base.parts[-1], above=exponent)))
    return Scripts(base, above=exponent)


def _exponent(parts: Parts, t: Term) -> Box:
    """`t` in small type, where simple fractions read better with a slash."""
    match t:
        case App("neg", (App("/", _) as quotient,)):
            return row(NEGATIVE, _exponent(parts, quotient))
        case App("/", (top, bottom)):
            above, below = parts.piece(top), parts.piece(bottom)
            simple = not (is_tall(above.box) or is_tall(below.box))
            flat = above.level >= PRODUCT and (below.level == ATOM or _is_power(below.box))
            if simple and flat:
                return row(above.box, Sign("/", "times"), below.box)
    return shrunk(parts.box(t))


def _is_power(box: Box) -> bool:
    return isinstance(box, Scripts) and isinstance(box.base, Letters | Digits)


def shrunk(box: Box) -> Box:
    """A box for small type: fractions in it are small."""
    match box:
        case Row(items, close):
            return Row(tuple(map(shrunk, items)), close)
        case Fraction(top, bottom, _, bar):
            return Fraction(top, bottom, small=True, bar=bar)
        case Fence(body, left, right, groups):
            return Fence(shrunk(body), left, right, groups)
    return box


def exponential(parts: Parts, arg: Term) -> Piece:
    r"""`e^x`, or `\exp(x)` if the exponent is long."""
    small = _exponent(parts, arg)
    if width(small) * 0.7 > LONGEST_EXPONENT or _is_too_tall(small):
        return Piece(row(Operator("exp"), APPLY, Fence(parts.box(arg))), POWER)
    return Piece(Scripts(Letters("e", "upright"), above=small), POWER)


def _is_too_tall(box: Box) -> bool:
    """Whether something in an exponent is taller than a small fraction."""
    match box:
        case Row(items):
            return any(map(_is_too_tall, items))
        case Fraction(top, bottom):
            return is_tall(top) or is_tall(bottom)
        case Fence(body):
            return _is_too_tall(body)
    return is_tall(box)


def root(parts: Parts, arg: Term, degree: Box | None = None) -> Piece:
    r"""`\sqrt{x}`; the degree stands in brackets."""
    return Piece(Root(parts.box(arg), degree), POWER)


def _is(t: Term, head: str) -> bool:
    return isinstance(t, App) and t.head == head

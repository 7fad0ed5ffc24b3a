r"""Products: factors side by side or with signs between, and where they have two readings."""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex import environments
from derivcheck.notation.tex.bases import STARS, starts_name
from derivcheck.notation.tex.binders import differential
from derivcheck.notation.tex.brackets import loose, sign_at
from derivcheck.notation.tex.calculus import evaluated, evaluation_at
from derivcheck.notation.tex.commands import (
    ADDING,
    BARS,
    BINOMIALS,
    BRACED_NOTES,
    CLOSING,
    DOTS,
    EXTREMES,
    FRACTIONS,
    INTEGRALS,
    OPAQUE,
    PRODUCTS,
    QUOTIENTS,
    RELATIONS,
    SIZES,
    SUMS,
    UPRIGHT,
)
from derivcheck.notation.tex.congruences import opens_modulus
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.differentials import is_differential
from derivcheck.notation.tex.dots import dotted
from derivcheck.notation.tex.functions import function_at
from derivcheck.notation.tex.measures import passes_measure
from derivcheck.notation.tex.relations import joint_at
from derivcheck.notation.tex.tokens import WIDE, Token, refuse
from derivcheck.notation.tex.trees import is_number, known, number, operator

STARTING = frozenset((
    *FRACTIONS, *BINOMIALS, *SUMS, *EXTREMES, *INTEGRALS, *OPAQUE, *BRACED_NOTES, r"\sqrt", r"\lim",
    r"\infty", r"\begin", r"\nabla", r"\partial", r"\langle", r"\abs", r"\norm",
))  # fmt: skip
"""Commands with which an operand starts, beside names and functions."""
BIG = frozenset((*SUMS, *INTEGRALS, r"\lim"))
"""Commands that take what follows, and never stand below a slash without brackets."""


def product(p: Reader, first: bool, takes_bar: bool = True) -> Syntax:
    """Factors side by side or with signs between; a slash divides what stands before it."""
    if is_differential(p):
        parts = [number("1", (p.token.start, p.token.stop))]
        differential(p)
        if p.token.text in QUOTIENTS:
            _divided(p, parts)
        return parts[0]
    parts = [p.factor()]
    explicit = True
    while True:
        if evaluation_at(p):
            whole = joined(p, parts)
            if not takes_bar:
                return whole
            parts = [evaluated(p, whole, alone=first)]
        elif p.token.text in DOTS:
            parts = _continued(p, parts)
        elif p.token.text in PRODUCTS and p.ahead(1).text in DOTS:
            p.advance()
        elif p.token.text in PRODUCTS:
            explicit = _multiplied(p, parts)
        elif p.token.text in (r"\bmod", r"\mod"):
            parts = [_modulo(p, joined(p, parts), alone=first)]
        elif p.token.text in SIZES and p.ahead(1).text in QUOTIENTS:
            p.advance()
        elif p.token.text in QUOTIENTS:
            _divided(p, parts)
            explicit = True
        elif is_differential(p):
            differential(p)
            return joined(p, parts)
        elif passes_measure(p):
            return joined(p, parts)
        elif starts(p):
            _side_by_side(p, parts, explicit)
            explicit = False
        else:
            return joined(p, parts)


def joined(p: Reader, parts: list[Syntax]) -> Syntax:
    """Factors as one product."""
    return parts[0] if len(parts) == 1 else operator("*", span(p, parts[0]), *parts)


def span(p: Reader, first: Syntax) -> tuple[int, int]:
    """From the start of some syntax to the token just read."""
    return first.start, max(first.stop, p.last.stop)


def _multiplied(p: Reader, parts: list[Syntax]) -> bool:
    r"""A factor behind `\cdot` and its kin."""
    sign = p.advance()
    factor = _signed_factor(p)
    _not_bare(p, factor)
    if sign.text in STARS:
        _no_convolution(p, parts[-1], factor, sign)
    crossed = sign.text == r"\times" and _holds_array(p, parts[-1])
    match "cross" if crossed else PRODUCTS[sign.text]:
        case "cross":
            left = parts.pop()
            parts.append(known("cross", (left.start, factor.stop), left, factor))
        case "*":
            parts.append(factor)
        case ".*":
            left = joined(p, parts)
            parts[:] = [operator("hadamard", (left.start, factor.stop), left, factor)]
        case _:
            left = parts.pop()
            parts.append(known("kron", (left.start, factor.stop), left, factor))
    return True


def _no_convolution(p: Reader, left: Syntax, right: Syntax, sign: Token) -> None:
    """`f(x) * g(x)` and `v * w` could be products, of entries or not, or convolutions."""
    both = (left, right)
    if all(_holds_array(p, s) for s in both) or all(
        s.kind in ("call", "spread") and p.is_function(s.text.rstrip("'")) for s in both
    ):
        message = f"{sign.text} could be a product or a convolution"
        refuse("DC124", message, r"write \cdot or \odot for a product", sign.start, sign.stop)


def _holds_array(p: Reader, s: Syntax) -> bool:
    """Whether an array is multiplied: a name, a sum or multiple of one, another cross product."""
    if s.kind == "operator" and s.text in ("+", "*", "neg"):
        return any(_holds_array(p, part) for part in s.parts)
    return (s.kind == "name" and p.is_array(s.text)) or (s.kind == "known" and s.text == "cross")


def _signed_factor(p: Reader) -> Syntax:
    if p.token.text in ADDING:
        p.here("DC101", "two signs follow each other", "put the second in brackets")
    return p.factor()


def _divided(p: Reader, parts: list[Syntax]) -> None:
    """A factor behind a slash; what follows it side by side has two readings."""
    sign = p.advance()
    below = _signed_factor(p)
    _not_bare(p, below)
    above = joined(p, parts)
    parts[:] = [operator("/", (above.start, below.stop), above, below)]
    if is_differential(p) or evaluation_at(p) or p.token.text in BIG:
        return
    if starts(p) and not (is_number(parts[0]) and function_at(p)):
        message = "what follows could stand below the slash or behind the fraction"
        hint = r"write \frac{a}{b}c or \frac{a}{bc}"
        refuse("DC124", message, hint, sign.start, p.token.stop)


def _modulo(p: Reader, left: Syntax, *, alone: bool) -> Syntax:
    r"""`a \bmod b`; in `1 + a \bmod b` it could take the sum, in `-1 \bmod b` the sign."""
    sign = p.advance()
    before = [t.text for t in p.tokens[: p.at] if t.stop <= left.start][-1:]
    if not alone or before == ["-"]:
        message = r"\bmod could take the whole sum or its last product"
        refuse("DC124", message, "write brackets, (n + 1) \\bmod 3", left.start, sign.stop)
    closed = (left.start, left.stop) in p.bracketed
    if left.kind == "operator" and left.text == "*" and not closed:
        message = r"\bmod could take the whole product or its last factor"
        refuse("DC124", message, "write brackets, (2n) \\bmod 3", left.start, sign.stop)
    right = p.factor()
    return known("mod", (left.start, right.stop), left, right)


def _side_by_side(p: Reader, parts: list[Syntax], explicit: bool) -> None:
    """One more factor without a sign."""
    before, token = parts[-1], p.token
    if token.gap == WIDE:
        message = "a wide space could separate two formulas or two factors"
        hint = "write one formula a step, or a dot between factors"
        if any(t.text in RELATIONS for t in p.tokens[p.at :]):
            hint = r"assume the condition, and write it as a remark, \quad \text{for } a > 0"
        p.here("DC124", message, hint)
    factor = p.factor()
    _not_bare(p, before)
    _not_bare(p, factor)
    _bars_apart(p, parts, factor)
    if token.kind == "digit":
        _number_behind(p, before, token, factor)
    if before.kind == "number" and _is_part(factor) and explicit:
        message = "a number and a fraction could be a mixed number or a product"
        hint = r"write 2 + \frac{1}{2} or 2 \cdot \frac{1}{2}"
        refuse("DC124", message, hint, before.start, factor.stop)
    parts.append(factor)


def _is_part(s: Syntax) -> bool:
    """Whether it is a proper fraction of numerals."""
    if s.kind != "operator" or s.text != "/" or not all(p.kind == "number" for p in s.parts):
        return False
    above, below = s.parts
    return len(above.text) <= 6 >= len(below.text) and float(above.text) < float(below.text)


def _number_behind(p: Reader, before: Syntax, token: Token, factor: Syntax) -> None:
    """`1 000` and `x2` have two readings; `n2^n` has one."""
    if before.kind == "number":
        message = "two numbers stand side by side: one number or a product?"
        hint = r"write 1000 without the gap, or 1 \cdot 000"
        refuse("DC124", message, hint, before.start, token.stop)
    named = any(p.knows(before.text + sign + token.text) for sign in ("", "_"))
    raised = factor.kind == "operator" and factor.text == "^" and not named
    if before.kind == "name" and before.stop == token.start and not raised:
        message = f"`{before.text}{token.text}` could be a name or a product"
        hint = rf"write {before.text}_{token.text} or {before.text} \cdot {token.text}"
        refuse("DC124", message, hint, before.start, token.stop)


def _not_bare(p: Reader, s: Syntax) -> None:
    if (s.start, s.stop) in p.bare:
        loose(p, s)


def _bars_apart(p: Reader, parts: list[Syntax], factor: Syntax) -> None:
    """`|a|b|c|` could be two absolute values or one with another in it."""
    if (factor.start, factor.stop) not in p.barred:
        return
    if p.barred & {(s.start, s.stop) for s in parts[:-1]}:
        message = "these bars pair in two ways"
        hint = r"write \lvert and \rvert"
        refuse("DC124", message, hint, parts[0].start, factor.stop)


def _continued(p: Reader, before: list[Syntax]) -> list[Syntax]:
    r"""Factors with `\cdots` and the factor behind them."""
    dots = p.advance()
    p.take(*PRODUCTS)
    if not starts(p):
        message = "a product that never ends is not read from dots"
        refuse("DC126", message, r"write it as \prod_{j=1}^{n}", dots.start, dots.stop)
    return dotted(p, before, p.factor(), "prod")


def starts(p: Reader) -> bool:
    """Whether an operand starts here."""
    token = p.token
    if signed_group(p) or opens_modulus(p):
        return False
    if token.kind in ("letter", "digit", "{"):
        return True
    if token.kind in ("end", "}"):
        return False
    if token.text in BARS or (sign := sign_at(p)) in BARS:
        return _bar_opens(p)
    if p.names.at(p.tokens, p.at):
        return True
    if token.text in UPRIGHT and environments.is_remark(p):
        return False
    if sign or token.text in STARTING or token.text in DOTS:
        return True
    return starts_name(p) or bool(function_at(p))


def signed_group(p: Reader) -> tuple[int, int] | None:
    r"""Where braces stand with a sign first, `a {- b}`, `\textcolor{red}{+ b}`: summands.

    Raises:
        Diagnosis: DC127 where something follows that they would take in, if they printed.
    """
    found = _signed(p, p.at)
    if not found:
        return None
    stop = found[1]
    after = p.tokens[stop]
    ended = after.kind == "end" or after.text in CLOSING or after.text in ADDING
    if not (ended or joint_at(p.tokens, stop) or _signed(p, stop)):
        message = "these braces print nothing, so that what follows them is a factor of its last"
        refuse("DC127", message, "write brackets, or leave the braces out", *after[2:4])
    return found


def _signed(p: Reader, at: int) -> tuple[int, int] | None:
    """Where braces at an index begin and end, if a sign stands first in them."""
    count, place = OPAQUE.get(p.tokens[at].text, (0, 0))
    if not count and p.tokens[at].kind != "{":
        return None
    start = at + bool(count)
    for _ in range(place):
        start = p.end_of_group(start)
    if p.tokens[start].kind != "{" or p.tokens[start + 1].text not in ADDING:
        return None
    return None if p.tokens[start + 2].kind == "}" else (start, p.end_of_group(start))


def _bar_opens(p: Reader) -> bool:
    """Whether a bar opens, where an operand has just ended."""
    if p.token.text == r"\left" or (p.token.text in SIZES and p.token.text[-1] == "l"):
        return True
    if p.token.text in SIZES:
        mark = p.token.text + p.ahead(1).text
        return p.token.text[-1] != "r" and not (p.bars and p.bars[-1] in (mark, p.token.text + "."))
    return not (p.bars and p.bars[-1] == p.token.text)

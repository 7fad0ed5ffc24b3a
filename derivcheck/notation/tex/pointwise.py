r"""Functions made of functions, at a point: what they are there.

    (f + g)(x)        f(x) + g(x)
    (\alpha f)(t + 1) \alpha f(t + 1)
    (f \circ g)(x)    f(g(x))
    (f g)'(x)         \frac{\partial}{\partial x} [f(x) g(x)]

The functions in the brackets are declared, and stand there without arguments of their own; a power
of one, as of an inverse, is left to who reads it, and so is a derivative at what is no name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivcheck.notation.tex.commands import FUNCTIONS, PRIMES, UPRIGHT
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.tokens import Token, behind, in_place_of, refuse

STARS = frozenset(("*", r"\ast", r"\star"))
"""Signs of a convolution, which is no function of the two values."""
_OPENING = frozenset(("(", "["))
_SIGNS = {"{": 1, "}": -1, "(": 1, "[": 1, ")": -1, "]": -1}


def pointwise(
    tokens: list[Token], is_function: Callable[[str], bool], values: frozenset[str] = frozenset()
) -> list[Token]:
    """The tokens with functions of brackets written with the arguments behind these.

    Arguments:
        is_function: whether a name is declared as a function.
        values: the names that stand for values of functions where they have no arguments.

    Raises:
        Diagnosis: DC124 where brackets with such a name could be a factor.
    """
    for start in range(len(tokens) - 1, -1, -1):
        made = None
        if tokens[start].text in _OPENING:
            made = _applied(tokens, start, is_function, values)
        tokens = made or tokens
    return tokens


def _applied(
    tokens: list[Token], start: int, is_function: Callable[[str], bool], values: frozenset[str]
) -> list[Token] | None:
    """The tokens with one bracket written out; None if no argument is behind it."""
    stop = _closing(tokens, start)
    primes = stop
    while primes < len(tokens) and tokens[primes].text in PRIMES:
        primes += 1
    opens = primes
    while opens < len(tokens) and tokens[opens].text == r"\left":
        opens += 1
    if opens >= len(tokens) or tokens[opens].text != "(":
        return None
    end = _closing(tokens, opens)
    at = [t for t in tokens[opens + 1 : end - 1] if t.text != r"\right"]
    left = start - 1 if start and tokens[start - 1].text == r"\left" else start
    inside = _written(tokens[start + 1 : stop - 1], at, is_function)
    if inside is None or not at or _is_argument(tokens, left, is_function):
        return None
    whole = tokens[left]._replace(stop=tokens[end - 1].stop)
    if _is_product(tokens[start:stop], at, whole, values):
        return None
    by = _derivative(whole, primes - stop, at)
    if by is None:
        return None
    opening, closing = "[]" if by else "()"
    while inside and inside[-1].text == r"\right":
        inside.pop()
    written = [*by, *in_place_of(whole, opening), *inside, *in_place_of(whole, closing)]
    return [*tokens[:left], *written, *tokens[end:]]


def _is_product(
    inside: Sequence[Token], at: Sequence[Token], whole: Token, values: frozenset[str]
) -> bool:
    """Whether names for values make `(x + 1)(x - 1)` a product; `(x + y)(t)` is none.

    Raises:
        Diagnosis: DC124 for `(x + 1)(t + 1)`, which could be either.
    """
    if len(at) == 1 or not values & {name for t in inside for name in candidates(t)}:
        return False
    if not values & {name for t in at for name in candidates(t)}:
        message = "these brackets could be functions at a place or a factor"
        hint = "write a dot between the brackets for a product, or the functions with arguments"
        refuse("DC124", message, hint, whole.start, whole.stop)
    return True


def _is_argument(tokens: Sequence[Token], left: int, is_function: Callable[[str], bool]) -> bool:
    """Whether a bracket is the argument of a function, or a script stands before it."""
    if not left:
        return False
    before = tokens[left - 1]
    if before.kind == "}":
        opening = next((n for n in range(left) if behind(tokens, n) == left), 0)
        return opening > 0 and tokens[opening - 1].text in UPRIGHT
    named = candidates(before)
    scripted = before.text in ("^", "_") or before.text in PRIMES
    return scripted or before.text in FUNCTIONS or bool(named and is_function(named[0]))


def _written(
    inside: Sequence[Token], at: Sequence[Token], is_function: Callable[[str], bool]
) -> list[Token] | None:
    r"""What stands in brackets, with arguments; None if there is no function that lacks some."""
    made: list[Token] = []
    open_ones = found = n = 0
    while n < len(inside):
        token, named = inside[n], candidates(inside[n])
        n += 1
        made.append(token)
        if not (named and is_function(named[0])):
            continue
        while n < len(inside) and inside[n].text in PRIMES:
            made.append(inside[n])
            n += 1
        after = inside[n].text if n < len(inside) else ""
        if after in ("(", "^", "_", r"\left", *STARS):
            return None
        found += 1
        made += in_place_of(token, "(")
        if after == r"\circ":
            open_ones, n = open_ones + 1, n + 1
            continue
        made += [*(t._replace(start=token.start, stop=token.stop) for t in at)]
        made += in_place_of(token, *")" * (open_ones + 1))
        open_ones = 0
    return made if found and not open_ones else None


def _derivative(whole: Token, order: int, at: Sequence[Token]) -> list[Token] | None:
    """The sign of a derivative by a name; none of order 0, None if it is by no name."""
    if not order:
        return []
    if len(at) != 1 or not candidates(at[0]):
        return None
    power = ("^", "{", str(order), "}") if order > 1 else ()
    above = in_place_of(whole, r"\frac", "{", r"\partial", *power, "}", "{", r"\partial")
    name = at[0]._replace(start=whole.start, stop=whole.stop)
    return [*above, name, *in_place_of(whole, *power, "}")]


def _closing(tokens: Sequence[Token], start: int) -> int:
    """The index behind the bracket that closes the one at an index, or that of the end."""
    depth = 0
    for n in range(start, len(tokens)):
        depth += _SIGNS.get(tokens[n].text, 0)
        if not depth:
            return n + 1
    return len(tokens)

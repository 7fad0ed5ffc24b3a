r"""Differentials, `dx`, `\mathrm{d}t`, `\partial a_i`: where one stands, and where a derivative."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import arguments, opens
from derivcheck.notation.tex.commands import ALPHABETS, FRACTIONS, INTEGRALS, UPRIGHT
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.names import candidates, subscripted
from derivcheck.notation.tex.tokens import THIN, Token, refuse


def sign_end(p: Reader, n: int, partial: bool = False) -> int:
    r"""The index behind a d (or a `\partial`) at an index; 0 if none stands there."""
    token = p.tokens[n]
    if token.text == "d" and token.kind == "letter":
        return n + 1
    if token.text in UPRIGHT:
        start, stop = p.inner(n + 1)
        if [t.text for t in p.tokens[start:stop]] == ["d"]:
            return p.end_of_group(n + 1)
    if token.text in (r"\dd", r"\differential", r"\diff"):
        return n + 1
    return n + 1 if partial and token.text == r"\partial" else 0


def variable_follows(p: Reader, n: int) -> bool:
    """Whether a letter stands at an index, so that a d before it makes a differential."""
    token = p.tokens[n]
    if token.kind == "{":
        token = p.tokens[n + 1]
    return token.kind == "letter" or bool(candidates(token)) or token.text in ALPHABETS


def is_differential(p: Reader) -> bool:
    """Whether the differential of the integral around stands at the cursor.

    Raises:
        Diagnosis: DC124 if the d is a declared name.
    """
    if not p.waits():
        return False
    end = sign_end(p, p.at)
    if not end or not variable_follows(p, end):
        return False
    if p.token.text == "d" and p.knows("d") and not _as_many(p):
        message = "`d` could be the name that is declared or the differential"
        refuse("DC124", message, r"write \mathrm{d}x for the differential", *p.token[2:4])
    return True


def by_values(p: Reader, by: Syntax, first: int) -> Syntax | None:
    r"""`dF(x)` of a function with a continuous derivative: x, and the factor F'(x).

    Where F' is continuous, the Stieltjes integral of g by F is that of g F' by x (Rudin, Principles
    of Mathematical Analysis, 6.17).  What is declared as a function is smooth; what is
    defined, or only continuous, may jump or have no derivative, and `dF` alone is by F itself.

    Arguments:
        by: what was read behind the d at the index `first`, with the arguments behind it.
    """
    at = sign_end(p, first)
    spelled = p.names.at(p.tokens, at + (p.tokens[at].kind == "{"))
    sort = p.sort(by.text)
    known = sort and sort.base == "function" and by.text not in p.scope.defined
    if spelled and spelled.spelling.meaning.kind != "name":
        return None
    if not known or sort is None or sort.arity not in (None, 1) or "C0" in sort.traits:
        return None
    if sort.takes or sort.gives or not opens(p, "(") or p.token.gap >= THIN:
        return None
    back = p.at
    parts = arguments(p)
    if len(parts) != 1 or parts[0].kind != "name":
        p.go(back)
        return None
    (variable,) = parts
    function = Syntax("name", by.start, by.stop, by.text + "'")
    factor = Syntax("call", by.start, p.last.stop, function.text, (function, variable))
    return Syntax("weighted", by.start, p.last.stop, by.text, (variable, factor))


def of_a_variable(p: Reader, by: Syntax, first: int) -> None:
    r"""Refuses `dF(2x)`, `d\mu(x)`, `dx^2`: what one integrates by would be no variable.

    Arguments:
        by: what was read behind the d at the index `first`.

    Raises:
        Diagnosis: DC126 for a function and an array, DC124 where a bracket or a power follows.
    """
    shown, start = p.words(first, p.at), p.tokens[first].start
    at = sign_end(p, first)
    meant = p.names.at(p.tokens, at + (p.tokens[at].kind == "{"))
    if p.is_function(by.text) or (meant and meant.spelling.meaning.kind != "name"):
        message = f"an integral by the values of a function, {shown}, is not read"
        hint = f"write {by.text}'(x)\\,dx, where {by.text} has a derivative"
        refuse("DC126", message, hint, start, p.last.stop)
    if p.is_array(by.text):
        message = f"{by.text} is an array, and no variable of an integral"
        refuse("DC126", message, "integrate by a number", start, p.last.stop)
    if opens(p, "(") and p.token.gap < THIN and first != p.leading:
        message = f"the bracket behind {shown} could be a factor, or make it a Stieltjes integral"
        hint = f"write factors before the integral; one by {by.text}(x) is not read"
        refuse("DC124", message, hint, start, p.token.stop)
    if p.token.text == "^":
        message = f"the power behind {shown} could be of the variable or of the integral"
        hint = "write an integral by a variable, in brackets if it has a power"
        refuse("DC124", message, hint, start, p.token.stop)


def _as_many(p: Reader) -> bool:
    """Whether a formula has as many differentials as integrals, which cannot do with fewer."""
    signs = ((n, sign_end(p, n)) for n in range(len(p.tokens) - 1))
    found = sum(
        1 for n, end in signs
        if end and variable_follows(p, end) and p.tokens[n - 1].text not in ("_", "^")
    )  # fmt: skip
    return found == sum(1 for token in p.tokens if token.text in INTEGRALS)


def is_derivative(p: Reader) -> bool:
    r"""Whether `\frac{d}{dx}`, `\frac{\partial f}{\partial x}` stands at the cursor.

    Raises:
        Diagnosis: DC124 if the d is a declared name.
    """
    if p.token.text not in FRACTIONS or p.tokens[p.at + 1].kind != "{":
        return False
    above, _ = p.inner(p.at + 1)
    below, end = p.inner(p.end_of_group(p.at + 1))
    one, other = sign_end(p, above, True), sign_end(p, below, True)
    if not one or not other or other >= end or not variable_follows(p, other):
        return False
    if p.tokens[above].text == "d" and p.knows("d"):
        message = "`d` could be the name that is declared or the sign of a derivative"
        hint = r"write \frac{\mathrm{d}y}{\mathrm{d}x} for the derivative"
        refuse("DC124", message, hint, p.tokens[above].start, p.tokens[above].stop)
    return True


def differential_names(p: Reader) -> frozenset[str]:
    """The letters that a d or a bar with an equation may bind, anywhere in the formula."""
    found: set[str] = set()
    tokens = p.tokens
    for n, token in enumerate(tokens[:-1]):
        after = n + 1
        if token.kind == "}" and tokens[n - 1].text == "d":
            pass
        elif token.text == "_" and tokens[n + 1].kind == "{" and tokens[n + 3 : n + 4]:
            if tokens[n + 3].text == "=" and n and tokens[n - 1].text in ("|", "]", ")", r"\}"):
                after = n + 2
            else:
                continue
        elif token.text not in ("d", r"\dd"):
            continue
        if after < len(tokens):
            found |= _names(tokens, after)
        if after + 2 < len(tokens) and tokens[after + 1].text == "(":
            found |= _names(tokens, after + 2)  # `dF(x)`
    if any(a.text in ("|", "]", ")", r"\}") and b.text == "_" for a, b in pairwise(tokens)):
        found.update(*(_names(tokens, n) for n in range(len(tokens))))
    return frozenset(found - {"i"})


def _names(tokens: Sequence[Token], at: int) -> set[str]:
    """The names that a letter at an index may stand for, with its subscript or without."""
    at += tokens[at].kind == "{" and at + 1 < len(tokens)
    return {*candidates(tokens[at]), subscripted(tokens, at)} - {""}

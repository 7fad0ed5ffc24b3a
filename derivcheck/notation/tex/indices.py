r"""Indices of arrays: what stands in a subscript, or in a superscript with brackets.

A_{ij}, A_{i,j+1}    an index for each letter, or with commas between
W^{[l]}_{ij}         the superscript first
"""

from __future__ import annotations

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import free_names, fresh
from derivcheck.notation.elaborate import elaborate
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import UNKNOWN_AXIS
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import no_thousands
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.tokens import Token, refuse
from derivcheck.notation.tex.trees import at, number, ranged
from derivcheck.notation.writer import show


def rank_of(p: Reader, s: Syntax) -> int:
    """How many axes an expression has, as far as that is seen."""
    node = elaborate(s, p.scope, (*p.bound, *p.maybe))
    return len(shape_of(node.term, Context(dict(p.scope.names))) or ())


def holds_array(p: Reader, s: Syntax) -> bool:
    """Whether an array stands in some syntax."""
    own = s.kind == "list" or (s.kind == "name" and p.is_array(s.text))
    return own or any(holds_array(p, q) for q in s.parts)


def axis_of(p: Reader, s: Syntax, span: tuple[int, int]) -> tuple[Syntax, Syntax] | None:
    """A new index for a vector, and the range of it; None for what is no vector."""
    node = elaborate(s, p.scope, (*p.bound, *p.maybe))
    shape = shape_of(node.term, Context(dict(p.scope.names))) or ()
    if len(shape) != 1 or UNKNOWN_AXIS in shape:
        return None
    used = free_names(node.term) | {*p.scope.names, *p.bound}
    index = Syntax("name", *span, fresh("j", used))
    ends = [at(parse(show(end)), *span) for end in shape[0]]
    return index, ranged(index, *ends)


def entry_of(p: Reader, array: Syntax) -> Syntax:
    """`(A x)_i`, of which the subscript follows."""
    sign = p.advance()
    start, stop = p.passed()
    rank = rank_of(p, array)
    if not rank:
        message = "a subscript stands behind what is no array"
        hint = "write it at a name, or say under names: what it is"
        refuse("DC125", message, hint, sign.start, p.last.stop)
    parts = indices(p, start, stop, rank)
    return Syntax("index", array.start, p.last.stop, "", (array, *parts))


def entry(p: Reader, array: Syntax) -> Syntax:
    """An entry of a declared array: a subscript, a superscript in brackets, or both."""
    sort = p.scope.names[array.text]
    above: list[Syntax] = []
    below: list[Syntax] = []
    rank = len(sort.shape)
    while p.token.text in ("_", "^"):
        start, stop = p.inner(p.at + 1)
        if p.token.text == "^":
            if above or not _in_brackets(p, start, stop):
                break
            above = indices(p, start + 1, stop - 1, None)
        else:
            if below:
                p.here("DC125", "a second _ follows", "group the first with braces")
            below = indices(p, start, stop, rank - len(above))
        p.go(p.end_of_group(p.at + 1))
    if not above and not below:
        return array
    parts = (array, *above, *below)
    return Syntax("index", array.start, p.last.stop, "", parts)


def _in_brackets(p: Reader, start: int, stop: int) -> bool:
    """Whether a superscript is an index, `(i)` or `[l]`."""
    texts = p.tokens[start].text + p.tokens[max(start, stop - 1)].text
    return stop - start > 2 and texts in ("()", "[]")


def indices(p: Reader, start: int, stop: int, rank: int | None) -> list[Syntax]:
    """The indices in a subscript: with commas between, or one letter or digit each."""
    units = [t for t in p.tokens[start:stop] if t.kind not in ("{", "}")]
    if rank not in (None, 1) and len(units) == rank and all(map(_is_unit, units)):
        return [_unit(p, n) for n in range(start, stop) if p.tokens[n].kind not in ("{", "}")]
    parts: list[Syntax] = []
    first, depth = start, 0
    for n in range(start, stop + 1):
        if n < stop:
            depth += (p.tokens[n].text in "{([") - (p.tokens[n].text in "})]")
        if n == stop or (p.tokens[n].text == "," and not depth):
            if n < stop:
                no_thousands(p, n)
            parts.append(p.part(first, n))
            first = n + 1
    if len(parts) > 1 or rank is None or rank == 1:
        _single(p, start, stop, parts, rank)
        return parts
    if len(parts) == 1 and len(units) > 1:
        shown = p.words(start, stop)
        message = f"the subscript {shown} could be one index or several"
        refuse("DC124", message, "separate the indices with commas", *_span(p, start, stop))
    return parts


def _is_unit(token: Token) -> bool:
    return token.kind in ("letter", "digit") or bool(candidates(token))


def _unit(p: Reader, n: int) -> Syntax:
    token = p.tokens[n]
    if token.kind == "digit":
        return number(token.text, (token.start, token.stop))
    return p.part(n, n + 1)


def _single(p: Reader, start: int, stop: int, parts: list[Syntax], rank: int | None) -> None:
    """Two letters side by side are no index of a vector: they could be a product or two."""
    letters = [t for t in p.tokens[start:stop] if t.kind == "letter" or candidates(t)]
    alone = rank == 1 and len(parts) == 1 and parts[0].kind == "operator"
    if alone and len(letters) == stop - start > 1:
        message = f"the subscript {p.words(start, stop)} could be a product or two indices"
        hint = "write a dot for the product, or declare an array of two indices"
        refuse("DC124", message, hint, *_span(p, start, stop))


def _span(p: Reader, start: int, stop: int) -> tuple[int, int]:
    return p.tokens[start].start, p.tokens[stop - 1].stop

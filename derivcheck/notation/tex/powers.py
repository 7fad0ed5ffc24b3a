r"""What stands behind an operand: powers, transposes, factorials, entries; and indicators."""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import closed, opened, sign_at
from derivcheck.notation.tex.commands import ADJOINTS, ALPHABETS, TRANSPOSES, UPRIGHT
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import is_sum, known, operator


def scripted(p: Reader, base: Syntax) -> Syntax:
    """An operand with its powers, entries and factorials."""
    powered = False
    while True:
        if p.token.text == "!":
            sign = p.advance()
            if p.token.text == "!" or (base.kind == "operator" and base.text == "factorial"):
                message = "`!!` could be a double factorial or a factorial twice"
                refuse("DC124", message, "write (n!)! for the second", sign.start, sign.stop)
            base = operator("factorial", (base.start, sign.stop), base)
        elif p.token.text == "^":
            if powered:
                p.here("DC125", "a second ^ follows", "group the first with braces")
            base, powered = power(p, base), True
        elif p.token.text == "_":
            base = _entry(p, base)
        elif p.token.text in ("'", r"\prime"):
            p.here("DC101", "a prime stands behind no name", "write the derivative out")
        else:
            return base


def _entry(p: Reader, base: Syntax) -> Syntax:
    """`(A x)_i`."""
    sign = p.advance()
    if base.kind in ("number", "relation") or (is_sum(base) and base.start == sign.start):
        refuse("DC125", "a subscript stands behind no name", "write it at a name", *sign[2:4])
    start, stop = p.passed()
    inside = p.part(start, stop)
    return Syntax("index", base.start, p.last.stop, "", (base, inside))


def power(p: Reader, base: Syntax) -> Syntax:
    """A power, or what else an exponent marks."""
    sign = p.advance()
    start, stop = p.inner(p.at) if p.token.kind not in ("end", "}") else (p.at, p.at)
    mark = _mark(p, start, stop)
    if mark in TRANSPOSES and not (mark == "T" and p.knows("T") and not _has_array(p, base)):
        if mark == "T" and p.knows("T"):
            message = "T could be the exponent that is declared or the mark of a transpose"
            refuse("DC124", message, r"write ^\top for the transpose", sign.start, p.token.stop)
        p.passed()
        return operator("transpose", (base.start, p.last.stop), base)
    if mark in ADJOINTS and not p.knows(mark):
        p.passed()
        return operator("adjoint", (base.start, p.last.stop), base)
    if mark in (r"\circ", "*", r"\ast", r"\star", "+", "-", r"\dagger"):
        message = f"the exponent {mark} has no meaning that is read"
        refuse("DC126", message, "declare the name with it under names:", *sign[2:4])
    if mark == "c" and not p.knows("c"):
        refuse("DC126", "the exponent c marks a complement", "write the set out", *sign[2:4])
    if p.token.kind == "digit" and p.ahead(1).kind == "digit":
        message = "only the first digit is in the exponent, the others are a factor"
        refuse("DC124", message, "write ^{12} or ^{1} \\cdot 2", sign.start, p.ahead(1).stop)
    if base.kind == "name" and [t.text for t in p.tokens[start:stop:2]] in (["(", ")"], ["[", "]"]):
        message = "the exponent in brackets could be a power or a mark of the name"
        hint = "leave the brackets out, declare an array, or say under names: what it is"
        refuse("DC124", message, hint, sign.start, p.tokens[stop - 1].stop)
    exponent = p.argument()
    if exponent.kind == "relation":
        refuse("DC101", "a relation stands in an exponent", "write a number", *sign[2:4])
    if base.kind == "constant" and base.text == "E":
        return known("exp", (base.start, p.last.stop), exponent)
    return operator("^", (base.start, p.last.stop), base, exponent)


def _mark(p: Reader, start: int, stop: int) -> str:
    """The single sign of an exponent, dressed or not."""
    dressed = stop > start and p.tokens[start].text in (*ALPHABETS, *UPRIGHT)
    if dressed and p.end_of_group(start + 1) == stop:
        start, stop = p.inner(start + 1)
    return p.tokens[start].text if stop - start == 1 else ""


def _has_array(p: Reader, s: Syntax) -> bool:
    """Whether a whole array stands in some syntax."""
    if s.kind == "index":
        return False
    return (s.kind == "name" and p.is_array(s.text)) or any(_has_array(p, q) for q in s.parts)


ONES = frozenset(("1", r"\mathbf 1", r"\mathbb 1", r"\mathbbm 1", r"\mathds 1", r"\mathbf{1}"))


def indicator_of(p: Reader) -> Syntax | None:
    r"""`\mathbf{1}_{\{P\}}`, `\mathbb{1}\{P\}`, `\mathbb{1}[P]`; None if none stands here."""
    first = p.token
    if first.text not in (r"\mathbf", r"\mathbb", r"\mathbbm", r"\mathds", r"\boldsymbol"):
        return None
    start, stop = p.inner(p.at + 1)
    if [t.text for t in p.tokens[start:stop]] not in (["1"], ["I"]) or (
        p.tokens[start].text == "I" and first.text == r"\mathbf"
    ):
        return None
    back = p.at
    p.go(p.end_of_group(p.at + 1))
    if p.token.text == "_":
        low, high = p.inner(p.at + 1)
        p.go(p.end_of_group(p.at + 1))
        if p.tokens[low].text in (r"\{", r"\left", r"\lbrace"):
            if p.tokens[low].text == r"\left":
                low, high = low + 1, high - 1
            low, high = low + 1, high - 1
        condition = p.part(low, high)
        if condition.kind not in ("relation", "set") and not _is_statement(condition):
            return known("ones", (first.start, p.last.stop), condition)
        return operator("indicator", (first.start, p.last.stop), condition)
    if sign_at(p) not in ("(", "[", r"\{"):
        p.go(back)
        return None
    opening = opened(p)
    with p.inside("("):
        condition = p.statement()
        closed(p, opening)
    return operator("indicator", (first.start, p.last.stop), condition)


def _is_statement(s: Syntax) -> bool:
    return s.kind == "operator" and s.text in ("and", "or", "not", "implies", "iff")

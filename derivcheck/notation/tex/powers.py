r"""What stands behind an operand: powers, transposes, factorials, entries; and indicators."""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import closed, opened, sign_at
from derivcheck.notation.tex.commands import ADJOINTS, ALPHABETS, TRANSPOSES, UPRIGHT
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.indices import entry_of
from derivcheck.notation.tex.relations import joint_at
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import known, number, operator, spread

CLOSING = (")", "]")
"""What ends brackets that are seen, behind which a factorial is one of what stands in them."""


def scripted(p: Reader, base: Syntax) -> Syntax:
    """An operand with its powers, entries and factorials."""
    powered = False
    while True:
        if p.token.text == "!":
            closed_before, sign = p.last.text in CLOSING, p.advance()
            twice = base.kind == "operator" and base.text == "factorial" and not closed_before
            if p.token.text == "!" or twice:
                message = "`!!` could be a double factorial or a factorial twice"
                refuse("DC124", message, "write (n!)! for the second", sign.start, sign.stop)
            base = operator("factorial", (base.start, sign.stop), base)
        elif p.token.text == "^":
            if powered:
                p.here("DC125", "a second ^ follows", "group the first with braces")
            _not_of_entry(p, base)
            base, powered = power(p, base), True
        elif p.token.text == "_":
            base = entry_of(p, base)
        elif p.token.text in ("'", r"\prime"):
            p.here("DC101", "a prime stands behind no name", "write the derivative out")
        else:
            return base


def power(p: Reader, base: Syntax) -> Syntax:
    """A power, or what else an exponent marks."""
    sign = p.advance()
    start, stop = p.inner(p.at) if p.token.kind not in ("end", "}") else (p.at, p.at)
    mark = _mark(p, start, stop)
    upright = stop - start > 1 and p.tokens[start].text in MARKING and _has_array(p, base)
    if mark in TRANSPOSES and not (mark == "T" and p.knows("T") and not _has_array(p, base)):
        if mark == "T" and p.knows("T") and not upright:
            message = "T could be the exponent that is declared or the mark of a transpose"
            refuse("DC124", message, r"write ^\top for the transpose", sign.start, p.token.stop)
        p.passed()
        return operator("transposed", (base.start, p.last.stop), base)
    if mark in ADJOINTS and (upright or not p.knows(mark)):
        p.passed()
        return operator("adjoint", (base.start, p.last.stop), base)
    if p.token.kind == "{" and p.tokens[start].text == "-":
        under = _mark(p, start + 1, stop)
        if under in TRANSPOSES and not p.knows(under):
            p.passed()
            inverse = known("inv", (base.start, p.last.stop), base)
            return operator("transpose", (base.start, p.last.stop), inverse)
    if mark in (r"\circ", "*", r"\ast", r"\star", "+", "-", r"\dagger"):
        message = f"the exponent {mark} has no meaning that is read"
        refuse("DC126", message, "declare the name with it under names:", *sign[2:4])
    if mark == "c" and not p.knows("c"):
        refuse("DC126", "the exponent c marks a complement", "write the set out", *sign[2:4])
    if p.token.kind == p.ahead(1).kind == "digit" and p.ahead(1).start <= p.token.stop:
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
        made = spread if _has_array(p, exponent) else known
        return made("exp", (base.start, p.last.stop), exponent)
    return operator("^", (base.start, p.last.stop), base, exponent)


def _not_of_entry(p: Reader, base: Syntax) -> None:
    """`A_{ij}^T` and `A_{ij}^{-1}` print like `A^T_{ij}`, and could be of the entry or of A."""
    named = base.kind == "index" and base.parts[0].kind == "name"
    sort = p.sort(base.parts[0].text) if named else None
    if sort is None or len(sort.shape) != 2 or len(base.parts) != 3:
        return
    start, stop = p.inner(p.at + 1)
    inverse = p.tokens[start].text == "-" and sort.shape[0][1] == sort.shape[1][1]
    if _mark(p, start, stop) in TRANSPOSES | ADJOINTS or (stop > start and inverse):
        message = f"the exponent could be of the entry or of {base.parts[0].text}"
        hint = "write (A^T)_{ij} for the matrix, (A_{ij})^{-1} for the entry"
        refuse("DC124", message, hint, base.start, p.tokens[max(start, stop - 1)].stop)


MARKING = frozenset((r"\mathsf", r"\mathrm", r"\text", r"\textsf"))
"""Alphabets in which the exponent of an array is the mark of a transpose, whatever is declared."""


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


def indicator_of(p: Reader) -> Syntax | None:
    r"""`\mathbf{1}_{\{P\}}`, `\mathbb{1}\{P\}`, `\mathbb{1}[P]`; None if none stands here."""
    first = p.token
    zero = first.text == r"\vec" and [t.text for t in p.tokens[slice(*p.inner(p.at + 1))]] == ["0"]
    known_ = (r"\mathbf", r"\mathbb", r"\mathbbm", r"\mathds", r"\boldsymbol", r"\bm")
    if first.text not in known_ and not zero:
        return None
    start, stop = p.inner(p.at + 1)
    if [t.text for t in p.tokens[start:stop]] == ["0"]:
        return _zeros(p)
    if [t.text for t in p.tokens[start:stop]] not in (["1"], ["I"]) or (
        p.tokens[start].text == "I" and first.text == r"\mathbf"
    ):
        return None
    back = p.at
    p.go(p.end_of_group(p.at + 1))
    if p.token.text == "_":
        low, high = p.inner(p.at + 1)
        p.go(p.end_of_group(p.at + 1))
        whole = low
        if p.tokens[low].text in (r"\{", r"\left", r"\lbrace"):
            if p.tokens[low].text == r"\left":
                low, high = low + 1, high - 1
            low, high = low + 1, high - 1
        condition = p.part(low, high)
        if low == whole and condition.kind != "relation" and not _is_statement(condition):
            return known("ones", (first.start, p.last.stop), *_axes(p, low, high))
        return operator("indicator", (first.start, p.last.stop), condition)
    if sign_at(p) not in ("(", "[", r"\{"):
        if p.tokens[start].text == "1":
            hint = r"write \mathbf{1}_{n} with its size, or an indicator \mathbf{1}_{\{P\}}"
            refuse("DC126", "the size of this vector of ones is not said", hint, *first[2:4])
        p.go(back)
        return None
    opening = opened(p)
    with p.inside("("):
        condition = p.statement()
        closed(p, opening)
    return operator("indicator", (first.start, p.last.stop), condition)


def _zeros(p: Reader) -> Syntax:
    r"""`\mathbf{0}_{n}`; without a size, as a whole side of an equation, it is a 0."""
    first, opens = p.token, not p.at or _is_joint_before(p)
    p.go(p.end_of_group(p.at + 1))
    if p.token.text != "_":
        if opens and (p.token.kind == "end" or joint_at(p.tokens, p.at)):
            return number("0", (first.start, p.last.stop))
        hint = r"write \mathbf{0}_{n} with its size"
        refuse("DC126", "the size of this vector of zeros is not said", hint, *first[2:4])
    p.advance()
    sizes = _axes(p, *p.inner(p.at))
    p.go(p.end_of_group(p.at))
    return known("zeros", (first.start, p.last.stop), *sizes)


def _axes(p: Reader, start: int, stop: int) -> list[Syntax]:
    r"""The sizes that a subscript says, `n` or `m \times n`."""
    cut = next((n for n in range(start, stop) if p.tokens[n].text == r"\times"), stop)
    rest = [p.part(cut + 1, stop)] if cut < stop else []
    return [p.part(start, cut), *rest]


def _is_statement(s: Syntax) -> bool:
    return s.kind == "operator" and s.text in ("and", "or", "not", "implies", "iff")


def _is_joint_before(p: Reader) -> bool:
    """Whether a relation stands right before the cursor."""
    found = joint_at(p.tokens, p.at - 1)
    return found is not None and found.stop == p.at

r"""`\cdots` with a clear pattern, as the sum or the product that it stands for.

    1 + 2 + \cdots + n               sum(j, j = 1..n)
    a_1 + a_2 + \cdots + a_n         sum(a[j], j = 1..n)
    1 + x + \cdots + x^n             sum(x^j, j = 0..n)
    n (n - 1) \cdots (n - k + 1)     prod(n - j + 1, j = 1..k)

A pattern is a term in which an integer runs: the last one with its name running upwards, the first
one with its name running downwards, or the integers from one to the next.  It must give every term
that is written.  One term before the dots is enough if it differs from the last by its number
alone, as `a_1` from `a_n`.  Where no pattern fits, or several that are not the same do, the dots
are refused.  Terms are compared by their exact values in a field where names and functions have
values of their own (Schwartz and Zippel's test), which decides how a text is read and proves
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb, factorial
from typing import NamedTuple
from zlib import crc32

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import BINDING, known, number, operator, ranged

MODELS = 2
"""In how many ways names have values when terms are compared."""
MAX_POWER, MAX_WHOLE = 40, 60
"""Exponents, and arguments of factorials, that are worked out."""
STARTS = range(-1, 4)
"""Whole numbers at which a pattern may start or end, beside what is written."""
LETTERS = ("j", "k", "l", "m", "i", "r", "s")


class Pattern(NamedTuple):
    """A term in which a name runs from one end to the other, and how many terms it explains."""

    name: str
    body: Syntax
    lower: Syntax
    upper: Syntax
    explained: int


def dotted(p: Reader, before: list[Syntax], last: Syntax, head: str) -> list[Syntax]:
    """The terms of a sum, or factors, with dots behind them and a term behind the dots.

    Arguments:
        before: the terms before the dots.
        last: the term behind them.
        head: `sum` or `prod`.

    Raises:
        Diagnosis: DC126 if no pattern is seen, DC124 if there are several.
    """
    span = before[0].start, last.stop
    found = _apart(list(_patterns(p, before, last)))
    sign = r"\sum" if head == "sum" else r"\prod"
    hint = rf"write it with {sign}_{{j=1}}^{{n}}"
    if not found:
        message = "what the dots stand for is not clear from the terms around them"
        refuse("DC126", message, hint, *span)
    if len(found) > 1:
        one, two = (_told(pattern, sign) for pattern in found[:2])
        message = f"the dots could stand for {one} or for {two}"
        refuse("DC124", message, f"write one term more before the dots, or {hint[6:]}", *span)
    (pattern,) = found
    where = before[-pattern.explained].start, last.stop
    index = Syntax("name", *where, pattern.name)
    over = ranged(index, _placed(pattern.lower, where), _placed(pattern.upper, where))
    made = known(head, where, _placed(pattern.body, where), over)
    return [*before[: -pattern.explained], made]


def _patterns(p: Reader, before: Sequence[Syntax], last: Syntax) -> Iterator[Pattern]:
    """The patterns that explain as many terms as possible."""
    index = next((n for n in LETTERS if not p.knows(n) and n not in p.maybe), "")
    most = 1
    for explained in range(len(before) if index else 0, 0, -1):
        terms = before[-explained:]
        if explained < most:
            return
        for pattern in (
            *_upwards(p, index, terms, last),
            *_downwards(p, index, terms, last),
            *_counted(index, terms, last),
        ):
            most = explained
            yield pattern


def _upwards(p: Reader, index: str, terms: Sequence[Syntax], last: Syntax) -> Iterator[Pattern]:
    """The last term with a name of it running up to that name."""
    for name in _integers(p, last):
        body = _renamed(last, name, index)
        if body is None:
            continue
        for start in _starts(p, terms[0]):
            steps = [_moved(start, n) for n in range(len(terms))]
            fits = all(map(_same, terms, (_with(body, index, s) for s in steps)))
            if fits and (len(terms) > 1 or _alike(terms[0], last, name)):
                end = Syntax("name", last.start, last.stop, name)
                yield Pattern(index, body, start, end, len(terms))


def _downwards(p: Reader, index: str, terms: Sequence[Syntax], last: Syntax) -> Iterator[Pattern]:
    """The first term with a name of it running down."""
    for name in _integers(p, terms[0]) if len(terms) > 1 else ():
        body = _renamed(terms[0], name, index)
        if body is None:
            continue
        start = Syntax("name", terms[0].start, terms[0].stop, name)
        for end in _starts(p, last):
            steps = [_moved(start, -n) for n in range(len(terms))]
            written = (*terms, last)
            if all(map(_same, written, (_with(body, index, s) for s in (*steps, end)))):
                yield Pattern(index, body, end, start, len(terms))


def _counted(index: str, terms: Sequence[Syntax], last: Syntax) -> Iterator[Pattern]:
    """Numerals with the same distance or quotient, up to one; or whole ones up to anything."""
    if len(terms) < 2 or not all(map(_is_numeral, terms)):
        return
    first, second, *_ = values = [_value(t, 0) for t in terms]
    name, end = Syntax("name", last.start, last.stop, index), _value(last, 0)
    step, span = second - first, (last.start, last.stop)
    by_sum = step != 0 and all(v == first + step * n for n, v in enumerate(values))
    if by_sum and step == 1:
        yield Pattern(index, name, terms[0], last, len(terms))
    elif by_sum and _is_numeral(last) and (many := (end - first) / step).denominator == 1:
        shift = operator("*", span, _numeral(step, last), name)
        body = operator("+", span, _numeral(first, last), shift)
        yield Pattern(index, body, _numeral(_ZERO, last), _numeral(many, last), len(terms))
    if not _is_numeral(last) or first == 0 or abs(second) <= abs(first):
        return
    ratio = second / first
    if any(v != first * ratio**n for n, v in enumerate(values)):
        return
    if times := next((n for n in range(2, MAX_POWER) if first * ratio**n == end), 0):
        power = operator("^", span, _numeral(ratio, last), name)
        body = operator("*", span, _numeral(first, last), power)
        yield Pattern(
            index, body, _numeral(_ZERO, last), _numeral(Fraction(times), last), len(terms)
        )


_ZERO = Fraction(0)


def _apart(found: list[Pattern]) -> list[Pattern]:
    """Patterns without those that say the same as an earlier one."""
    made: list[Pattern] = []
    for one in found:
        ends = [(o.lower, one.lower, o.upper, one.upper) for o in made]
        same = [
            _same(low, also_low) and _same(high, also_high) and _same(other.body, one.body)
            for other, (low, also_low, high, also_high) in zip(made, ends, strict=True)
        ]
        if not any(same):
            made.append(one)
    return made


# --- what runs -----------------------------------------------------------------------------------


def _integers(p: Reader, s: Syntax) -> list[str]:
    """The declared integers that stand in some syntax."""
    names = sorted(_names(s))
    sorts = ((name, p.sort(name)) for name in names)
    return [n for n, sort in sorts if sort and sort.base == "integer" and not sort.shape]


def _names(s: Syntax) -> set[str]:
    below = set[str]().union(*map(_names, s.parts))
    return below | {s.text} if s.kind == "name" else below


def _renamed(s: Syntax, name: str, index: str) -> Syntax | None:
    """A term with another name; None if it binds names, which could be caught."""
    if _binds(s):
        return None
    return _with(s, name, Syntax("name", s.start, s.stop, index))


def _binds(s: Syntax) -> bool:
    binder = s.kind in ("arrow", "forall", "forsome") or (
        s.kind == "known" and s.text in BINDING | {"diff"}
    )
    return binder or any(map(_binds, s.parts))


def _with(s: Syntax, name: str, by: Syntax) -> Syntax:
    if s.kind == "name" and s.text == name:
        return _placed(by, (s.start, s.stop))
    return s._replace(parts=tuple(_with(part, name, by) for part in s.parts))


def _placed(s: Syntax, span: tuple[int, int]) -> Syntax:
    start, stop = span
    return s._replace(start=start, stop=stop, parts=tuple(_placed(q, span) for q in s.parts))


def _starts(p: Reader, first: Syntax) -> Iterator[Syntax]:
    """Where a pattern may start: at a small number, or at an integer that the first term names."""
    for n in STARTS:
        yield _numeral(Fraction(n), first)
    for name in _integers(p, first):
        yield Syntax("name", first.start, first.stop, name)


def _moved(s: Syntax, by: int) -> Syntax:
    if by == 0:
        return s
    if _is_numeral(s):
        return _numeral(_value(s, 0) + by, s)
    return operator("+", (s.start, s.stop), s, _numeral(Fraction(by), s))


def _numeral(value: Fraction, at: Syntax) -> Syntax:
    span = at.start, at.stop
    digits = number(str(abs(value.numerator)), span)
    whole = operator("neg", span, digits) if value < 0 else digits
    if value.denominator == 1:
        return whole
    return operator("/", span, whole, number(str(value.denominator), span))


def _is_numeral(s: Syntax) -> bool:
    return s.kind == "number" or (s.kind == "operator" and all(map(_is_numeral, s.parts)))


def _alike(first: Syntax, last: Syntax, name: str) -> bool:
    """Whether two terms differ only where one has numerals and the other a name."""
    if last.kind == "name" and last.text == name:
        return _is_numeral(first)
    here = (first.kind, first.text, len(first.parts))
    if here != (last.kind, last.text, len(last.parts)):
        return False
    return all(_alike(a, b, name) for a, b in zip(first.parts, last.parts, strict=True))


# --- values --------------------------------------------------------------------------------------


def _same(one: Syntax, other: Syntax) -> bool:
    """Whether two terms have the same value, whatever names and functions are."""
    try:
        return all(_value(one, n) == _value(other, n) for n in range(MODELS))
    except ZeroDivisionError:
        return False


def _value(s: Syntax, model: int) -> Fraction:
    """The value of a term in a model.  Raises: ZeroDivisionError."""
    if s.kind == "number":
        return Fraction(s.text)
    if s.kind == "name":
        return Fraction(5 + crc32(f"{model} {s.text}".encode()) % 23)
    parts = [_value(part, model) for part in s.parts]
    match s.text if s.kind == "operator" else "", parts:
        case "+", _:
            return sum(parts, Fraction(0))
        case "neg", [x]:
            return -x
        case "*", _:
            product = Fraction(1)
            for x in parts:
                product *= x
            return product
        case "/", [x, y]:
            return x / y
        case "^", [x, y] if y.denominator == 1 and abs(y) <= MAX_POWER:
            return x ** int(y)
        case "factorial", [x] if x.denominator == 1 and 0 <= x <= MAX_WHOLE:
            return Fraction(factorial(int(x)))
    if s.kind == "known" and s.text == "binomial" and all(v.denominator == 1 for v in parts[1:]):
        n, k = (int(v) for v in parts[1:])
        if 0 <= n <= MAX_WHOLE:
            return Fraction(comb(n, k) if k >= 0 else 0)
    told = f"{model} {s.kind} {s.text} {parts}"
    return Fraction(1 + crc32(told.encode()), 1 + crc32(told[::-1].encode()) % 97)


def _told(pattern: Pattern, sign: str) -> str:
    low, high, body = (_shown(s) for s in (pattern.lower, pattern.upper, pattern.body))
    return rf"{sign}_{{{pattern.name}={low}}}^{{{high}}} {body}"


def _shown(s: Syntax) -> str:
    """A term in a message."""
    shown = [_shown(part) for part in s.parts]
    if s.kind in ("number", "name"):
        return s.text
    if s.kind == "index":
        return f"{shown[0]}_{{{', '.join(shown[1:])}}}"
    if s.kind == "operator" and s.text == "neg":
        return f"-{shown[0]}"
    if s.kind == "operator" and s.text == "^":
        return f"{shown[0]}^{{{shown[1]}}}"
    if s.kind == "operator" and s.text == "*":
        return " ".join(shown)
    return f"({f' {s.text} '.join(shown)})"

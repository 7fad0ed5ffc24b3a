r"""Sums, products, extremes and limits: what they bind, over which range, and how far they reach.

\sum_{i=1}^n a_i        the range is written
\sum_i a_i              it is that of the declaration of i, or of the arrays that i indexes
\sum_{j \ne i} a_j      likewise; j, which stands first, is bound
\sum_{i<j} a_{ij}       both are bound, or i alone if j is bound around
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from derivcheck.kernel.language.terms import ONE, App, Sym, Term
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import UNKNOWN_AXIS
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.bases import base_at
from derivcheck.notation.tex.brackets import arguments, not_bare, opens
from derivcheck.notation.tex.commands import ARROWS, EXTREMES, RELATIONS, SUMS
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.differentials import by_values, of_a_variable, sign_end
from derivcheck.notation.tex.names import candidates, subscripted
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import (
    at,
    constant,
    free,
    known,
    number,
    operands,
    operator,
    ranged,
    spread,
)
from derivcheck.notation.writer import show

Pieces = list[tuple[int, int]]
Range = tuple[Syntax, Syntax]


class Under:
    """What stands under a big operator.

    Arguments:
        names: of the variables, in order, with where they stand.
        ranges: variable -> its ends, where they are written.
        conditions: the indices of the tokens of each.
        holding: what holds of the variable beside.
        least: variable -> its lower end, where a condition alone says it, `k \\ge 0`.
    """

    __slots__ = ("conditions", "holding", "least", "names", "ranges")

    def __init__(self) -> None:
        self.holding: Syntax | None = None
        self.least: dict[str, Syntax] = {}
        self.names: dict[str, Syntax] = {}
        self.ranges: dict[str, Range] = {}
        self.conditions: Pieces = []


def summation(p: Reader) -> Syntax:
    """`\\sum` and `\\prod` with all that they reach."""
    sign = p.advance()
    head = SUMS[sign.text]
    below, above = _limits(p)
    if below is None:
        refuse(
            "DC105", f"{sign.text} binds no name", rf"write {sign.text}_{{i=1}}^{{n}}", *sign[2:4]
        )
    under = _under(p, below, above)
    with p.binding(*under.names):
        conditions = [p.part(*piece) for piece in under.conditions]
        body = p.term()
    not_bare(p, body)
    if head == "prod":
        _reaches(body, under)
    span = sign.start, p.last.stop
    ranges = [_range(p, n, under, [body, *conditions]) for n in under.names]
    if under.holding:
        conditions = [under.holding]
    if under.least and set(under.least) <= set(under.ranges):
        conditions = []
    return known(head, span, body, *ranges, *conditions)


def _limits(p: Reader) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The indices of what stands below and above an operator."""
    below = above = None
    while p.token.text in ("_", "^"):
        sign = p.advance()
        span = p.passed()
        if sign.text == "_" and below is None:
            below = span
        elif sign.text == "^" and above is None:
            above = span
        else:
            refuse("DC125", f"a second {sign.text} follows", "leave it out", *sign[2:4])
    return below, above


def _reaches(body: Syntax, under: Under) -> None:
    """A product ends with a factor that depends on what it binds; else it has two readings."""
    *_, last = operands(body)
    if last is not body and not free(last) & {*under.names}:
        message = "this factor could be under the sign or behind it"
        refuse("DC124", message, "write brackets around what is meant", last.start, last.stop)


# --- what stands under the sign ------------------------------------------------------------------


def _under(p: Reader, below: tuple[int, int], above: tuple[int, int] | None) -> Under:
    under = Under()
    if above is None and _divisors(p, *below, under):
        return under
    for start, stop in _pieces(p, *below):
        found = _variable(p, start, stop)
        equals = [n for n in range(start, stop) if p.tokens[n].text == "="]
        if found and not under.conditions:
            under.names[found.text] = found
        elif len(equals) == 1 and not under.ranges and (name := _variable(p, start, equals[0])):
            if above is None:
                hint = rf"write {p.words(start, stop)} below and the upper end above"
                message = f"the range of {name.text} has no upper end"
                refuse("DC105", message, hint, name.start, p.tokens[stop - 1].stop)
            under.names[name.text] = name
            ends = (p.part(equals[0] + 1, stop), p.part(*above))
            under.ranges |= dict.fromkeys(under.names, ends)  # of `i, j = 1` both
        elif not _between(p, start, stop, under):
            under.conditions.append((start, stop))
    if above is not None and not under.ranges:
        message = "an upper end stands over a sign whose variable has no lower end"
        refuse("DC105", message, "write i=1 below", p.tokens[above[0]].start, p.last.stop)
    if not under.names:
        _of_conditions(p, under)
    return under


def _pieces(p: Reader, start: int, stop: int) -> Pieces:
    r"""What is separated by commas, by `\\` or as rows of `\substack`."""
    if p.tokens[start].text == r"\substack":
        start, stop = p.inner(start + 1)
    made, first, depth = [], start, 0
    for n in range(start, stop + 1):
        if n < stop:
            depth += (p.tokens[n].text in ("{", "(", "[", r"\{")) - (
                p.tokens[n].text in ("}", ")", "]", r"\}")
            )
        if n == stop or (not depth and p.tokens[n].text in (",", r"\\", ";", ":", r"\mid")):
            if first < n:
                made.append((first, n))
            first = n + 1
    if not made:
        p.go(stop)
        refuse("DC104", "nothing stands below the sign", "write i=1", *p.token[2:4])
    return made


def _variable(p: Reader, start: int, stop: int) -> Syntax | None:
    """The name that some tokens are, if they are one letter, with a subscript or primes or not."""
    if start >= stop or not (p.tokens[start].kind == "letter" or candidates(p.tokens[start])):
        return None
    if p.tokens[start + 1].text == "_" and p.end_of_group(start + 2) == stop:
        name = subscripted(p.tokens, start)
        place = p.tokens[start].start, p.tokens[stop - 1].stop
        return Syntax("name", *place, name) if name else None
    primes = [t.text for t in p.tokens[start + 1 : stop]]
    if any(text != "'" for text in primes):
        return None
    token, last = p.tokens[start], p.tokens[stop - 1]
    return Syntax("name", token.start, last.stop, candidates(token)[0] + "".join(primes))


def _between(p: Reader, start: int, stop: int, under: Under) -> bool:
    r"""`1 \le i \le n`, `1 \le i < j \le n`, `i \in \{1, \dots, n\}` as ranges."""
    signs = [n for n in range(start, stop) if p.tokens[n].text in RELATIONS]
    words = [RELATIONS[p.tokens[n].text] for n in signs]
    if words == ["in"] and (name := _variable(p, start, signs[0])):
        with p.binding(name.text):
            made = p.part(start, stop)
        if made.parts[1].kind == "range":
            under.names[name.text] = name
            under.ranges[name.text] = (made.parts[1].parts[0], made.parts[1].parts[1])
            return True
        return False
    if len(words) < 2 or not set(words) <= {"<", "<="}:
        return False
    inner = [_variable(p, a + 1, b) for a, b in pairwise(signs)]
    lower, upper = p.part(start, signs[0]), p.part(signs[-1] + 1, stop)
    names = [n for n in inner if n is not None]
    if len(names) != len(inner):
        return False
    lower = lower if words[0] == "<=" else _next(lower, "+")
    upper = upper if words[-1] == "<=" else _next(upper, "-")
    for name in names:
        under.names[name.text] = name
        under.ranges[name.text] = (lower, upper)
    if len(names) > 1:
        under.conditions.append((signs[0] + 1, signs[-1]))
    return True


def _next(s: Syntax, sign: str) -> Syntax:
    one = Syntax("number", s.start, s.stop, "1")
    part = one if sign == "+" else operator("neg", (s.start, s.stop), one)
    return operator("+", (s.start, s.stop), s, part)


def _of_conditions(p: Reader, under: Under) -> None:
    r"""The variables of `j \ne i`, `i < j`."""
    start, stop = under.conditions[0]
    found = [v for n in range(start, stop) if (v := _variable(p, n, n + 1))]
    new = [v for v in found if v.text not in p.bound and v.text not in p.scope.names]
    signs = [RELATIONS[t.text] for t in p.tokens[start:stop] if t.text in RELATIONS]
    span = p.tokens[start].start, p.tokens[stop - 1].stop
    if not found or not signs:
        refuse("DC105", "no name is bound under the sign", "write i=1 below, n above", *span)
    ranged_ = [v for v in found if v.text not in p.bound and list(_declared(p, v.text))]
    if signs == ["!="]:
        chosen = new or found[:1]
    elif len(under.conditions) == 1 and _from_least(p, under, found):
        return
    elif new and not ranged_:
        chosen = new
    elif found[0].text not in p.bound and any(v.text in p.bound for v in found[1:]):
        chosen = found[:1]
    else:
        message = "the sum could be over one of these names or over all"
        refuse("DC124", message, r"write \sum_{i} \sum_{j, j \ne i}", *span)
    for variable in chosen:
        under.names[variable.text] = variable


def _divisors(p: Reader, start: int, stop: int, under: Under) -> bool:
    r"""Whether a variable runs over the divisors of a positive number, `d \mid n`."""
    bars = [n for n in range(start, stop) if p.tokens[n].text in ("|", r"\mid")]
    variable = _variable(p, start, bars[0]) if len(bars) == 1 else None
    if variable is None or any(t.text in RELATIONS for t in p.tokens[bars[0] : stop]):
        return False
    of = p.part(bars[0] + 1, stop)
    if variable.text in PRIME_NUMBERS:
        message = f"the sum over {variable.text} could be over all divisors or over the prime ones"
        hint = r"take another letter, \sum_{d \mid n}, for all of them; primes are not read"
        refuse("DC124", message, hint, variable.start, of.stop)
    if not _is_positive(p, of):
        message = "only the divisors of a number that is declared as positive are summed over"
        refuse("DC126", message, "declare it as a positive integer", of.start, of.stop)
    span = variable.start, of.stop
    one, none = number("1", span), number("0", span)
    under.names[variable.text] = variable
    under.ranges[variable.text] = (one, of)
    under.holding = Syntax("relation", *span, "=", (known("mod", span, of, variable), none))
    return True


PRIME_NUMBERS = frozenset("pq")
"""Letters that stand for primes where they divide something (Hardy and Wright, section 16.1)."""


def _is_whole(p: Reader, s: Syntax) -> bool:
    """Whether it is made of whole numbers, without a quotient."""
    if s.kind == "name":
        sort = p.sort(s.text)
        return s.text in p.bound or (sort is not None and sort.base == "integer")
    if s.kind == "number":
        return s.text.isdigit()
    made = s.kind == "operator" and s.text in ("+", "*", "neg")
    return made and all(_is_whole(p, part) for part in s.parts)


def _is_positive(p: Reader, s: Syntax) -> bool:
    """Whether it is a numeral, or a name that is declared as a positive integer."""
    if s.kind == "number":
        return s.text.isdigit() and int(s.text) > 0
    sort, stated = p.sort(s.text), p.scope.ranges.get(s.text, ())
    least = App("<=", (ONE, Sym(s.text)))
    return s.kind == "name" and sort is not None and sort.base == "integer" and least in stated


def _from_least(p: Reader, under: Under, found: list[Syntax]) -> bool:
    r"""Whether one variable is bound by a lower end, `k \ge 0`, `k > n`."""
    (start, stop), variable = under.conditions[0], found[0]
    if variable.start != p.tokens[start].start:
        return False
    sign = RELATIONS.get(p.tokens[start + 1].text, "")
    others = {v.text for v in found[1:]}
    if sign not in (">", ">=") or variable.text in {*others, *p.bound} or start + 2 >= stop:
        return False
    lower = p.part(start + 2, stop)
    if lower.kind == "relation" or not _is_whole(p, lower):
        return False
    under.names[variable.text] = variable
    under.least[variable.text] = lower if sign == ">=" else _next(lower, "+")
    return True


# --- ranges that are not written -----------------------------------------------------------------


def _range(p: Reader, name: str, under: Under, bodies: list[Syntax]) -> Syntax:
    variable = under.names[name]
    if name in under.ranges:
        return ranged(variable, *under.ranges[name])
    axes = set(_declared(p, name))
    for body in bodies:
        axes |= set(_axes(p, body, name))
    axes.discard(UNKNOWN_AXIS)
    if not axes and name in under.least:
        infinity = constant("oo", (variable.start, variable.stop))
        under.ranges[name] = (under.least[name], infinity)
        return ranged(variable, *under.ranges[name])
    if len(axes) != 1:
        told = " or ".join(f"{show(a)}..{show(b)}" for a, b in sorted(axes, key=repr))
        message = f"the range of {name} could be {told}" if axes else f"{name} has no range"
        hint = f"write {name}=1 below and the upper end above, or declare {name}: index of n"
        refuse("DC124" if axes else "DC105", message, hint, variable.start, variable.stop)
    lower, upper = axes.pop()
    ends = [at(parse(show(end)), variable.start, variable.stop) for end in (lower, upper)]
    return ranged(variable, *ends)


def _declared(p: Reader, name: str) -> Iterator[tuple[Term, Term]]:
    """The range that the declaration of a name states."""
    lower = upper = None
    for stated in p.scope.ranges.get(name, ()):
        match stated:
            case App("<=", (low, Sym(n))) if n == name:
                lower = low
            case App("<=", (Sym(n), high)) if n == name:
                upper = high
            case App(">=", (Sym(n), low)) if n == name:
                lower = low
            case App("in", (Sym(n), low, high)) if n == name:
                lower, upper = low, high
    if lower is not None and upper is not None:
        yield lower, upper


def _axes(p: Reader, s: Syntax, name: str) -> Iterator[tuple[Term, Term]]:
    """The axes of arrays that a name indexes."""
    if s.kind == "index" and s.parts[0].kind == "name":
        sort = p.scope.names.get(s.parts[0].text)
        for axis, index in zip(sort.shape if sort else (), s.parts[1:], strict=False):
            if index.kind == "name" and index.text == name:
                yield axis
    for part in s.parts:
        yield from _axes(p, part, name)


# --- extremes and limits -------------------------------------------------------------------------


def extreme(p: Reader) -> Syntax:
    r"""`\max\{a, b\}`, `\max_i a_i`."""
    sign = p.advance()
    head = EXTREMES[sign.text]
    if head not in ("max", "min"):
        hint = "write max or min over a range"
        refuse("DC126", f"{sign.text} is not read", hint, sign.start, sign.stop)
    below, above = _limits(p)
    if below is None:
        if not opens(p, "([" + r"\{"):
            p.here("DC104", f"{head} lacks its arguments", rf"write \{head}(a, b)")
        several = arguments(p)
        span = sign.start, p.last.stop
        return spread(head, span, *several) if len(several) > 1 else known(head, span, *several)
    under = _under(p, below, above)
    with p.binding(*under.names):
        bracketed = opens(p, "([" + r"\{")
        body = arguments(p)[0] if bracketed else p.term()
    if not bracketed:
        _reaches(body, under)
    if under.conditions or under.holding:
        message = f"{head} over a condition is not read"
        refuse("DC126", message, "write a range that holds only what is meant", *sign[2:4])
    ranges = [_range(p, n, under, [body]) for n in under.names]
    return known(head, (sign.start, p.last.stop), body, *ranges)


SIDES = {r"\searrow": "+", r"\downarrow": "+", r"\nearrow": "-", r"\uparrow": "-"}


def limit(p: Reader) -> Syntax:
    r"""`\lim_{x \to 0^+} f`."""
    sign = p.advance()
    below, above = _limits(p)
    hint = r"write \lim_{x \to a}"
    if below is None or above is not None:
        refuse("DC105", "a limit needs a variable and where it goes", hint, *sign[2:4])
    start, stop = below
    arrows = [n for n in range(start, stop) if p.tokens[n].text in ARROWS]
    variable = _variable(p, start, arrows[0]) if len(arrows) == 1 else None
    if variable is None:
        message = "a limit needs a variable and where it goes"
        refuse("DC105", message, hint, sign.start, p.last.stop)
    side = SIDES.get(p.tokens[arrows[0]].text, "")
    end, found = _side(p, arrows[0] + 1, stop)
    target = p.part(arrows[0] + 1, end)
    with p.binding(variable.text):
        body = p.term()
    not_bare(p, body)
    arrow = Syntax("arrow", variable.start, target.stop, "->", (variable, target))
    side = found or side
    sides = (Syntax("string", target.start, target.stop, side),) if side else ()
    return known("lim", (sign.start, p.last.stop), body, arrow, *sides)


def _side(p: Reader, start: int, stop: int) -> tuple[int, str]:
    """Where the target ends, and the side behind it: `0^+`, `0^{-}`, `0+`."""
    texts = [t.text for t in p.tokens[start:stop]]
    for side in "+-":
        for form in (["^", side], ["^", "{", side, "}"], [side]):
            if len(texts) > len(form) and texts[-len(form) :] == form:
                return stop - len(form), side
    return stop, ""


# --- variables of integration --------------------------------------------------------------------


def differential(p: Reader) -> None:
    """Passes the differential of the integral around."""
    first = p.at
    p.go(sign_end(p, first))
    p.integrals[-1] = by = variable(p)
    if weighted := by_values(p, by, first):
        p.integrals[-1] = weighted
    else:
        of_a_variable(p, by, first)


def variable(p: Reader) -> Syntax:
    """A name by which one integrates or differentiates, as it is declared."""
    opening = p.advance() if p.token.kind == "{" else None
    start = p.token.start
    match = p.names.at(p.tokens, p.at)
    if match and match.stop > p.at + 1 and match.spelling.meaning.kind == "name":
        p.go(match.stop)
        return match.spelling.meaning._replace(start=start, stop=p.last.stop)
    base = base_at(p, p.at)
    names = base.names
    stop = base.stop
    if p.tokens[stop].text == "_":
        low, high = p.inner(stop + 1)
        sub = "".join((*candidates(t), t.text)[0] for t in p.tokens[low:high] if t.kind not in "{}")
        full = [f"{n}_{sub}" for n in names] + [f"{n}{sub}" for n in names]
        chosen = next((n for n in full if p.knows(n) or n in p.maybe), "")
        if not chosen:
            shown = p.words(p.at, p.end_of_group(stop + 1))
            hint = f"declare {full[0]} as a real number" if full else ""
            refuse("DC201", f"`{shown}` is no declared variable", hint, start, p.tokens[high].stop)
        names, stop = (chosen,), p.end_of_group(stop + 1)
    word = next((n for n in names if p.knows(n)), names[0] if names else "")
    p.go(stop)
    span = start, p.last.stop
    if opening:
        p.close("}", opening)
    return Syntax("name", *span, word)

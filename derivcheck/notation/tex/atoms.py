r"""Names as LaTeX spells them: letters, alphabets, accents, words, with subscripts and primes.

x_{ij}        two indices of an array, or the declared name x_ij
\hat{y}_i     an entry of yhat
x^{(i)}       an entry of an array, or a power
\mathbf{x}    x, unless x and \mathbf{x} stand in one formula
y'            a declared name, or a derivative
"""

from __future__ import annotations

import re

from derivcheck.kernel.language.terms import fresh
from derivcheck.notation.name_hints import undeclared
from derivcheck.notation.spellings import CONSTANTS
from derivcheck.notation.spellings import FUNCTIONS as SPELLED
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.bases import (
    STARS,
    Base,
    base_at,
    dresses_more,
    flat,
    only_primes,
    starts_name,
    subscript_at,
)
from derivcheck.notation.tex.brackets import arguments, opens
from derivcheck.notation.tex.commands import (
    ACCENTS,
    ARROWS,
    DOTS_ABOVE,
    PRIMES,
    UPRIGHT,
    WORDS,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.dependence import TIME
from derivcheck.notation.tex.indices import entry, indices
from derivcheck.notation.tex.names import Match, binders_in, filled, subscripted
from derivcheck.notation.tex.placed import placed
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import constant, equation, free, known, operator, spread_call
from derivcheck.notation.tex.units import UNIT


def name(p: Reader) -> Syntax:
    """A name with its subscript, primes and arguments; a power is left to who asks.

    Raises:
        Diagnosis: DC201 for an undeclared name, DC124 for one with two readings.
    """
    start = p.at
    match = p.names.at(p.tokens, start)
    if match and not starts_name(p):
        return _spelled(p, match)
    overline = ACCENTS.get(p.token.text) == "bar" and p.scope.field == "complex"
    if overline and not match and (dresses_more(p) or _is_whole(p)):
        return _conjugate(p)
    base = base_at(p, start)
    below = subscript_at(p, base.stop)
    reach = max(base.stop, below[1]) if below else base.stop
    own = _declared(p, base, below) if below else ""
    if match and match.stop == start + 1 and base.names[0] in p.bound:
        match = None  # what binds it comes first
    if match and (match.stop > reach or not own):
        return _spelled(p, match)
    if base.upright and (found := _upright(p, base)):
        return found
    return _resolved(p, base, below, own)


UPRIGHT_CONSTANTS = {"e": "E", "i": "I", "Catalan": "Catalan", "true": "true", "false": "false"}
"""A word that is set upright -> the constant that it is."""


def _upright(p: Reader, base: Base) -> Syntax | None:
    """An upright constant, which is none of the names."""
    word = base.names[0]
    span = p.token.start, p.tokens[base.stop - 1].stop
    meant = UPRIGHT_CONSTANTS.get(word)
    if meant is None or (word == "Catalan" and p.knows(word)):
        return None
    p.go(base.stop)
    return constant(meant, span)


def _declared(p: Reader, base: Base, below: tuple[int, int] | None) -> str:
    """The declared name that a base with its subscript is, or nothing."""
    if below is None:
        return next((n for n in base.names if p.knows(n)), "")
    for stem in base.names:
        for sub in flat(p, below):
            for made in (f"{stem}_{sub}", f"{stem}{sub}"):
                if p.knows(made):
                    return made
    return ""


def _resolved(p: Reader, base: Base, below: tuple[int, int] | None, own: str) -> Syntax:
    """A name that is declared, with what is attached to it."""
    start = p.at
    stem = _declared(p, base, None)
    if own and stem and p.is_array(stem) and below:
        shown = p.words(start, p.end_of_group(base.stop + 1))
        message = f"`{shown}` could be the name {own} or an entry of {stem}"
        hint = f"rename one of them, or say under names: which one {shown} is"
        refuse("DC124", message, hint, p.token.start, p.tokens[below[1] - 1].stop)
    if own:
        p.go(_behind_subscript(p, base.stop))
        return _attached(p, own, start, base, indexed=True)
    if below and not p.is_array(stem) and (pending := _pending(p, base)):
        return pending
    if below and not p.is_array(stem) and (numbered := _numbered(p, base, below)):
        return numbered
    if stem:
        p.go(base.stop)
        return _attached(p, stem, start, base, indexed=bool(below))
    return _undeclared(p, base, below)


def _pending(p: Reader, base: Base) -> Syntax | None:
    """`t_1` where something further on may bind it."""
    start, named = p.at, subscripted(p.tokens, p.at)
    if named not in p.maybe or p.tokens[base.stop].text != "_":
        return None
    p.go(p.end_of_group(base.stop + 1))
    span = p.tokens[start].start, p.last.stop
    p.pending.append((named, *span))
    return Syntax("name", *span, named)


def _numbered(p: Reader, base: Base, below: tuple[int, int]) -> Syntax | None:
    """`a_{0,j}` as an entry of a declared array a_0 or a0."""
    first, last = below
    comma = next((n for n in range(first, last) if p.tokens[n].text == ","), last)
    word = _declared(p, base, (first, comma)) if comma < last else ""
    if not p.is_array(word) or p.tokens[base.stop].text != "_":
        return None
    start = p.token.start
    p.go(p.end_of_group(base.stop + 1))
    span = start, p.last.stop
    entries = indices(p, comma + 1, last, len(p.scope.names[word].shape))
    return Syntax("index", *span, "", (Syntax("name", *span, word), *entries))


def _behind_subscript(p: Reader, start: int) -> int:
    """The index behind a subscript; primes before it are refused."""
    if p.tokens[start].text != "_":
        p.go(start)
        p.here("DC125", "a subscript stands behind another script", "write the subscript first")
    return p.end_of_group(start + 1)


def _undeclared(p: Reader, base: Base, below: tuple[int, int] | None) -> Syntax:
    """What nobody declared: a constant, a name that is bound further on, or an error."""
    start, word = p.at, base.names[0] if base.names else base.text
    span = p.token.start, p.tokens[base.stop - 1].stop
    if base.accent == "bar" and p.scope.field == "complex":
        return _conjugate(p)
    if base.accent and (dots := DOTS_ABOVE.get(p.token.text)):
        return _dotted(p, dots)
    p.go(base.stop)
    if base.text == r"\pi" and not below:
        return constant("pi", span)
    if base.text == "e" and not below:
        return constant("E", span)
    if base.text == "i" and p.scope.field == "complex" and not below:
        return constant("I", span)
    made = _of_index(p, base, below, span)
    if made:
        return made
    if word in p.maybe and not below:
        p.pending.append((word, *span))
        return Syntax("name", *span, word)
    if word == UNIT and not base.accent and not below and _stands_alone(p):
        p.unsized.append(span)
        return Syntax("name", *span, UNIT)
    if base.text == "i" and not below:
        message = "`i` could be the imaginary unit or an index, and is declared as neither"
        hint = r"say `field: complex` or write \mathrm{i} for the unit, or declare i"
        refuse("DC124", message, hint, *span)
    stop = below[1] if below else base.stop
    return _unknown(p, start, base, stop)


def _stands_alone(p: Reader) -> bool:
    """Whether what was read has no arguments and no marks, other than a power, behind it."""
    return p.token.text not in ("_", *PRIMES) and not (opens(p, "(") and not p.token.gap)


def _unknown(p: Reader, start: int, base: Base, stop: int) -> Syntax:
    first, last = p.tokens[start], p.tokens[stop - 1]
    if stop < len(p.tokens) and p.tokens[stop].kind == "}" and "{" in p.words(start, stop):
        last = p.tokens[stop]
        stop += 1
    shown = p.words(start, stop)
    word = base.names[0] if base.names else base.text
    letters = ""
    while (after := p.tokens[start + len(letters)]).kind == "letter" and not (
        letters and after.gap
    ):
        letters += after.text
    if letters in WORDS and len(letters) > 1:
        message = f"`{letters}` is a product of letters here"
        refuse("DC124", message, rf"write \{letters}", first.start, first.start + len(letters))
    hint = undeclared(word, dict(p.scope.names), list(p.bound), "")
    if word in CONSTANTS or word in SPELLED:
        hint = f"declare {word} under symbols:"
    if base.accent or "_" in shown or base.upright:
        wanted = base.names[0] if base.accent else word
        hint = f"declare it, or say under names: what {shown} is" if wanted else hint
    return refuse("DC201", f"`{shown}` is not declared", hint, first.start, last.stop)


def _of_index(
    p: Reader, base: Base, below: tuple[int, int] | None, span: tuple[int, int]
) -> Syntax | None:
    r"""`\delta_{ij}`, `I_n`, `\mathbf{1}_{P}`."""
    if not below or p.token.text != "_":
        return None
    first, last = below
    word = base.names[0] if base.names else ""
    upright = p.tokens[first].text in UPRIGHT
    if base.text == r"\gamma" and upright and flat(p, below)[:1] == ("E",):
        p.go(p.end_of_group(p.at + 1))
        return constant("EulerGamma", (span[0], p.last.stop))
    if base.text == r"\delta":
        pair = indices(p, first, last, 2)
        if len(pair) != 2:
            return None
        p.go(p.end_of_group(p.at + 1))
        equal = Syntax("relation", *span, "=", tuple(pair))
        return operator("indicator", (span[0], p.last.stop), equal)
    if word == "O" and (at := [n for n in range(first, last) if p.tokens[n].text in ARROWS]):
        variable, target = p.part(first, at[0]), p.part(at[0] + 1, last)
        p.go(p.end_of_group(p.at + 1))
        arrow = Syntax("arrow", variable.start, target.stop, "->", (variable, target))
        (body, *_) = arguments(p)
        return known("O", (span[0], p.last.stop), body, arrow)
    if word == "I" and base.text in ("I", r"\mathbf{I}", r"\mathbb{I}"):
        size = p.part(first, last)
        p.go(p.end_of_group(p.at + 1))
        if size.kind in ("relation", "set"):
            return operator("indicator", (span[0], p.last.stop), size)
        return known("eye", (span[0], p.last.stop), size)
    return None


def _is_whole(p: Reader) -> bool:
    r"""Whether the bar of `\bar{z_1}` is over the name z_1, as no name has a bar of its own."""
    first, last = p.inner(p.at + 1)
    base = base_at(p, first)
    barred = any(p.knows(f"{n}{end}") for n in base.names for end in ("bar", "_bar"))
    return base.stop < last and not barred


def _conjugate(p: Reader) -> Syntax:
    first = p.advance()
    inner = p.argument()
    return known("conjugate", (first.start, p.last.stop), inner)


def _dotted(p: Reader, dots: int) -> Syntax:
    r"""`\dot{x}` as the derivative of a function."""
    command = p.advance()
    start, stop = p.inner(p.at)
    base = base_at(p, start)
    found = _declared(p, base, None)
    match = p.names.at(p.tokens, start)
    if base.stop != stop or not (p.is_function(found) or match):
        span = command.start, p.tokens[max(start, stop - 1)].stop
        shown = f"{command.text}{{{base.text}}}"
        hint = f"declare {found or base.text} as a function, or {shown} under names:"
        refuse("DC201", f"`{shown}` is not declared", hint, *span)
    behind = p.end_of_group(p.at)
    if match and match.stop == stop:
        meaning = _meant(p, match)
        p.go(behind)
        return placed(p, match, _primed(p, meaning, dots))
    p.go(behind)
    made = called(p, found, (command.start, p.last.stop), dots)
    if made.kind == "name" and made.text != found and p.knows(TIME) and not p.knows(made.text):
        by = Syntax("name", made.start, made.stop, TIME)
        p.dependent.setdefault(found, []).append(by)
        return spread_call(made, by)
    return made


def _attached(p: Reader, word: str, start: int, base: Base, *, indexed: bool) -> Syntax:
    """A declared name with indices, primes and arguments."""
    first = p.tokens[start]
    _same_dress(p, word, base.text, indexed, first.start)
    span = first.start, p.last.stop
    if p.token.text in PRIMES or (p.token.text == "^" and only_primes(p, p.at + 1)):
        return called(p, word, span, _primes(p, word))
    if p.is_array(word) and p.token.text in ("_", "^"):
        return entry(p, Syntax("name", *span, word))
    if p.token.text == "_":
        shown = p.words(start, p.end_of_group(p.at + 1))
        other = f"declare {shown} by itself" if _LABELLED.fullmatch(shown) else ""
        hint = f"declare {word} as an array, or {other or f'say under names: what {shown} is'}"
        refuse("DC201", f"`{shown}` is not declared", hint, first.start, p.ahead(1).stop)
    if p.token.text == "^" and (starred := _starred(p, word, span)):
        return starred
    if p.is_function(word):
        return called(p, word, span, 0)
    return Syntax("name", *span, word)


def _same_dress(p: Reader, word: str, text: str, indexed: bool, start: int) -> None:
    """One name is spelled in one way, with indices and without."""
    before = p.dressed.setdefault((word, indexed), (text, start, start + 1))
    if _undressed(before[0]) != _undressed(text):
        message = f"{before[0]} and {text} would both be {word}"
        hint = f"say under names: what each of them is, or spell {word} in one way"
        refuse("DC124", message, hint, start, start + len(text))


def _undressed(text: str) -> str:
    r"""A spelling without what prints nothing: `\mathbf y` is `\mathbf{y}`."""
    return text.translate(_UNPRINTED)


_LABELLED = re.compile(r"[A-Za-z]+_[A-Za-z0-9]+")
_UNPRINTED = str.maketrans("", "", "{} ")


def _primes(p: Reader, word: str) -> int:
    """Passes primes; how many there are."""
    count = 0
    while True:
        if p.token.text in PRIMES:
            p.advance()
            count += 1
        elif p.token.text == "^" and only_primes(p, p.at + 1):
            start, stop = p.inner(p.at + 1)
            count += stop - start
            p.go(p.end_of_group(p.at + 1))
        else:
            return count


def _starred(p: Reader, word: str, span: tuple[int, int]) -> Syntax | None:
    """`x^*` as a declared name, or the conjugate."""
    start, stop = p.inner(p.at + 1)
    if stop - start != 1 or p.tokens[start].text not in STARS:
        return None
    p.go(p.end_of_group(p.at + 1))
    span = span[0], p.last.stop
    for made in (word + "star", word + "_star"):
        if p.knows(made):
            return Syntax("name", *span, made)
    if p.scope.field == "complex" and not p.is_array(word):
        return known("conjugate", span, Syntax("name", *span, word))
    hint = f"declare {word}_star, or say under names: what it is"
    return refuse("DC201", f"`{word}^*` is not declared", hint, *span)


def called(p: Reader, word: str, span: tuple[int, int], primes: int) -> Syntax:
    """A declared name with primes, and with arguments if it is a function."""
    primed = word + "'" * primes
    if primes and p.knows(primed):
        return Syntax("name", span[0], p.last.stop, primed)
    if not p.is_function(word):
        if not primes:
            return Syntax("name", *span, word)
        hint = f"declare {word} as a function, or {primed} as a name"
        message = f"`{primed}` is not declared, and {word} is no function"
        refuse("DC201", message, hint, span[0], p.last.stop)
    if not primes and (order := _symbolic(p, word)):
        return _derived(p, word, span, order)
    power = None if primes else _order(p, word)
    primes = primes or (power or 0)
    made = Syntax("name", span[0], p.last.stop, word + "'" * primes)
    if not opens(p, "("):
        return made
    parts = arguments(p)
    return Syntax("spread", span[0], p.last.stop, made.text, (made, *parts))


def _symbolic(p: Reader, word: str) -> Syntax | None:
    """The order of `f^{(n)}(x)`, if it is a whole number that is not written in digits."""
    start, stop = p.inner(p.at + 1) if p.token.text == "^" else (0, 0)
    behind = p.end_of_group(p.at + 1) if stop - start > 2 else 0
    inside = p.tokens[start + 1 : stop - 1]
    bracketed = behind and (p.tokens[start].text, p.tokens[stop - 1].text) == ("(", ")")
    called_ = bracketed and p.tokens[behind].text in ("(", r"\left")
    if not called_ or inside[0].text == "-" or all(t.kind == "digit" for t in inside):
        return None
    order = p.part(start + 1, stop - 1)
    sorts = ((name in p.bound, p.scope.names.get(name)) for name in free(order))
    if not all(bound or (sort and sort.base == "integer") for bound, sort in sorts):
        return None
    p.go(behind)
    return order


def _derived(p: Reader, word: str, span: tuple[int, int], order: Syntax) -> Syntax:
    """`f^{(n)}(a)`: the derivative of f of an order, taken at a."""
    parts = arguments(p)
    whole = span[0], p.last.stop
    if len(parts) != 1:
        hint = r"write \frac{\partial^n}{\partial x^n} f(x, y)"
        refuse("DC205", "an order in brackets needs a function of one argument", hint, *whole)
    taken = {*p.scope.names, *p.bound, *free(parts[0]), *free(order)}
    by = Syntax("name", *span, fresh("t", taken))
    body = spread_call(Syntax("name", *span, word), by)
    times = Syntax("tuple", *span, "(", (by, order))
    return known("diff", whole, body, times, equation(by, parts[0]))


def _order(p: Reader, word: str) -> int | None:
    """`f^{(3)}` before arguments as three primes; other powers of a function are refused."""
    if p.token.text != "^":
        return None
    start, stop = p.inner(p.at + 1)
    words = [t.text for t in p.tokens[start:stop]]
    behind = p.end_of_group(p.at + 1)
    if len(words) == 3 and words[0] == "(" and words[1].isdigit() and words[2] == ")":
        p.go(behind)
        return int(words[1])
    if words and words[0] != "-" and p.tokens[behind].text not in ("(", r"\left"):
        return None  # a power of what stands without its argument
    shown = "".join(words)
    message = f"{word}^{{{shown}}} could be a power of values, an inverse or an iterate of {word}"
    return refuse("DC124", message, f"write ({word}(x))^{{{shown}}} for the power", *p.token[2:4])


def _spelled(p: Reader, match: Match) -> Syntax:
    """What a spelling of `names:` stands for, with what is attached to it."""
    start = p.token.start
    meaning = _meant(p, match)
    p.go(match.stop)
    if match.rest:
        first, last = match.rest
        rank = len(p.scope.names[meaning.text].shape) if meaning.kind == "name" else None
        rest = indices(p, first + (p.tokens[first].text == ","), last, rank)
        return Syntax("index", start, p.last.stop, "", (meaning, *rest))
    if meaning.kind == "name" and p.knows(meaning.text):
        word, span = meaning.text, (start, p.last.stop)
        if p.token.text in PRIMES:
            return called(p, word, span, _primes(p, word))
        if p.is_function(word):
            return called(p, word, span, 0)
        if p.is_array(word) and p.token.text in ("_", "^"):
            return entry(p, meaning)
        return meaning
    if p.token.text in PRIMES:
        meaning = _primed(p, meaning, _primes(p, ""))
    return placed(p, match, meaning)


def _meant(p: Reader, match: Match) -> Syntax:
    start, stop = p.tokens[p.at].start, p.tokens[match.stop - 1].stop
    values = {name: p.part(*span) for name, span in match.found.items()}
    caught = binders_in(match.spelling.meaning)
    for value in values.values():
        if value.kind == "name" and value.text in caught:
            message = f"`{value.text}` is bound in what this name stands for"
            hint = "take another letter for it under names:"
            refuse("DC124", message, hint, start, stop)
    return filled(match.spelling.meaning, values, start, stop)


def _primed(p: Reader, meaning: Syntax, primes: int) -> Syntax:
    """Primes behind `y`, which stands for `y(x)`."""
    if meaning.kind not in ("call", "spread") or len(meaning.parts) != 2:
        message = "a prime follows what is no function"
        refuse("DC201", message, "write the derivative out", meaning.start, p.last.stop)
    text = meaning.text + "'" * primes
    function, argument = meaning.parts
    parts = (function._replace(text=text), argument)
    return meaning._replace(stop=p.last.stop, text=text, parts=parts)

r"""Names as LaTeX spells them: letters, alphabets, accents, words, with subscripts and primes.

x_{ij}        two indices of an array, or the declared name x_ij
\hat{y}_i     an entry of yhat
x^{(i)}       an entry of an array, or a power
\mathbf{x}    x, unless x and \mathbf{x} stand in one formula
y'            a declared name, or a derivative
"""

from __future__ import annotations

from typing import NamedTuple

from derivcheck.notation.name_hints import undeclared
from derivcheck.notation.spellings import CONSTANTS
from derivcheck.notation.spellings import FUNCTIONS as SPELLED
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import arguments, opens
from derivcheck.notation.tex.commands import (
    ACCENTS,
    ALPHABETS,
    DOTS_ABOVE,
    EXTREMES,
    FUNCTIONS,
    GREEK_LETTERS,
    UPRIGHT,
    WORDS,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.names import Match, binders_in, candidates, filled
from derivcheck.notation.tex.tokens import NO_GAP, refuse
from derivcheck.notation.tex.trees import at, constant, known, number, operator

STARS = {"*": "star", r"\ast": "star", r"\star": "star"}
PRIMES = frozenset(("'", r"\prime"))


class Base(NamedTuple):
    """What a name is before its subscript.

    Arguments:
        names: what it may be declared as, the most special first.
        stop: the index of the token behind it.
        text: how it is spelled.
        upright: whether it is set as a word.
        accent: its accent, or "".
    """

    names: tuple[str, ...]
    stop: int
    text: str
    upright: bool = False
    accent: str = ""


class Scripts(NamedTuple):
    """What is attached to a name: the indices of the tokens of each, and how many primes."""

    below: tuple[int, int] | None
    primes: int
    above: tuple[int, int] | None
    stop: int


def starts_name(p: Reader) -> bool:
    """Whether a name stands at the cursor."""
    token = p.token
    if token.kind == "letter" or candidates(token):
        return True
    return token.text in ALPHABETS or token.text in ACCENTS or token.text in UPRIGHT


MAX_DRESSES = 3
"""How many accents and alphabets one name may have."""


def base_at(p: Reader, start: int, dresses: int = 0) -> Base:
    """The name at an index, without its scripts.

    Arguments:
        dresses: how many accents and alphabets stand around it.

    Raises:
        Diagnosis: DC104, DC107, DC123.
    """
    token = p.tokens[start]
    if dresses > MAX_DRESSES:
        message = f"a name has at most {MAX_DRESSES} accents and alphabets"
        refuse("DC107", message, "declare it under names:", token.start, token.stop)
    if token.kind == "letter":
        return _run(p, start)
    if token.text in ALPHABETS or token.text in ACCENTS:
        _unwrap(p, start, dresses)
        inner = base_at(p, p.inner(start + 1)[0], dresses + 1)
        if token.text in ACCENTS:
            accent = ACCENTS[token.text]
            names = tuple(
                made
                for n in inner.names
                for made in (n + accent, f"{n}_{accent}", accent + n, f"{accent}_{n}")
            )
        else:
            accent, names = inner.accent, inner.names
        stop = p.end_of_group(start + 1)
        return Base(names, stop, p.words(start, stop), inner.upright, accent)
    if token.text in UPRIGHT:
        first, last = p.inner(start + 1)
        stop = p.end_of_group(start + 1)
        word = "".join(t.text for t in p.tokens[first:last])
        names = (word,) if word.isidentifier() else tuple(candidates(p.tokens[first]))
        return Base(names or (word,), stop, p.words(start, stop), True)
    names = candidates(token)
    if not names:
        message = f"{token.text} is no name that could be dressed"
        refuse("DC123", message, "write a letter, or say it without", token.start, token.stop)
    also = tuple(GREEK_LETTERS[n] for n in names if n in GREEK_LETTERS)
    return Base((*names, *also), start + 1, token.text)


def _unwrap(p: Reader, start: int, dresses: int) -> None:
    r"""`\hat{y_i}` as `\hat{y}_i`: scripts inside the braces of an accent, moved out of them."""
    command = p.tokens[start]
    first, last = p.inner(start + 1)
    if first >= last or p.tokens[first].kind in ("end", "}"):
        message = f"{command.text} dresses nothing"
        refuse("DC104", message, "write a letter behind it", command.start, command.stop)
    end = base_at(p, first, dresses + 1).stop
    if p.tokens[start + 1].kind != "{" or end >= last:
        return
    token = p.tokens[end]
    if token.text not in ("_", "^", *PRIMES):
        shown = p.words(start, last + 1)
        message = f"{shown} dresses more than a name"
        refuse("DC123", message, "declare it under names:", command.start, token.stop)
    closing = p.tokens[last]._replace(start=token.start)
    p.tokens[start : last + 1] = [*p.tokens[start:end], closing, *p.tokens[end:last]]


def _run(p: Reader, start: int) -> Base:
    """A letter, or the longest run of letters that is declared as a name."""
    stop, word = start, ""
    while p.tokens[stop].kind == "letter" and (stop == start or p.tokens[stop].gap == NO_GAP):
        if len(word) == p.longest:
            break
        word += p.tokens[stop].text
        stop += 1
    for length in range(len(word), 1, -1):
        name = word[:length]
        if not p.knows(name):
            continue
        if all(p.knows(letter) for letter in name):
            product = r" \cdot ".join(name)
            message = f"`{name}` could be the name {name} or the product {product}"
            hint = rf"write \mathrm{{{name}}} or {product}"
            refuse("DC124", message, hint, p.tokens[start].start, p.tokens[start + length - 1].stop)
        return Base((name,), start + length, name)
    return Base((word[0],), start + 1, word[0])


def scripts_at(p: Reader, start: int) -> Scripts:
    """The scripts behind an index.  Raises: Diagnosis for two of a kind."""
    below = above = None
    primes, n = 0, start
    while True:
        token = p.tokens[n]
        if token.text in PRIMES:
            primes, n = primes + 1, n + 1
        elif token.text in ("_", "^") and p.tokens[n + 1].kind in ("end", "}"):
            p.go(n)
            p.here("DC104", f"nothing stands behind {token.text}", "write it in braces")
        elif token.text == "_" and below is None:
            below, n = p.inner(n + 1), p.end_of_group(n + 1)
        elif token.text == "^" and above is None:
            inside = p.inner(n + 1)
            words = [t.text for t in p.tokens[slice(*inside)]]
            if words and all(w in PRIMES for w in words):
                primes += len(words)
            else:
                above = inside
            n = p.end_of_group(n + 1)
        elif token.text in ("_", "^"):
            p.go(n)
            p.here("DC125", f"a second {token.text} follows", "group the first with braces")
        else:
            return Scripts(below, primes, above, n)


def name(p: Reader) -> Syntax:
    """A name with its subscript, primes and arguments; a power is left to who asks.

    Raises:
        Diagnosis: DC201 for an undeclared name, DC124 for one with two readings.
    """
    start = p.at
    match = p.names.at(p.tokens, start)
    if match and not starts_name(p):
        return _spelled(p, match)
    base = base_at(p, start)
    scripts = scripts_at(p, base.stop)
    reach = base.stop
    if scripts.below:
        reach = max(reach, scripts.below[1])
    own = _declared(p, base, scripts.below) if scripts.below else ""
    if match and (match.stop > reach or not own):
        return _spelled(p, match)
    if base.upright and (found := _upright(p, base)):
        return found
    return _resolved(p, base, scripts, own)


def _upright(p: Reader, base: Base) -> Syntax | None:
    """An upright constant, which is none of the names."""
    word = base.names[0]
    span = p.token.start, p.tokens[base.stop - 1].stop
    if word in ("e", "i") and not p.knows(word):
        p.go(base.stop)
        return constant("E" if word == "e" else "I", span)
    if word in ("e", "i"):
        p.go(base.stop)
        return constant("E" if word == "e" else "I", span)
    if word in ("true", "false"):
        p.go(base.stop)
        return constant(word, span)
    return None


def flat(p: Reader, span: tuple[int, int]) -> tuple[str, ...]:
    """A subscript as part of a name, in the ways it may be declared; nothing if it is none."""
    first, last = span
    words: list[str] = []
    n = first
    while n < last:
        token = p.tokens[n]
        if token.kind in ("letter", "digit") or candidates(token):
            words.append((*candidates(token), token.text)[0])
            n += 1
        elif token.text in UPRIGHT or token.text in ALPHABETS:
            inside = p.inner(n + 1)
            words.append("".join(t.text for t in p.tokens[slice(*inside)]))
            n = p.end_of_group(n + 1)
        elif token.text in FUNCTIONS or token.text in EXTREMES:
            words.append(token.text[1:])
            n += 1
        elif token.text in STARS:
            words.append("star")
            n += 1
        elif token.kind in ("{", "}"):
            n += 1
        elif token.text in (",", "_"):
            words.append("_")
            n += 1
        else:
            return ()
    joined = "".join(words)
    return (joined, "_".join(words), joined.replace("_", ""))


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


def _resolved(p: Reader, base: Base, scripts: Scripts, own: str) -> Syntax:
    """A name that is declared, with what is attached to it."""
    start, below = p.at, scripts.below
    stem = _declared(p, base, None)
    if own and stem and p.is_array(stem) and below:
        shown = p.words(start, p.end_of_group(base.stop + 1))
        message = f"`{shown}` could be the name {own} or an entry of {stem}"
        hint = f"rename one of them, or say under names: which one {shown} is"
        refuse("DC124", message, hint, p.token.start, p.tokens[below[1] - 1].stop)
    if own:
        p.go(_behind(p, base.stop, below))
        return _attached(p, own, start, base, indexed=True)
    if stem:
        p.go(base.stop)
        return _attached(p, stem, start, base, indexed=bool(below))
    return _undeclared(p, base, scripts)


def _behind(p: Reader, start: int, below: tuple[int, int] | None) -> int:
    """The index behind a subscript; primes before it are refused."""
    if below is None:
        return start
    if p.tokens[start].text != "_":
        p.go(start)
        p.here("DC125", "a subscript stands behind another script", "write the subscript first")
    return p.end_of_group(start + 1)


def _undeclared(p: Reader, base: Base, scripts: Scripts) -> Syntax:
    """What nobody declared: a constant, a name that is bound further on, or an error."""
    start, word = p.at, base.names[0] if base.names else base.text
    span = p.token.start, p.tokens[base.stop - 1].stop
    if base.accent in ("bar",) and p.scope.field == "complex":
        return _conjugate(p)
    if base.accent and (dots := DOTS_ABOVE.get(p.token.text)):
        return _dotted(p, dots)
    p.go(base.stop)
    if base.text == r"\pi" and not scripts.below:
        return constant("pi", span)
    if base.text == "e" and not scripts.below:
        return constant("E", span)
    if base.text == "i" and p.scope.field == "complex" and not scripts.below:
        return constant("I", span)
    made = _of_index(p, base, scripts, span)
    if made:
        return made
    if word in p.maybe and not scripts.below:
        p.pending.append((word, *span))
        return Syntax("name", *span, word)
    if base.text == "i" and not scripts.below:
        message = "`i` could be the imaginary unit or an index, and is declared as neither"
        hint = r"say `field: complex` or write \mathrm{i} for the unit, or declare i"
        refuse("DC124", message, hint, *span)
    stop = scripts.below[1] if scripts.below else base.stop
    return _unknown(p, start, base, stop)


def _unknown(p: Reader, start: int, base: Base, stop: int) -> Syntax:
    first, last = p.tokens[start], p.tokens[stop - 1]
    if stop < len(p.tokens) and p.tokens[stop].kind == "}" and "{" in p.words(start, stop):
        last = p.tokens[stop]
        stop += 1
    shown = p.words(start, stop)
    word = base.names[0] if base.names else base.text
    letters = ""
    while (after := p.tokens[start + len(letters)]).kind == "letter" and not (letters and after.gap):
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


def _of_index(p: Reader, base: Base, scripts: Scripts, span: tuple[int, int]) -> Syntax | None:
    r"""`\delta_{ij}`, `I_n`, `\mathbf{1}_{P}`."""
    if not scripts.below or p.token.text != "_":
        return None
    first, last = scripts.below
    word = base.names[0] if base.names else ""
    if base.text == r"\delta":
        indices = _indices(p, first, last, 2)
        if len(indices) != 2:
            return None
        p.go(p.end_of_group(p.at + 1))
        equal = Syntax("relation", *span, "=", tuple(indices))
        return operator("indicator", (span[0], p.last.stop), equal)
    if word == "I" and base.text in ("I", r"\mathbf{I}", r"\mathbb{I}"):
        size = p.part(first, last)
        p.go(p.end_of_group(p.at + 1))
        if size.kind in ("relation", "set"):
            return operator("indicator", (span[0], p.last.stop), size)
        return known("eye", (span[0], p.last.stop), size)
    return None


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
        return _primed(p, meaning, dots)
    p.go(behind)
    return called(p, found, (command.start, p.last.stop), dots)


def _attached(p: Reader, word: str, start: int, base: Base, *, indexed: bool) -> Syntax:
    """A declared name with indices, primes and arguments."""
    first = p.tokens[start]
    _same_dress(p, word, base.text, indexed, first.start)
    span = first.start, p.last.stop
    if p.token.text in PRIMES or (p.token.text == "^" and _only_primes(p)):
        return called(p, word, span, _primes(p, word))
    if p.is_array(word) and p.token.text in ("_", "^"):
        return entry(p, Syntax("name", *span, word))
    if p.token.text == "_":
        shown = p.words(start, p.end_of_group(p.at + 1))
        hint = f"declare {word} as an array, or say under names: what {shown} is"
        refuse("DC201", f"`{shown}` is not declared", hint, first.start, p.ahead(1).stop)
    if p.token.text == "^" and (starred := _starred(p, word, span)):
        return starred
    if p.is_function(word):
        return called(p, word, span, 0)
    return Syntax("name", *span, word)


def _same_dress(p: Reader, word: str, text: str, indexed: bool, start: int) -> None:
    """One name is spelled in one way, with indices and without."""
    before = p.dressed.setdefault((word, indexed), (text, start, start + 1))
    if before[0] != text:
        message = f"{before[0]} and {text} would both be {word}"
        hint = f"say under names: what each of them is, or spell {word} in one way"
        refuse("DC124", message, hint, start, start + len(text))


def _only_primes(p: Reader) -> bool:
    inside = p.tokens[slice(*p.inner(p.at + 1))]
    return bool(inside) and all(t.text in PRIMES for t in inside)


def _primes(p: Reader, word: str) -> int:
    """Passes primes; how many there are."""
    count = 0
    while True:
        if p.token.text in PRIMES:
            p.advance()
            count += 1
        elif p.token.text == "^" and _only_primes(p):
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
    power = None if primes else _order(p, word)
    primes = primes or (power or 0)
    made = Syntax("name", span[0], p.last.stop, word + "'" * primes)
    if not opens(p, "("):
        return made
    parts = arguments(p)
    return Syntax("call", span[0], p.last.stop, made.text, (made, *parts))


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
    shown = "".join(words)
    message = f"{word}^{{{shown}}} could be a power of values, an inverse or an iterate of {word}"
    refuse("DC124", message, f"write ({word}(x))^{{{shown}}} for the power", *p.token[2:4])


def _spelled(p: Reader, match: Match) -> Syntax:
    """What a spelling of `names:` stands for, with what is attached to it."""
    start = p.token.start
    meaning = _meant(p, match)
    p.go(match.stop)
    if match.rest:
        first, last = match.rest
        rest = _indices(p, first + (p.tokens[first].text == ","), last, None)
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
        return _primed(p, meaning, _primes(p, ""))
    return meaning


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
    if meaning.kind != "call" or len(meaning.parts) != 2:
        message = "a prime follows what is no function"
        refuse("DC201", message, "write the derivative out", meaning.start, p.last.stop)
    text = meaning.text + "'" * primes
    function, argument = meaning.parts
    parts = (function._replace(text=text), argument)
    return meaning._replace(stop=p.last.stop, text=text, parts=parts)


# --- indices -------------------------------------------------------------------------------------


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
            above = _indices(p, start + 1, stop - 1, None)
        else:
            if below:
                p.here("DC125", "a second _ follows", "group the first with braces")
            below = _indices(p, start, stop, rank - len(above))
        p.go(p.end_of_group(p.at + 1))
    if not above and not below:
        return array
    parts = (array, *above, *below)
    return Syntax("index", array.start, p.last.stop, "", parts)


def _in_brackets(p: Reader, start: int, stop: int) -> bool:
    """Whether a superscript is an index, `(i)` or `[l]`."""
    texts = p.tokens[start].text + p.tokens[max(start, stop - 1)].text
    return stop - start > 2 and texts in ("()", "[]")


def _indices(p: Reader, start: int, stop: int, rank: int | None) -> list[Syntax]:
    """The indices in a subscript: with commas between, or one letter or digit each."""
    parts: list[Syntax] = []
    first, depth = start, 0
    for n in range(start, stop + 1):
        if n < stop:
            depth += (p.tokens[n].text in "{([") - (p.tokens[n].text in "})]")
        if n == stop or (p.tokens[n].text == "," and not depth):
            if n < stop and _thousands(p, n, stop):
                _comma(p, n)
            parts.append(p.part(first, n))
            first = n + 1
    if len(parts) > 1 or rank is None or rank == 1:
        _single(p, start, stop, parts, rank)
        return parts
    units = [t for t in p.tokens[start:stop] if t.kind not in ("{", "}")]
    if all(t.kind in ("letter", "digit") or candidates(t) for t in units) and len(units) == rank:
        return [_unit(p, n) for n in range(start, stop) if p.tokens[n].kind not in ("{", "}")]
    if len(parts) == 1 and len(units) > 1:
        shown = p.words(start, stop)
        message = f"the subscript {shown} could be one index or several"
        refuse("DC124", message, "separate the indices with commas", *_span(p, start, stop))
    return parts


def _unit(p: Reader, n: int) -> Syntax:
    token = p.tokens[n]
    if token.kind == "digit":
        return number(token.text, (token.start, token.stop))
    return p.part(n, n + 1)


def _single(p: Reader, start: int, stop: int, parts: list[Syntax], rank: int | None) -> None:
    """Two letters side by side are no index of a vector: they could be a product or two."""
    letters = [t for t in p.tokens[start:stop] if t.kind == "letter" or candidates(t)]
    if rank == 1 and len(parts) == 1 and len(letters) == stop - start > 1:
        if parts[0].kind == "operator":
            shown = p.words(start, stop)
            message = f"the subscript {shown} could be a product or two indices"
            hint = "write a dot for the product, or declare an array of two indices"
            refuse("DC124", message, hint, *_span(p, start, stop))


def _thousands(p: Reader, n: int, stop: int) -> bool:
    after = p.tokens[n + 1 : min(n + 5, stop)]
    three = [t for t in after[:3] if t.kind == "digit"]
    more = len(after) > 3 and after[3].kind == "digit"
    before = p.tokens[n - 1].kind == "digit"
    return before and len(three) == 3 and not more and after[0].gap == NO_GAP


def _comma(p: Reader, n: int) -> None:
    token = p.tokens[n]
    message = "this comma could separate two numbers or thousands"
    refuse("DC124", message, "write a blank behind it, or leave it out", token.start, token.stop)


def _span(p: Reader, start: int, stop: int) -> tuple[int, int]:
    return p.tokens[start].start, p.tokens[stop - 1].stop


__all__ = ["at", "base_at", "entry", "name", "scripts_at", "starts_name"]

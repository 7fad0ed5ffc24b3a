r"""What a name is before it is looked up: its letter, alphabet and accent, and its scripts."""

from __future__ import annotations

from typing import NamedTuple

from derivcheck.notation.tex.commands import (
    ACCENTS,
    ALPHABETS,
    EXTREMES,
    FUNCTIONS,
    GREEK_LETTERS,
    PRIMES,
    UPRIGHT,
    WORDS,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.names import DRESSING, candidates
from derivcheck.notation.tex.tokens import NO_GAP, refuse

STARS = {"*": "star", r"\ast": "star", r"\star": "star"}


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
        return _dressed(p, start, dresses)
    if token.text in UPRIGHT:
        return _word(p, start)
    names = candidates(token)
    if not names:
        message = f"{token.text} is no name that could be dressed"
        refuse("DC123", message, "write a letter, or say it without", token.start, token.stop)
    also = tuple(GREEK_LETTERS[n] for n in names if n in GREEK_LETTERS)
    return Base((*names, *also), start + 1, token.text)


def _dressed(p: Reader, start: int, dresses: int) -> Base:
    """A name with an accent or in an alphabet."""
    token = p.tokens[start]
    _unwrap(p, start, dresses)
    inner = base_at(p, p.inner(start + 1)[0], dresses + 1)
    accent, names = inner.accent, inner.names
    if token.text in ACCENTS:
        accent = ACCENTS[token.text]
        forms = ("{0}{1}", "{0}_{1}", "{1}{0}", "{1}_{0}")
        names = tuple(form.format(n, accent) for n in inner.names for form in forms)
    stop = p.end_of_group(start + 1)
    return Base(names, stop, p.words(start, stop), inner.upright, accent)


def _word(p: Reader, start: int) -> Base:
    """A name that is set as a word."""
    first, last = p.inner(start + 1)
    stop = p.end_of_group(start + 1)
    word = "".join(t.text for t in p.tokens[first:last])
    names = (word,) if word.isidentifier() else tuple(candidates(p.tokens[first]))
    return Base(names or (word,), stop, p.words(start, stop), True)


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
    if _behind_scripts(p, end) < last:
        shown = p.words(start, last + 1)
        message = f"{shown} dresses more than a name"
        refuse("DC123", message, "declare it under names:", command.start, token.stop)
    closing = p.tokens[last]._replace(start=token.start)
    p.tokens[start : last + 1] = [*p.tokens[start:end], closing, *p.tokens[end:last]]


def _behind_scripts(p: Reader, at: int) -> int:
    """The index behind what stands at an index and is part of a name: no powers."""
    while p.tokens[at].text in ("_", "^", *PRIMES):
        if p.tokens[at].text == "^":
            start, stop = p.inner(at + 1)
            if p.tokens[start].text not in ("(", "[", *STARS, *PRIMES) or start >= stop:
                return at
        at = at + 1 if p.tokens[at].text in PRIMES else p.end_of_group(at + 1)
    return at


def dresses_more(p: Reader) -> bool:
    """Whether the accent at the cursor stands over more than a name with its scripts."""
    first, last = p.inner(p.at + 1)
    if p.tokens[p.at + 1].kind != "{" or first >= last:
        return False
    token = p.tokens[first]
    if not (token.kind == "letter" or candidates(token) or token.text in DRESSING):
        return True
    return _behind_scripts(p, base_at(p, first).stop) < last


def _run(p: Reader, start: int) -> Base:
    """A letter, or the longest run of letters that is declared as a name."""
    stop, word = start, ""
    while p.tokens[stop].kind == "letter" and (stop == start or p.tokens[stop].gap == NO_GAP):
        if len(word) == p.longest:
            break
        word += p.tokens[stop].text
        stop += 1
    _no_function(p, start)
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


def _no_function(p: Reader, start: int) -> None:
    """Refuses `sin(x)` and `sin x` without a backslash, which would be a product of letters."""
    stop = start
    while p.tokens[stop].kind == "letter" and (stop == start or p.tokens[stop].gap == NO_GAP):
        stop += 1
    word = "".join(t.text for t in p.tokens[start:stop])
    after = p.tokens[stop]
    argument = after.text in ("(", "[", r"\left") or (after.gap and candidates(after))
    first = start == 0 or p.tokens[start - 1].kind != "letter" or p.tokens[start].gap != NO_GAP
    known = p.knows(word) or p.names.at(p.tokens, start)
    if len(word) > 2 and word in WORDS and argument and first and not known:
        message = f"`{word}` is a product of letters here"
        refuse("DC124", message, rf"write \{word}", p.tokens[start].start, p.tokens[stop - 1].stop)


def subscript_at(p: Reader, start: int) -> tuple[int, int] | None:
    """The indices of what stands in the subscript among the scripts behind an index.

    Raises:
        Diagnosis: DC104, DC125 for scripts that are empty, or two of a kind.
    """
    below, powered, n = None, False, start
    while True:
        token = p.tokens[n]
        if token.text in PRIMES:
            n += 1
        elif token.text in ("_", "^") and p.tokens[n + 1].kind in ("end", "}"):
            p.go(n)
            p.here("DC104", f"nothing stands behind {token.text}", "write it in braces")
        elif token.text == "_" and below is None:
            below, n = p.inner(n + 1), p.end_of_group(n + 1)
        elif token.text == "^" and not powered:
            powered = not only_primes(p, n + 1)
            n = p.end_of_group(n + 1)
        elif token.text in ("_", "^"):
            p.go(n)
            p.here("DC125", f"a second {token.text} follows", "group the first with braces")
        else:
            return below


def only_primes(p: Reader, at: int) -> bool:
    """Whether the argument at an index, of a power, holds primes and nothing else."""
    inside = p.tokens[slice(*p.inner(at))]
    return bool(inside) and all(t.text in PRIMES for t in inside)


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

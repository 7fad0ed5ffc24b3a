"""Syntax errors: why a text cannot be read on at one of its tokens, and what to write instead.

The tokens and the place of one go in; what comes out is a `Diagnosis`, always.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from derivcheck.notation.elsewhere import BINDERS, PAIRS, WORDS, differential
from derivcheck.notation.spellings import FUNCTIONS, INFIX
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import FOREIGN, MAX_DEPTH, Token, fail

Tokens = Sequence[Token]


def too_deep(start: int, stop: int) -> NoReturn:
    """More levels of nesting than are read.

    Raises:
        Diagnosis: DC107.
    """
    message = f"the expression is nested more than {MAX_DEPTH} levels deep"
    fail("DC107", message, "name its parts under define:", start, stop)


def juxtaposed(source: str, tokens: Tokens, at: int, left: Syntax) -> NoReturn:
    """Two operands side by side.

    Arguments:
        source: the whole text.
        tokens: of the text.
        at: which token begins the second operand.
        left: the first operand.

    Raises:
        Diagnosis: DC101, DC102.
    """
    token = tokens[at]
    if token.text in ("{", "["):
        is_brace = token.text == "{"
        hint = _braced(tokens, at, left) if is_brace else "write an operator between them"
        fail("DC101", f"`{token.text}` is not expected here", hint, *token[2:])
    message = "an operator is missing between two factors"
    fail("DC102", message, _between(source, tokens, at, left), left.start, token.stop)


def _braced(tokens: Tokens, at: int, left: Syntax) -> str:
    """What to write for `x_{1}`."""
    if left.kind == "name" and left.text.endswith("_"):
        inside = tokens[at + 1].text
        plain = left.text[:-1] in BINDERS
        return BINDERS[left.text[:-1]] if plain else f"write {left.text}{inside}"
    return FOREIGN["{"]


def _between(source: str, tokens: Tokens, at: int, left: Syntax) -> str:
    """What to write for two operands side by side."""
    token, before = tokens[at], source[left.start : left.stop]
    rest = source[token.start :]
    after = rest.split(maxsplit=1)[0] if token.text in "(√" else token.text
    past = [t.text for t in tokens[max(0, at - 3) : at]]
    match past:
        case [name, "^", exponent] if name in FUNCTIONS and token.text == "(":
            return f"write {name}(x)^{exponent}"
        case ["d", "/", name] if differential(name):
            return "write the derivative as diff(f, x)"
    known = (WORDS.get(before) or WORDS.get(token.text), BINDERS.get(before))
    if any(known):
        return next(filter(None, known))
    if before in FUNCTIONS:
        return f"write {before}({after}) to apply {before}"
    before = before if len(before) <= 20 else "..." + before[-12:]
    return f"write {before}*{after[:20]} if a product is meant"


def unclosed(tokens: Tokens, at: int, opening: Token, closing: str) -> NoReturn:
    """Neither a comma nor the closing bracket behind an argument.

    Arguments:
        tokens: of the text.
        at: which token stands there instead.
        opening: the bracket that is open.
        closing: what would close it.

    Raises:
        Diagnosis: DC101, DC103, DC104.
    """
    kind, text = tokens[at][:2]
    if kind == "end" or (kind == "operator" and text in (")", "]", "}")):
        message = f"`{opening.text}` is never closed"
        fail("DC103", message, f"add the missing `{closing}`", opening.start, opening.stop)
    unexpected(tokens, at)


def missing(tokens: Tokens, at: int) -> NoReturn:
    """No operand where one must stand.

    Arguments:
        tokens: of the text.
        at: which token stands there instead.

    Raises:
        Diagnosis: DC101, DC103, DC104.
    """
    kind, text, start, stop = tokens[at]
    if kind == "end":
        message = "the expression ends too early" if at else "there is no expression"
        fail("DC104", message, "write the missing operand", max(0, start - 1), start)
    if kind == "string":
        fail("DC101", f"{text} is not expected here", FOREIGN['"'], start, stop)
    if text in (")", "]", "}"):
        unexpected(tokens, at)
    if text in FOREIGN:
        fail("DC101", f"`{text}` is not expected here", FOREIGN[text], start, stop)
    previous = tokens[at - 1].text if at else ""
    hint = PAIRS.get(previous + text)
    hint = hint or f"write a number, a name or a bracket before or after `{text}`"
    fail("DC101", f"`{text}` is not expected here: an operand is missing", hint, start, stop)


def unexpected(tokens: Tokens, at: int) -> NoReturn:
    """A token that nothing leads up to.

    Arguments:
        tokens: of the text.
        at: which token.

    Raises:
        Diagnosis: DC101, DC103, DC104.
    """
    _, text, start, stop = tokens[at]
    if text in (")", "]", "}"):
        previous = tokens[at - 1].text if at else ""
        if previous in INFIX or previous in ("(", "[", ","):
            message = f"an operand is missing before `{text}`"
            fail("DC104", message, "write the missing operand", start, stop)
        hint = "remove it, or open it earlier"
        fail("DC103", f"`{text}` closes nothing", hint, start, stop)
    hint = FOREIGN.get(text, "write an operator or a closing bracket before it")
    if text == "|":
        apart = at and tokens[at - 1].stop < start and stop < tokens[at + 1].start
        divides = "write mod(n, 6) = 0 for 6 | n"
        hint = divides if apart else "write abs(x) for |x|, with an operator before it"
    fail("DC101", f"`{text}` is not expected here", hint, start, stop)


def several(inside: Syntax) -> NoReturn:
    """More than one expression where one stands between bars or braces.

    Arguments:
        inside: the bars or braces with what stands between them.

    Raises:
        Diagnosis: DC101.
    """
    message = "one expression is expected between the bars or braces"
    fail("DC101", message, "write it without the comma", inside.start, inside.stop)


def twice(left: Syntax) -> NoReturn:
    """A second factorial sign behind a first.

    Arguments:
        left: what stands before it.

    Raises:
        Diagnosis: DC101.
    """
    message = "`!!` could mean a double factorial or a factorial twice"
    fail("DC101", message, "write (n!)! for the second", left.stop - 1, left.stop + 1)

r"""Operands: numerals, braces, brackets, fractions, roots, and the commands that begin one."""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex import environments
from derivcheck.notation.tex.atoms import name
from derivcheck.notation.tex.bases import starts_name
from derivcheck.notation.tex.binders import extreme, limit, summation
from derivcheck.notation.tex.brackets import closed, listed, loose, opened, sign_at
from derivcheck.notation.tex.calculus import derivative, integral
from derivcheck.notation.tex.commands import (
    BINOMIALS,
    BRACED_NOTES,
    EXTREMES,
    FENCES,
    FRACTIONS,
    GREEK_COMMANDS,
    INTEGRALS,
    OPAQUE,
    PRODUCTS,
    QUOTIENTS,
    SIZES,
    SUMS,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.differentials import is_derivative, sign_end
from derivcheck.notation.tex.functions import function, function_at
from derivcheck.notation.tex.gradients import gradient, partial
from derivcheck.notation.tex.powers import indicator_of
from derivcheck.notation.tex.tokens import NO_GAP, refuse
from derivcheck.notation.tex.trees import constant, is_sum, known, number, operands, operator


def primary(p: Reader) -> Syntax:
    """An operand without powers."""
    token = p.token
    if token.kind == "digit" or (token.text == "." and p.ahead(1).kind == "digit"):
        return _numeral(p)
    if token.kind != "letter" and p.names.at(p.tokens, p.at):
        return name(p)
    if token.kind == "{":
        return _group(p) if not _unbraced(p) else primary(p)
    if found := function_at(p):
        return function(p, found)
    if sign := sign_at(p):
        return _bracket(p, sign)
    if (found_ := indicator_of(p)) is not None:
        return found_
    if starts_name(p):
        return name(p)
    if token.kind == "command":
        return _command(p)
    return p.unexpected()


def _numeral(p: Reader) -> Syntax:
    start, text = p.token.start, ""
    while p.token.kind == "digit" and (not text or p.token.gap == NO_GAP):
        text += p.advance().text
    if p.token.text == "." and p.ahead(1).kind == "digit":
        p.advance()
        text = (text or "0") + "."
        while p.token.kind == "digit" and p.token.gap == NO_GAP:
            text += p.advance().text
    if comma := _decimal_comma(p, text):
        p.go(p.at + comma)
        text += "."
        while p.token.kind == "digit" and (text[-1] == "." or p.token.gap == NO_GAP):
            text += p.advance().text
    stop = p.last.stop
    _no_thousands(p, start)
    if p.token.text == "_":
        message = f"a number with a subscript could be to the base {p.ahead(1).text}"
        p.here("DC124", message, "write the number out, or declare a name for it")
    return number(text, (start, stop))


def _decimal_comma(p: Reader, text: str) -> int:
    r"""How many tokens the comma of `2{,}5` has, which groups no thousands; 0 if it could.

    Braces around a comma take away the room that one of a list has.
    """
    braced = p.token.kind == "{" and p.ahead(1).text == "," and p.ahead(2).kind == "}"
    digits = 0
    while p.ahead(3 + digits).kind == "digit":
        digits += 1
    return 3 if braced and "." not in text and digits and (digits != 3 or text == "0") else 0


def _no_thousands(p: Reader, start: int) -> None:
    r"""`50,000` and `50{,}000` could be one number or two."""
    braced = p.token.kind == "{" and p.ahead(1).text == "," and p.ahead(2).kind == "}"
    after = [p.ahead(n) for n in range(3 if braced else 1, 7 if braced else 5)]
    three = all(t.kind == "digit" for t in after[:3])
    grouped = three and after[3].kind != "digit" and after[0].gap == NO_GAP
    if braced or (p.token.text == "," and grouped):
        message = "the comma could group thousands, be a decimal point or separate two numbers"
        hint = "write 50000 without it, 50.000 with a point, or a blank behind the comma"
        refuse("DC124", message, hint, start, after[2].stop)


def _unbraced(p: Reader) -> bool:
    """Takes the braces off a single letter, `{x}_1`; whether they stood there."""
    inner = p.ahead(1)
    letter = inner.kind == "letter" or inner.text in GREEK_COMMANDS
    if p.ahead(2).kind != "}" or not letter:
        return False
    p.tokens[p.at : p.at + 3] = [inner._replace(gap=p.token.gap)]
    p.token = p.tokens[p.at]
    return True


SHUT = (")", "]", r"\}", "|")
"""What ends the argument of a function for the eye."""


def _group(p: Reader) -> Syntax:
    """Braces, which print nothing."""
    opening = p.advance()
    if p.token.kind == "}":
        p.here("DC104", "the braces are empty", "leave them out, or fill them")
    called = bool(function_at(p))
    with p.inside("{"):
        made = p.statement()
        loosely = len(operands(made)) > 1 or (called and p.last.text not in SHUT)
        p.close("}", opening)
    bracketed = (made.start, made.stop) in p.bracketed
    made = made._replace(start=opening.start, stop=p.last.stop)
    if is_sum(made) and not bracketed:
        if p.token.text in ("^", "_", *PRODUCTS, *QUOTIENTS):
            loose(p, made)
        p.bare.add((made.start, made.stop))
    elif loosely and not bracketed and p.token.text in ("^", "!"):
        loose(p, made)
    return made


def _bracket(p: Reader, sign: str) -> Syntax:
    """What stands in brackets or between bars."""
    if sign == "|" and p.token.text == "|" and _doubled(p):
        return _norm(p)
    opening = opened(p)
    kind = FENCES.get(sign, "")
    size = opening.first.text if opening.first.text in SIZES else ""
    bars = kind or sign == "."
    with p.inside(size + sign if bars and not opening.left else "("):
        parts = listed(p)
        closing = closed(p, opening)
    span = opening.first.start, p.last.stop
    if opening.sign == ".":
        return environments.bar_behind(p, parts, closing, span)
    p.bracketed.add(span)
    if opening.first.text == "|":
        p.barred.add(span)
    return environments.fenced(p, opening.sign, closing, parts, span)


def _doubled(p: Reader) -> bool:
    """Whether two bars open that two bars close: `||x||`, not `||x| - 1|`."""
    depth, n = 0, p.at + 2
    if p.ahead(1).text != "|" or p.ahead(1).gap:
        return False
    while p.tokens[n].kind != "end" and depth >= 0:
        text = p.tokens[n].text
        if text == "|" and not depth:
            return p.tokens[n + 1].text == "|" and not p.tokens[n + 1].gap
        depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        n += 1
    return False


def _norm(p: Reader) -> Syntax:
    """`||x||`."""
    first = p.advance()
    p.advance()
    with p.inside("|"):
        part = p.statement()
        p.close("|", first)
        p.close("|", first)
    return environments.fenced(p, r"\|", r"\|", [part], (first.start, p.last.stop))


def _command(p: Reader) -> Syntax:
    """An operand that begins with a command."""
    if reader := READERS.get(p.token.text):
        return reader(p)
    if sign_end(p, p.at, True):
        message = f"{p.token.text} stands outside of a derivative"
        p.here("DC126", message, r"write \frac{\partial f}{\partial x}")
    return p.unexpected()


def _infinity(p: Reader) -> Syntax:
    token = p.advance()
    return constant("oo", (token.start, token.stop))


def _binomial(p: Reader) -> Syntax:
    token = p.advance()
    parts = (p.argument(), p.argument())
    return known("binomial", (token.start, p.last.stop), *parts)


def _bars(p: Reader) -> Syntax:
    r"""`\abs{x}`, `\norm{v}`."""
    token = p.advance()
    p.take("*")
    sign = "|" if token.text == r"\abs" else r"\|"
    part = p.argument()
    return environments.fenced(p, sign, sign, [part], (token.start, p.last.stop))


def _fraction(p: Reader) -> Syntax:
    if is_derivative(p):
        return derivative(p)
    token = p.advance()
    above = _numerator(p)
    below = p.argument()
    return operator("/", (token.start, p.last.stop), above, below)


def _numerator(p: Reader) -> Syntax:
    """What stands above a line, where the differential of an integral may be."""
    if not p.waits() or p.token.kind != "{":
        return p.argument()
    opening = p.advance()
    with p.inside("{"):
        p.integrals[-1] = ""
        made = p.statement()
        found = p.integrals[-1]
        p.close("}", opening)
    p.integrals[-1] = found
    return made


def _root(p: Reader) -> Syntax:
    r"""`\sqrt{x}`, `\sqrt[3]{x}`."""
    token = p.advance()
    degree = None
    if p.token.text == "[":
        opening = p.advance()
        with p.inside("["):
            degree = p.statement()
            p.close("]", opening)
    part = p.argument()
    span = token.start, p.last.stop
    if degree is None:
        return operator("sqrt", span, part)
    if p.scope.field == "complex":
        one = number("1", (degree.start, degree.stop))
        power = operator("/", (degree.start, degree.stop), one, degree)
        return operator("^", span, part, power)
    if degree.kind == "number" and degree.text in ("2", "3"):
        return operator("sqrt" if degree.text == "2" else "cbrt", span, part)
    return known("root", span, part, degree)


READERS: dict[str, Callable[[Reader], Syntax]] = {
    **dict.fromkeys(FRACTIONS, _fraction),
    **dict.fromkeys(SUMS, summation),
    **dict.fromkeys(EXTREMES, extreme),
    **dict.fromkeys(INTEGRALS, integral),
    **dict.fromkeys(BINOMIALS, _binomial),
    **dict.fromkeys((*OPAQUE, *BRACED_NOTES), environments.opaque),
    r"\nabla": gradient,
    r"\partial": partial,
    r"\lim": limit,
    r"\begin": environments.environment,
    r"\sqrt": _root,
    r"\infty": _infinity,
    r"\abs": _bars,
    r"\norm": _bars,
}
"""The command that begins an operand -> what reads it."""

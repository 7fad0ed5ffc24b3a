r"""Macros: read from LaTeX, from settings as MathJax and KaTeX have them, and expanded.

What a macro makes stands where the macro stands with its arguments; these stay where they are, if
each is written once and in order, so that what stands later is never to the left.  Bombs and loops
stop at `MAX_EXPANSIONS` macros and `MAX_MADE` tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from derivcheck.diagnostics import Diagnosis
from derivcheck.notation.tex.tokens import MAX_TOKENS, Token, Tokens, refuse, tokenize

MAX_EXPANSIONS = 500  # macros in one formula, those that macros make counted
MAX_MADE = 5_000  # tokens that macros make in one formula
MAX_MACROS = 2_000  # of one document


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for.

    Arguments:
        body: with `#1`, `#2` for its arguments.
        arity: how many arguments it takes, an optional one counted.
        default: of its first argument, if that is optional and stands in brackets.
        starred: whether a star behind its name says nothing, as of paired delimiters.
    """

    body: Tokens
    arity: int = 0
    default: Tokens | None = None
    starred: bool = False


Macros = Mapping[str, Macro]
"""The name of a macro with its backslash -> what it stands for."""

# --- expansion -----------------------------------------------------------------------------------


def expand(tokens: list[Token], macros: Macros) -> list[Token]:
    """The tokens with every macro written out.

    Raises:
        Diagnosis: DC121 for a macro over the limits or without its arguments, DC106 for too much.
    """
    if not any(t.text in macros for t in tokens):
        return tokens
    waiting, made, steps, pushed = tokens[::-1], list[Token](), 0, 0
    while waiting:
        token = waiting.pop()
        macro = macros.get(token.text) if token.kind == "command" else None
        if macro is None:
            made.append(token)
            if len(made) > MAX_TOKENS:
                message = f"written out, the formula has more than {MAX_TOKENS} tokens"
                refuse("DC106", message, "name its parts under define:", token.start, token.stop)
            continue
        written = _written(macro, token, waiting)
        steps, pushed = steps + 1, pushed + len(written)
        if steps > MAX_EXPANSIONS or pushed > MAX_MADE:
            _endless(token, steps)
        waiting.extend(reversed(written))
    return made


def _endless(token: Token, steps: int) -> None:
    name = token.macro or token.text
    limit = f"{MAX_EXPANSIONS} macros" if steps > MAX_EXPANSIONS else f"{MAX_MADE} tokens"
    message = f"the macro {name} expands without end, or to too much; the limit is {limit}"
    refuse("DC121", message, "a macro must not lead back to itself", token.start, token.stop)


def _written(macro: Macro, call: Token, waiting: list[Token]) -> list[Token]:
    """The body of a macro with its arguments, which are taken from what is waiting."""
    if macro.starred and waiting and waiting[-1].text == "*":
        waiting.pop()
    arguments: list[list[Token]] = []
    whole = call
    if macro.default is not None:
        given = _optional(waiting)
        arguments.append(given or _placed(macro.default, call))
    while len(arguments) < macro.arity:
        given, stop = _argument(call, waiting)
        arguments.append(given)
        whole = whole._replace(stop=max(whole.stop, stop))
    numbers = [int(t.text[1:]) for t in macro.body if t.kind == "parameter"]
    if any(after <= before for before, after in pairwise(numbers)):
        arguments = [_placed(given, whole) for given in arguments]
    made: list[Token] = []
    for token in _placed(macro.body, whole):
        if token.kind == "parameter":
            number = int(token.text[1:])
            made.extend(arguments[number - 1] if number <= len(arguments) else ())
        else:
            made.append(token)
    if made:
        made[0] = made[0]._replace(gap=max(made[0].gap, call.gap))
    elif waiting:
        waiting[-1] = waiting[-1]._replace(gap=max(waiting[-1].gap, call.gap))
    return made


def _placed(tokens: Iterable[Token], call: Token) -> list[Token]:
    name = call.macro or call.text
    return [t._replace(start=call.start, stop=call.stop, macro=name) for t in tokens]


def _optional(waiting: list[Token]) -> list[Token]:
    if not waiting or waiting[-1].text != "[":
        return []
    depth, found = 0, list[Token]()
    for n, token in enumerate(reversed(waiting)):
        depth += (token.kind == "{") - (token.kind == "}")
        if token.text == "]" and depth == 0:
            del waiting[len(waiting) - n - 1 :]
            return found
        found.extend([token] if n else [])
    return []


def _argument(call: Token, waiting: list[Token]) -> tuple[list[Token], int]:
    """The next token, or what stands in the next braces, and where that ends."""
    if not waiting or waiting[-1].kind == "}":
        message = f"the macro {call.text} lacks an argument"
        refuse("DC121", message, "write its arguments in braces", call.start, call.stop)
    first = waiting.pop()
    if first.kind != "{":
        return [first], first.stop
    depth, found = 1, list[Token]()
    while waiting:
        token = waiting.pop()
        depth += (token.kind == "{") - (token.kind == "}")
        if not depth:
            return found, token.stop
        found.append(token)
    return refuse("DC103", "this brace is never closed", "close it with }", first.start, first.stop)


# --- definitions ---------------------------------------------------------------------------------

_NEW = r"\\(?:new|renew|provide)command\*?|\\(?:re)?newcommandx?\*?"
_DEFINITION = re.compile(
    rf"""(?P<new>{_NEW}) \s* \{{? \s* (?P<newname>\\(?:[A-Za-z@]+|[^A-Za-z@\s])) \s* \}}? \s*
         (?: \[ (?P<arity>[0-9]) \] \s* (?: \[ (?P<default>[^\[\]]*) \] \s* )? )?
      | \\(?:long\s*)?[gex]?def \s* (?P<defname>\\(?:[A-Za-z@]+|[^A-Za-z@\s]))
         \s* (?P<parameters>(?:\#[1-9])*) \s*
      | \\DeclareMathOperator(?P<star>\*?) \s* \{{? \s* (?P<operator>\\[A-Za-z@]+) \s* \}}? \s*
      | \\DeclarePairedDelimiter \s* \{{? \s* (?P<paired>\\[A-Za-z@]+) \s* \}}? \s*
      | \\let \s* (?P<letname>\\[A-Za-z@]+) \s* =? \s* (?P<let>\\[A-Za-z@]+)
    """,
    re.VERBOSE,
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")


def macros_in(text: str) -> dict[str, Macro]:
    r"""The macros that a LaTeX text defines; what cannot be read as one is passed over.

    Arguments:
        text: of a document, a preamble or a style file: `\newcommand`, `\def`,
            `\DeclareMathOperator`, `\DeclarePairedDelimiter`, `\let`.
    """
    text = _COMMENT.sub("", text)
    found: dict[str, Macro] = {}
    position = 0
    while len(found) < MAX_MACROS and (match := _DEFINITION.search(text, position)):
        position = match.end()
        if match["letname"]:
            meant = match["let"]
            made = found.get(meant) or Macro(tuple(tokenize(meant)))
            found[match["letname"]] = made
            continue
        body, position = _braced(text, match.end())
        if body is None:
            position = match.end()
            continue
        with suppress(Diagnosis):
            name, macro = _defined(match, body, text[position:])
            if macro is not None:
                found[name] = macro
    return found


def _defined(match: re.Match[str], body: str, rest: str) -> tuple[str, Macro | None]:
    if match["operator"]:
        return match["operator"], _macro(rf"\operatorname{{{body}}}", 0)
    if match["paired"]:
        right, _ = _braced(rest, len(rest) - len(rest.lstrip()))
        latex = rf"\left{body} #2 \right{right}"
        return match["paired"], _macro(latex, 2, "", starred=True) if right else None
    if match["defname"]:
        return match["defname"], _macro(body, match["parameters"].count("#"))
    return match["newname"], _macro(body, int(match["arity"] or 0), match["default"])


def _macro(body: str, arity: int, default: str | None = None, starred: bool = False) -> Macro:
    """What a macro stands for.  Raises: Diagnosis, if that is too long for a formula."""
    meant = None if default is None else tuple(tokenize(default))
    return Macro(tuple(tokenize(body)), arity, meant, starred)


def _braced(text: str, start: int) -> tuple[str | None, int]:
    """What stands in the braces at a place, and where they end."""
    if text[start : start + 1] != "{":
        return None, start
    depth, at = 0, start
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
            if not depth:
                return text[start + 1 : at], at + 1
        at += 1
    return None, start


_KEY = re.compile(r"\\?(?P<name>[A-Za-z@]+|[^A-Za-z@\s])\s*(?:\[(?P<arity>[0-9])\])?")


def macros_of(settings: Mapping[str, object]) -> dict[str, Macro]:
    r"""The macros of settings, as MathJax, KaTeX and `macros:` have them.

    Arguments:
        settings: `{"\\RR": "\\mathbb{R}"}`, `{"RR": ["{\\bf #1}", 1, "x"]}`, or with the number of
            arguments behind the name, `{"\\norm[1]": "\\|#1\\|"}`; else that of the body counts.

    Raises:
        Diagnosis: DC121 for an entry that is none.
    """
    found: dict[str, Macro] = {}
    for key, value in settings.items():
        parts = list(value) if isinstance(value, list | tuple) else [value]
        match = _KEY.fullmatch(key.strip())
        body, more = str(parts[0]) if parts else "", parts[1:]
        if match is None or not parts or not isinstance(parts[0], str):
            message = f"`{key}` is no macro"
            refuse("DC121", message, r"write `\R: \mathbb{R}` or `\norm[1]: \|#1\|`", 0, 1)
        used = max((int(n) for n in re.findall(r"#([1-9])", body)), default=0)
        said = match["arity"] or (str(more[0]) if more else "")
        arity = int(said) if said.isdigit() and len(said) == 1 else used
        default = str(more[1]) if len(more) > 1 else None
        found["\\" + match["name"]] = _macro(body, arity, default)
    return found

r"""Names that a document spells in its own way: `names:`, a LaTeX spelling and what it stands for.

    'h_i(\boldsymbol{x})': h[i]       i is not declared: it stands for whatever stands there
    'y': y(x)                         y is written without its argument
    'a_{L}': a                        an array; a_{Li} is a[i]

Spellings are compared as TeX would set them: `x_1` is `x_{1}`, blanks say nothing, macros are
written out.  The longest one that fits counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import Scope
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.commands import (
    ACCENTS,
    ALPHABETS,
    EXTREMES,
    GREEK_COMMANDS,
    SAME_BARS,
    SIZES,
    SUMS,
    SWITCHES,
    UPRIGHT,
    VARIANTS,
)
from derivcheck.notation.tex.macros import Macros, expand
from derivcheck.notation.tex.tokens import Token, behind, tokenize

MAX_NAMES = 400  # of one document

Unit = "str | tuple[Unit, ...] | Parameter"
_SCRIPTS = frozenset(("_", "^"))
DRESSING = UPRIGHT | ALPHABETS | frozenset(ACCENTS)
"""Commands that take what is behind them into one name."""
_SILENT = frozenset((r"\left", r"\right", r"\limits", *SIZES))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A letter of a spelling that stands for whatever stands there."""

    name: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling with what it stands for.

    Arguments:
        units: its tokens; of a group, a tuple.
        meaning: in plain notation.
        parameters: the letters that stand for whatever stands there.
        open: whether it ends with a subscript that indices may follow, as of `a_{L}`.
    """

    units: tuple[object, ...]
    meaning: Syntax
    parameters: frozenset[str]
    open: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A spelling that was found.

    Arguments:
        spelling: it.
        stop: the index of the token behind it.
        found: parameter -> the indices of the tokens that stand there.
        rest: the indices of the tokens in its subscript that are left.
    """

    spelling: Spelling
    stop: int
    found: Mapping[str, tuple[int, int]]
    rest: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All spellings of a document, by their first token, the longest first."""

    rows: Mapping[str, tuple[Spelling, ...]]

    def at(self, tokens: Sequence[Token], start: int) -> Match | None:
        """The longest spelling that stands at an index, if any does."""
        rows = self.rows.get(_text(tokens[start]))
        if not rows:
            return None
        best: Match | None = None
        for spelling in rows:
            found = _Matcher(tokens, spelling).run(start)
            if found and (best is None or found.stop > best.stop):
                best = found
        return best

    def ordered(self, tokens: list[Token]) -> list[Token]:
        r"""The tokens with the scripts of a name in the order of its spelling.

        `W_{ij}^{[1]}` is `W^{[1]}_{ij}` where `W^{[1]}` is spelled.
        """
        for n in range(len(tokens) - 4 if self.rows else 0):
            if _text(tokens[n]) not in self.rows:
                continue
            first = behind(tokens, n + 1) if tokens[n].text in DRESSING else n + 1
            second = behind(tokens, first + 1)
            last = behind(tokens, second + 1)
            if second >= len(tokens) or {tokens[first].text, tokens[second].text} != _SCRIPTS:
                continue
            scripts = [*tokens[second:last], *tokens[first:second]]
            other = [*tokens[:first], *scripts, *tokens[last:]]
            now, then = self.at(tokens, n), self.at(other, n)
            if then and (now is None or then.stop > now.stop):
                tokens = other
        return tokens


def names_of(table: Mapping[str, str], scope: Scope, macros: Macros) -> Names:
    """The spellings of a table, LaTeX -> plain notation.

    Arguments:
        scope: the declared names; other letters of a spelling that its meaning mentions are
            parameters.
        macros: of the document.

    Raises:
        Diagnosis: for a spelling or a meaning that cannot be read, its span in that text.
    """
    rows: dict[str, list[Spelling]] = {}
    for key, value in table.items():
        made = spelling_of(key, value, scope, macros)
        first = made.units[0]
        rows.setdefault(first if isinstance(first, str) else "{", []).append(made)
    return Names({k: tuple(sorted(v, key=lambda s: -len(s.units))) for k, v in rows.items()})


def spelling_of(key: str, value: str, scope: Scope, macros: Macros) -> Spelling:
    """One row of the table.  Raises: Diagnosis."""
    meaning = parse(value)
    tokens = [t for t in expand(tokenize(key), macros) if t.text not in _SILENT]
    tokens = braced(switched(without_lengths(tokens)))
    if not tokens:
        hint = r"write a name as it stands in the formulas, such as x_1 or \hat{y}"
        raise Diagnosis(Diagnostic("DC122", "the spelling is empty", hint))
    units, at = _units(tokens, 0)
    kinds = [t.kind for t in tokens]
    if at < len(tokens) or kinds.count("{") != kinds.count("}"):
        hint = "close every brace of the spelling"
        raise Diagnosis(Diagnostic("DC103", f"`{key}` has unpaired braces", hint))
    mentioned = _names(meaning)
    letters = {name for t in tokens if (name := _letter(t))}
    free = frozenset(n for n in mentioned & letters if n not in scope.names)
    first = _letter(tokens[0])
    parameters = free - {first} if first else free
    sort = scope.names.get(meaning.text) if meaning.kind == "name" else None
    open_ = bool(sort and sort.shape and len(units) > 1 and units[-2] == "_")
    return Spelling(_with(units, parameters), meaning, parameters, open_)


def switched(tokens: list[Token]) -> list[Token]:
    r"""The tokens with `{\bf x}` as `\mathbf{x}`."""
    made = list(tokens)
    for n in range(len(made) - 1):
        if made[n].kind == "{" and made[n + 1].text in SWITCHES:
            switch = made[n + 1]
            made[n + 1] = made[n]._replace(gap=0)
            made[n] = switch._replace(text=SWITCHES[switch.text], gap=made[n].gap)
    return made


def braced(tokens: list[Token]) -> list[Token]:
    r"""The tokens with `E_\text{kin}` as `E_{\text{kin}}`: a command and what it dresses as one."""
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        made.append(tokens[n])
        n += 1
        if made[-1].text not in _SCRIPTS or n + 1 >= len(tokens) or tokens[n].text not in DRESSING:
            continue
        stop = behind(tokens, n + 1)
        first, last = tokens[n], tokens[stop - 1]
        made += [
            Token("{", "{", first.start, first.start),
            *tokens[n:stop],
            Token("}", "}", last.stop, last.stop),
        ]
        n = stop
    return made


def under(tokens: list[Token]) -> list[Token]:
    r"""The tokens with `\underset{h \to 0}{\lim}` as `\lim_{h \to 0}`."""
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        middle = behind(tokens, n + 1) if tokens[n].text == r"\underset" else n
        stop = behind(tokens, middle) if middle < len(tokens) else n
        inside = [t for t in tokens[middle:stop] if t.kind not in ("{", "}")]
        if middle == n or len(inside) != 1 or inside[0].text not in LIMITED:
            made.append(tokens[n])
            n += 1
            continue
        sign = Token("sign", "_", tokens[n].start, tokens[n].stop)
        made += [
            inside[0]._replace(start=tokens[n].start, gap=tokens[n].gap),
            sign,
            *tokens[n + 1 : middle],
        ]
        n = stop
    return made


def without_lengths(tokens: list[Token]) -> list[Token]:
    r"""The tokens without spacing that has a length, such as `\hskip.75pt` and `\hspace{1em}`."""
    if not any(t.text in _LENGTHS for t in tokens):
        return tokens
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text not in _LENGTHS:
            made.append(tokens[at])
            at += 1
            continue
        at = _behind_length(tokens, at + 1, tokens[at].text)
        if at < len(tokens):
            tokens[at] = tokens[at]._replace(gap=2)
    return made


LIMITED = frozenset((*SUMS, *EXTREMES, r"\lim"))
"""Commands below which it is written what they go over."""
_LENGTHS = frozenset((r"\hspace", r"\vspace", r"\hskip", r"\kern", r"\mkern", r"\mskip", r"\vskip",
                      r"\displaybreak", r"\penalty", r"\hphantom", r"\phantom", r"\vphantom",
                      r"\color", r"\label", r"\tag"))  # fmt: skip
_BRACED = frozenset((r"\hphantom", r"\phantom", r"\vphantom", r"\hspace", r"\vspace", r"\color",
                     r"\label", r"\tag"))  # fmt: skip


def _behind_length(tokens: list[Token], at: int, command: str) -> int:
    """The index behind what a spacing command takes."""
    if at < len(tokens) and tokens[at].text == "*":
        at += 1
    if command == r"\displaybreak":
        if at < len(tokens) and tokens[at].text == "[":
            while at < len(tokens) and tokens[at].text != "]":
                at += 1
            at += 1
        return at
    if command in _BRACED:
        return behind(tokens, at)
    while at < len(tokens) and (tokens[at].kind == "digit" or tokens[at].text in ("-", "+", ".")):
        at += 1
    if command == r"\penalty":
        return at
    unit = "".join(t.text for t in tokens[at : at + 2])
    return at + 2 if unit in ("pt", "em", "ex", "mm", "cm", "mu", "in", "pc", "bp", "sp") else at


def _text(token: Token) -> str:
    return _SPELLED.get(token.text) or SAME_BARS.get(token.text, token.text)


_SPELLED = {r"\prime": "'", r"\mid": "|"}
"""What is spelled in two ways in names."""


def _letter(token: Token) -> str:
    """The name that a letter stands for, or nothing."""
    if token.kind == "letter":
        return token.text
    return GREEK_COMMANDS.get(token.text, "") if token.kind == "command" else ""


def _units(tokens: Sequence[Token], at: int) -> tuple[tuple[object, ...], int]:
    """Tokens up to a closing brace, groups as tuples; a group of one is that one."""
    made: list[object] = []
    while at < len(tokens) and tokens[at].kind != "}":
        if tokens[at].kind == "{":
            inner, at = _units(tokens, at + 1)
            made.append(inner[0] if len(inner) == 1 else inner)
        else:
            made.append(_text(tokens[at]))
        at += 1
    return tuple(made), at


def _with(units: tuple[object, ...], parameters: frozenset[str]) -> tuple[object, ...]:
    made: list[object] = []
    for unit in units:
        if isinstance(unit, tuple):
            made.append(_with(unit, parameters))
            continue
        word = str(unit)
        name = GREEK_COMMANDS.get(word, word)
        made.append(Parameter(name) if name in parameters else word)
    return tuple(made)


@lru_cache(maxsize=1024)
def _names(s: Syntax) -> frozenset[str]:
    below = frozenset[str]().union(*map(_names, s.parts))
    return below | {s.text} if s.kind == "name" else below


class _Matcher:
    """One spelling against the tokens from an index on."""

    __slots__ = ("found", "spelling", "tokens")

    def __init__(self, tokens: Sequence[Token], spelling: Spelling) -> None:
        self.tokens, self.spelling = tokens, spelling
        self.found: dict[str, tuple[int, int]] = {}

    def run(self, start: int) -> Match | None:
        units = self.spelling.units
        if self.spelling.open:
            at = self.units(units[:-1], start)
            if at is not None:
                return self.open(units[-1], at)
            return None
        at = self.units(units, start)
        return None if at is None else Match(self.spelling, at, dict(self.found))

    def open(self, unit: object, at: int) -> Match | None:
        """The last subscript, and the indices that follow in it."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.kind != "{":
            stop = self.unit(unit, at)
            return None if stop is None else Match(self.spelling, stop, dict(self.found))
        inside = unit if isinstance(unit, tuple) else (unit,)
        stop = self.units(inside, at + 1)
        if stop is None:
            return None
        end = _closing(self.tokens, at)
        rest = None if stop == end else (stop, end)
        return Match(self.spelling, end + 1, dict(self.found), rest)

    def units(self, units: tuple[object, ...], at: int) -> int | None:
        for unit in units:
            stop = self.unit(unit, at)
            if stop is None:
                return None
            at = stop
        return at

    def unit(self, unit: object, at: int) -> int | None:
        while at < len(self.tokens) and self.tokens[at].text in _SILENT:
            at += 1
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.kind in ("end", "}"):
            return None
        if isinstance(unit, Parameter):
            return self.parameter(unit.name, at)
        if token.kind == "{":
            end = _closing(self.tokens, at)
            inside = unit if isinstance(unit, tuple) else (unit,)
            return end + 1 if self.units(inside, at + 1) == end else None
        if isinstance(unit, tuple):
            return self.units(unit, at) if not unit or unit[0] in _SCRIPTS else None
        return at + 1 if _text(token) == unit else None

    def parameter(self, name: str, at: int) -> int | None:
        """What stands at the place of a parameter: a letter, a number, or a group."""
        token = self.tokens[at]
        if token.kind == "{":
            end = _closing(self.tokens, at)
            span, stop = (at + 1, end), end + 1
        elif token.kind in ("letter", "digit") or _letter(token):
            span, stop = (at, at + 1), at + 1
        else:
            return None
        before = self.found.get(name)
        if before and [t.text for t in self.tokens[slice(*before)]] != [
            t.text for t in self.tokens[slice(*span)]
        ]:
            return None
        self.found[name] = span
        return stop


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The index of the brace that closes the one at an index, or of the end."""
    return behind(tokens, at) - 1


def filled(s: Syntax, values: Mapping[str, Syntax], start: int, stop: int) -> Syntax:
    """A meaning with values for its parameters, placed where its spelling stands."""
    if s.kind == "name" and s.text in values:
        return values[s.text]
    parts = tuple(filled(part, values, start, stop) for part in s.parts)
    return s._replace(start=start, stop=stop, parts=parts)


def binders_in(s: Syntax) -> frozenset[str]:
    """The names that a meaning binds, as far as its ranges say: those before `=` and `->`."""
    below = frozenset[str]().union(*map(binders_in, s.parts))
    if s.kind in ("relation", "arrow") and s.parts[0].kind == "name":
        return below | {s.parts[0].text}
    return below


def subscripted(tokens: Sequence[Token], at: int) -> str:
    r"""The name `t_1` of a letter at an index with a subscript of one part; "" if it has none."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "_" or not candidates(tokens[at]):
        return ""
    inside = [t for t in tokens[at + 2 : behind(tokens, at + 2)] if t.kind not in ("{", "}")]
    parts = [(*candidates(t), t.text)[0] for t in inside]
    simple = len(inside) == 1 or all(t.kind == "digit" for t in inside)
    named = simple and all(t.kind == "digit" or candidates(t) for t in inside)
    return f"{candidates(tokens[at])[0]}_{''.join(parts)}" if named else ""


def candidates(token: Token) -> tuple[str, ...]:
    """The names that a letter may stand for, those of its own first."""
    if token.kind == "letter":
        return (token.text,)
    name = GREEK_COMMANDS.get(token.text)
    if name is None:
        return ()
    own = VARIANTS.get(token.text)
    also = {"lambda": ("lamda",)}.get(name, ())
    return (own, name) if own else (name, *also)

r"""How the displayed formulas of a document use a name that nobody declares: what it may be.

The formulas are looked at as tokens, macros written out and alphabets taken off, with a blank
between: `\mathbf{v}_{n+1}` is ` v _ { n + 1 } `.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.manuscripts.blocks import Manuscript
from derivcheck.notation.tex.commands import ALPHABETS, GREEK_COMMANDS, PRIMES, SIZES, UPRIGHT
from derivcheck.notation.tex.macros import expand, macros_in
from derivcheck.notation.tex.tokens import tokenize

_PASSED = frozenset((r"\left", r"\right", r"\limits", r"\displaystyle", *SIZES))
_DRESSED = re.compile(
    rf" (?:{'|'.join(map(re.escape, sorted(ALPHABETS)))}) (?:\{{ (\S+) \}}|(\S+))"
)
_UPRIGHT_D = re.compile(rf" (?:{'|'.join(map(re.escape, sorted(UPRIGHT)))}) \{{ d \}}")
_PRIMED = re.compile(r" \^ (?:\{ ((?:' )+)\}|')")
_FRACTION = (
    r" \\[dt]?frac \{{ (?:d|\\partial)(?: \^ \{{ \S+ \}}| \^ \S+)?{name} \}}"
    r" \{{ ((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}"
)
_SLASHED = r" (?:d|\\partial){name} / (?:d|\\partial) (\S+)"
_BY = re.compile(r"(?:^|(?<= ))(?:d|\\partial) (\S+)")
_SUMMED = re.compile(r" \\(?:sum|prod) _ (?:\{ ([^{}]*)\}|(\S+))(?: \^ (?:\{ ([^{}]*)\}|(\S+)))?")
_SUBSCRIPT = re.compile(r"(?<!\\sum)(?<!\\prod)(?<!\\int)(?<!\\lim) _ (?:\{ ([^{}]*)\}|(\S+))")
_FACTOR = rf"(?:[a-ce-zA-Z]|\\[dt]?frac|{'|'.join(map(re.escape, sorted(GREEK_COMMANDS)))}) "
"""What is multiplied by what stands before it; a d may be that of an integral."""
_INDEX = r"{name} _ (?:\{{ ([^{{}}]*)\}}|(\S+))"


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands below and above the sign of a sum or a product, as tokens."""

    below: tuple[str, ...]
    above: str


@dataclass(frozen=True)
class Uses:
    """The displayed formulas of a document as tokens.

    Arguments:
        lines: each formula, its tokens with a blank around.
    """

    lines: tuple[str, ...]

    @cached_property
    def bold(self) -> frozenset[str]:
        """The letters that stand in bold or below an arrow."""
        dressed = (m for line in self.lines for m in _BOLD.finditer(line))
        return frozenset(m[1] or m[2] for m in dressed)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The formulas without alphabets, primes as `'`."""
        return tuple(map(_plain, self.lines))

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Its sums and products."""
        found = (m for line in self.plain for m in _SUMMED.finditer(line))
        return tuple(
            Sum(tuple((m[1] or m[2]).split()), (m[3] or m[4] or "").strip()) for m in found
        )

    @cached_property
    def subscripts(self) -> tuple[tuple[str, ...], ...]:
        """What stands in subscripts, but for those of sums, as tokens."""
        found = (m for line in self.plain for m in _SUBSCRIPT.finditer(line))
        return tuple(tuple((m[1] or m[2]).split()) for m in found)

    def find(self, pattern: str) -> bool:
        """Whether a pattern stands in a formula."""
        return any(re.search(pattern, line) for line in self.plain)

    def has(self, token: str) -> bool:
        """Whether a token stands in a formula."""
        return any(f" {token} " in line for line in self.plain)

    def counts(self, name: str) -> bool:
        """Whether a name is an index, or the variable of a sum."""
        below = (*self.subscripts, *(one.below for one in self.sums))
        return any(name in tokens for tokens in below)

    def primes(self, name: str) -> int:
        """The most primes that stand behind a name."""
        found = (re.findall(rf"{spelled(name)}((?: ')+)", line) for line in self.plain)
        return max((len(m.split()) for one in found for m in one), default=0)

    def derived_by(self, name: str) -> tuple[str, ...]:
        """The variables by which a name is differentiated, as far as fractions and dots say."""
        own, made = spelled(name), dict[str, None]()
        for line in self.plain:
            for match in re.finditer(_FRACTION.format(name=own), line):
                made |= dict.fromkeys(_BY.findall(match[1]))
            made |= dict.fromkeys(re.findall(_SLASHED.format(name=own), line))
            if re.search(rf" \\d{{1,3}}ot(?: \{{)?{own} ", line):
                made["t"] = None
        return tuple(made)

    def calls(self, name: str) -> Iterator[tuple[str, ...]]:
        """What stands in the brackets behind a name, each time, as tokens."""
        for line in self.plain:
            for match in re.finditer(rf"(?<! _){spelled(name)}(?: ')* (?=\( )", line):
                yield _within(line[match.end() :].split())

    def indices(self, name: str) -> Iterator[tuple[str, ...]]:
        """What stands in the subscripts of a name, each time, as tokens."""
        for line in self.plain:
            for match in re.finditer(_INDEX.format(name=spelled(name)), line):
                yield tuple((match[1] or match[2]).split())

    def varies(self, name: str) -> bool:
        """Whether a name is what an integral or a derivative is taken by: it is a number."""
        return self.find(rf" (?:d|\\partial){spelled(name)} (?!_ )")

    def multiplies(self, name: str) -> bool:
        r"""Whether a name stands beside a factor or is divided by, as `g` in `g t` and `v/g`."""
        own = spelled(name)
        return self.find(rf"{own} {_FACTOR}") or self.find(rf" \}} \{{{own} \}} ")

    def stands_bare(self, name: str) -> bool:
        """Whether a name stands without a subscript."""
        return self.find(rf"{spelled(name)} (?!_ )")


_BOLD = re.compile(r" \\(?:mathbf|boldsymbol|bm|vec|bold|pmb|overrightarrow) (?:\{ (\S+) \}|(\S+))")


def uses_of(found: Manuscript) -> Uses:
    """Those of the names of a document."""
    macros, lines = macros_in(found.definitions), list[str]()
    for block in found.blocks:
        try:
            tokens = expand(tokenize(found.formulas[block.start : block.stop]), macros)
        except Diagnosis:
            continue
        lines.append(f" {' '.join(t.text for t in tokens if t.text not in _PASSED)} ")
    return Uses(tuple(lines))


def spelled(name: str) -> str:
    r"""A name as its tokens stand in a formula, as a pattern: of `\hat{y}` with braces or without.

    Arguments:
        name: in LaTeX, an accent or none before it, without a subscript.
    """
    words = [w for w in re.findall(r"\\[A-Za-z]+|[A-Za-z]", name) if w not in ALPHABETS]
    if len(words) == 2:
        accent, letter = map(re.escape, words)
        return rf" {accent} (?:\{{ {letter} \}}|{letter})"
    return "".join(f" {re.escape(word)}" for word in words)


def _plain(line: str) -> str:
    line = _UPRIGHT_D.sub(" d", line)
    line = _DRESSED.sub(lambda m: f" {m[1] or m[2]}", line)
    for prime in PRIMES - {"'"}:
        line = line.replace(f" {prime} ", " ' ")
    return _PRIMED.sub(lambda m: f" {(m[1] or chr(39)).strip()}", line)


def _within(tokens: list[str]) -> tuple[str, ...]:
    """What stands in the bracket that begins some tokens."""
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        if not depth:
            return tuple(tokens[1:n])
    return ()

r"""LaTeX mathematics to terms: one formula, or a line of several sides with relations between.

    reader = LatexReader(scope, names={"h_i(x)": "h[i]"}, macros=macros_in(preamble))
    reader.formula(r"\frac{1}{x}")          -> Reading: a term and the place of every subterm
    reader.line(r"f(x) = x^2 \le 4, ")      -> Line: each side by itself, with its relation

What is refused raises `Diagnosis` with a code of `codes.py` and a span in the text that was given;
of what a macro made, that of the macro with its arguments.  In a line, a side that cannot be read
has a problem and the others are read all the same.

The text becomes tokens (`tokens.py`), macros are written out (`macros.py`), the parser
(`grammar.py` and what it imports) makes the syntax that plain notation makes too, and names,
sorts and shapes are decided where plain notation decides them, `elaborate` and `check`.

    declared names   decide: f(x) is a call if f is a function, x_{ij} an entry if x is an array
    names:           a LaTeX spelling -> plain notation (`names.py`)
    macros           `macros_in` reads \newcommand and its kin, `macros_of` settings
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.kernel.language.sorts import Sort
from derivcheck.notation.check import check
from derivcheck.notation.elaborate import elaborate
from derivcheck.notation.reading import Reading, Spans
from derivcheck.notation.scope import Scope
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.commands import ADDING, LOGIC, PRODUCTS, QUOTIENTS, UPRIGHT
from derivcheck.notation.tex.congruences import DIVIDES
from derivcheck.notation.tex.dependence import with_arguments
from derivcheck.notation.tex.differentials import differential_names
from derivcheck.notation.tex.dressed_signs import undressed
from derivcheck.notation.tex.environments import is_system
from derivcheck.notation.tex.grammar import Parser
from derivcheck.notation.tex.macros import Macro, Macros, expand, macros_in, macros_of
from derivcheck.notation.tex.names import (
    Names,
    braced,
    names_of,
    switched,
    under,
    without_lengths,
)
from derivcheck.notation.tex.packages import unpacked
from derivcheck.notation.tex.placed import stands_for_value
from derivcheck.notation.tex.pointwise import pointwise
from derivcheck.notation.tex.relations import (
    LINKS,
    QUANTIFIERS,
    Joint,
    filled,
    joint_at,
    listed,
    nested,
    worded,
)
from derivcheck.notation.tex.remarks import COLUMN, remark_in
from derivcheck.notation.tex.row_ends import without_distances
from derivcheck.notation.tex.slashed import over_a_line
from derivcheck.notation.tex.tokens import WIDE, Token, refuse, tokenize
from derivcheck.notation.tex.units import sized

BETWEEN = frozenset((*ADDING, *PRODUCTS, *QUOTIENTS, *LOGIC))
"""Signs that say how what stands on both sides of them belongs together."""


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a line.

    Arguments:
        joint: what stands before it.
        sign: where that stands; empty where nothing stands.
        span: where the side stands, without its punctuation.
        reading: what it means; None if it cannot be read.
        problem: why it cannot be read.
        sort: of the term.
        syntax: what was written, before names have a meaning; None if it does not parse.
        connected: whether it holds `and` or `or` between statements, or begins with `for all`.
    """

    joint: Joint
    sign: Span
    span: Span
    reading: Reading | None = None
    problem: Diagnostic | None = None
    sort: Sort | None = None
    syntax: Syntax | None = None
    connected: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: its sides in order, and what only remarks on them.

    Arguments:
        sides: of which the first has a joint if the line begins with a relation.
        remarks: where words behind the formula stand.
        conditions: where those formulas stand that remarks say the line holds for.
        integrated: the variables that its integrals go by, for the bars of later lines.
    """

    sides: tuple[Side, ...]
    remarks: tuple[Span, ...] = ()
    conditions: tuple[Span, ...] = ()
    integrated: frozenset[str] = frozenset()


def sides_of(text: str, macros: Macros, columns: Sequence[int] = ()) -> Line:
    """A line with its sides unread: where they stand and what stands between them.

    Arguments:
        columns: where columns begin, of which one may hold a remark.

    Raises:
        Diagnosis: as `LatexReader.line`; DC124 if a wide space stands before another formula.
    """
    tokens = _apart(_tokens(text, macros), columns)
    end, remarks, conditions = _without_remarks(tokens)
    made: list[Side] = []
    places = _sides(tokens, end)
    _require_one(tokens, places)
    spans = _spans(text, tokens, places, remarks)
    for (joint, sign, start, stop), span in zip(places, spans, strict=True):
        stop = _without_punctuation(tokens, stop)
        made.append(Side(joint, sign, span, connected=_is_connected(tokens, start, stop)))
    return Line(tuple(made), remarks, conditions)


def _apart(tokens: list[Token], columns: Sequence[int]) -> list[Token]:
    """The tokens, those with wider gaps before them that begin a column."""
    for column in columns:
        n = next((n for n, t in enumerate(tokens) if t.start >= column), None)
        if n is not None:
            tokens[n] = tokens[n]._replace(gap=COLUMN)
    return tokens


def _tokens(text: str, macros: Macros) -> list[Token]:
    tokens = without_distances(unpacked(expand(tokenize(text), macros)))
    tokens = undressed(without_lengths(tokens))
    return braced(listed(worded(filled(under(switched(tokens))))))


@dataclass(frozen=True, slots=True)
class LatexReader:
    """What a document says of its LaTeX.

    Arguments:
        scope: the declared names.
        names: LaTeX spelling -> plain notation.
        macros: of the document.

    Raises:
        Diagnosis: for a spelling or a meaning of `names` that cannot be read.
    """

    scope: Scope
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    macros: Macros = field(default_factory=lambda: MappingProxyType({}))
    spellings: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spellings", names_of(self.names, self.scope, self.macros))

    def formula(self, text: str) -> Reading:
        """An expression or a statement.

        Raises:
            Diagnosis: DC101 to DC127 if the text cannot be read, DC2xx if names or shapes do not
                fit.
        """
        return self.read(text)[0]

    def read(self, text: str) -> tuple[Reading, Sort]:
        """The same, with its sort."""
        syntax = self.syntax(text)
        return _meant(syntax, self.scope)

    def syntax(self, text: str) -> Syntax:
        """The syntax of an expression or a statement.  Raises: Diagnosis."""
        tokens = self._tokens(text)
        end = _without_punctuation(tokens, len(tokens))
        return self._parse(tokens[:end], len(text.rstrip()), frozenset())[0]

    def line(self, text: str, integrated: frozenset[str] = frozenset()) -> Line:
        """A line of a document: sides with relations between, punctuation and remarks behind.

        Arguments:
            text: without `&` and `\\\\`.
            integrated: of earlier lines of the same chain.

        Raises:
            Diagnosis: DC106 for a text too large, DC121 for macros without end.
        """
        tokens = self._tokens(text)
        end, remarks, conditions = _without_remarks(tokens)
        sides: list[Side] = []
        places = _sides(tokens, end)
        spans = _spans(text, tokens, places, remarks)
        for (joint, sign, start, stop), span in zip(places, spans, strict=True):
            inside = start, _without_punctuation(tokens, stop)
            side, found = self._side(tokens, Side(joint, sign, span), inside, integrated)
            integrated |= found
            sides.append(side)
        return Line(tuple(sides), remarks, conditions, integrated)

    def _tokens(self, text: str) -> list[Token]:
        tokens = over_a_line(_tokens(text, self.macros), "d" in self.scope.names)
        tokens = self.spellings.ordered(tokens)
        matches = (self.spellings.at(tokens, n) for n in range(len(tokens) - 1))
        spelled = [m.spelling for m in matches if m and stands_for_value(m, self._is_function)]
        values = frozenset(s.meaning.text.rstrip("'") for s in spelled)
        return pointwise(tokens, self._is_function, values)

    def _is_function(self, name: str) -> bool:
        sort = self.scope.names.get(name)
        return sort is not None and sort.base == "function"

    def _parse(
        self, tokens: Sequence[Token], stop: int, integrated: frozenset[str]
    ) -> tuple[Syntax, frozenset[str]]:
        parser = Parser(tokens, stop, self.scope, self.spellings, integrated)
        parser.maybe = differential_names(parser)
        made = with_arguments(parser, parser.statement())
        if parser.token.kind != "end":
            parser.unexpected()
        if parser.unsized:
            made = sized(made, self.scope, _meant)
        for name, *span in parser.pending:
            hint = f"declare {name} under symbols:"
            refuse("DC201", f"`{name}` is not declared", hint, *span)
        return made, frozenset(parser.integrated)

    def _side(
        self,
        tokens: Sequence[Token],
        side: Side,
        inside: tuple[int, int],
        integrated: frozenset[str],
    ) -> tuple[Side, frozenset[str]]:
        start, stop = inside
        if start >= stop:
            return side, integrated
        side = replace(side, connected=_is_connected(tokens, start, stop))
        try:
            syntax, found = self._parse(tokens[start:stop], side.span.stop, integrated)
        except Diagnosis as error:
            return replace(side, problem=error.diagnostic), integrated
        side = replace(side, syntax=syntax)
        try:
            reading, sort = _meant(syntax, self.scope)
        except Diagnosis as error:
            return replace(side, problem=error.diagnostic), found
        return replace(side, reading=reading, sort=sort), found


def _meant(syntax: Syntax, scope: Scope) -> tuple[Reading, Sort]:
    node = elaborate(syntax, scope)
    spans = Spans(node)
    return Reading(node.term, spans), check(node.term, scope, spans)


# --- lines ---------------------------------------------------------------------------------------

PUNCTUATION = frozenset((".", ",", ";", ":"))


def _without_punctuation(tokens: Sequence[Token], stop: int) -> int:
    while stop and tokens[stop - 1].text in PUNCTUATION:
        if stop > 1 and tokens[stop - 2].text == r"\right":
            break
        stop -= 1
    return stop


_Spans = tuple[Span, ...]


def _without_remarks(tokens: Sequence[Token]) -> tuple[int, _Spans, _Spans]:
    """Where the formula ends, the remarks behind it, and the conditions in them."""
    end = _without_punctuation(tokens, len(tokens))
    remarks: list[Span] = []
    while end and tokens[end - 1].kind == "}":
        start = _opening(tokens, end - 1)
        command = tokens[start - 1] if start else None
        if command is None or command.text not in UPRIGHT:
            break
        bracketed = tokens[start + 1].text in "([" and tokens[end - 2].text in ")]"
        if start == 1 or not (command.gap >= WIDE or bracketed):
            break
        remarks.append(Span(command.start, tokens[end - 1].stop))
        end = _without_punctuation(tokens, start - 1)
    found = remark_in(tokens, end)
    if found is None:
        return end, tuple(reversed(remarks)), ()
    remarks.append(Span(tokens[found.start].start, tokens[end - 1].stop))
    end = _without_punctuation(tokens, found.start)
    return end, tuple(reversed(remarks)), (found.condition,) if found.condition else ()


def _spans(
    text: str, tokens: Sequence[Token], places: Sequence[_Place], remarks: Sequence[Span]
) -> Iterator[Span]:
    """Where sides stand in a text: between their signs, for macros stand there with arguments."""
    written = tokenize(text)
    last = remarks[0].start if remarks else len(text)
    ends = [*(sign.start for _, sign, _, _ in places[1:]), last]
    for (_, sign, start, stop), high in zip(places, ends, strict=True):
        held = [t for t in written if sign.stop <= t.start and t.stop <= high]
        held = held[: _without_punctuation(held, len(held))]
        if start >= stop or not held:
            yield Span(sign.stop, sign.stop)
        elif any(t.macro and t.start < sign.stop for t in tokens[start:stop]):
            inner = tokens[start:stop]  # a macro holds the sign too, and cannot be cut
            yield Span(min(t.start for t in inner), max(t.stop for t in inner))
        else:
            yield Span(held[0].start, held[-1].stop)


def _opening(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    for n in range(at, -1, -1):
        depth += (tokens[n].kind == "}") - (tokens[n].kind == "{")
        if not depth:
            return n
    return 0


_Place = tuple[Joint, Span, int, int]
"""A joint, where it stands, and the indices of the tokens behind it."""


def _sides(tokens: Sequence[Token], end: int) -> list[_Place]:
    """The joints and the indices of the tokens behind them."""
    made: list[_Place] = []
    joint: Joint = ""
    sign, start = Span(0, 0), 0
    depths, n = nested(tokens), 0
    worded = False  # whether words stand before, which could be about what follows
    while n < end:
        token = tokens[n]
        worded = worded or (n > start and token.text in UPRIGHT and token.gap >= WIDE)
        found = joint_at(tokens, n) if depths[n] == 0 else None
        if found and (not worded or found.joint in LINKS):
            worded = False
            if made or n > start or joint:
                made.append((joint, sign, start, n))
            joint, stop = found
            sign, start, n = Span(token.start, tokens[stop - 1].stop), stop, stop
            continue
        n += 1
    made.append((joint, sign, start, end))
    return _connected(tokens, made)


BESIDE = "another formula could begin behind the wide space, or in this cell"
"""What is told where two formulas could stand on one line."""


def _require_one(tokens: Sequence[Token], places: Sequence[_Place]) -> None:
    r"""Refuses `a = b \quad c = d`, of which the last side would be compared with the first.

    Raises: Diagnosis.
    """
    depths = nested(tokens)
    for joint, _, start, stop in places[:-1]:
        for n in range(start + 1, stop) if joint else ():
            apart = tokens[n].gap == WIDE and depths[n - 1] == depths[start - 1]
            if apart and not {tokens[n].text, tokens[n - 1].text} & BETWEEN:
                hint = "write each on a line of its own"
                refuse("DC124", BESIDE, hint, tokens[n].start, tokens[n].stop)


def _connected(tokens: Sequence[Token], sides: list[_Place]) -> list[_Place]:
    """Sides of statements with `and` or `or` between as one side, and all that `for all` is of."""
    linked: list[list[_Place]] = []
    reached = False
    for side in sides:
        if not linked or (side[0] in LINKS and not reached):
            linked.append([])
        linked[-1].append(side)
        reached = reached or _is_quantified(tokens, *side[2:])
    made: list[_Place] = []
    for several in linked:
        joint, sign, start, _ = several[0]
        stop = several[-1][3]
        whole = [(joint, sign, start, stop)]
        made += whole if _is_connected(tokens, start, stop) else several
    return made


def _is_connected(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether `and` or `or` stands between tokens, outside of brackets, or a system begins."""
    if _is_quantified(tokens, start, stop):
        return True
    part = tokens[start:stop]
    for token, depth in zip(part, nested(part), strict=True):
        if not depth and (token.text in LOGIC or token.text in DIVIDES):
            return True
    return is_system(tokens, start)


def _is_quantified(tokens: Sequence[Token], start: int, stop: int) -> bool:
    return start < stop and tokens[start].text in QUANTIFIERS


__all__ = [
    "Joint", "LatexReader", "Line", "Macro", "Side", "macros_in", "macros_of", "sides_of",
]  # fmt: skip

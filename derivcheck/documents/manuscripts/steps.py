r"""Chains of a displayed formula to the steps of a derivation.

    a = b = c                  expr: a, expr: b, expr: c                     a calculation
    A = B, then C = D, ...     given: A = B, implies: C = D, ...             statements, in a list
    A = B \iff C = D           given: A = B, iff: C = D
    because eq:a               sub-steps of the line with that label
    a = b = c, d = e = f       two calculations: no statement stands there before

A line that states two relations more, `x = b = c` in a list, says both: `implies: x = b`, and
`implies: b = c` from it.  Marks on a line say otherwise: `given`, `claim`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import yaml

from derivcheck.diagnostics import Span
from derivcheck.documents.manuscripts.chains import Chain, Side, claims
from derivcheck.documents.manuscripts.congruences import congruences
from derivcheck.documents.manuscripts.introducing import brought_in
from derivcheck.documents.manuscripts.lines import Line
from derivcheck.documents.manuscripts.marks import BECAUSE, Said
from derivcheck.documents.manuscripts.nodes import Rows, listed, scalar, scalar_of, table
from derivcheck.documents.manuscripts.stationary import is_stationary
from derivcheck.documents.manuscripts.supposing import Stated, Suppositions, ends, entry
from derivcheck.documents.positions import Located

_EITHER = re.compile(r"\\(?:pm|mp)(?![A-Za-z])|[±∓]")
# an exclamation mark over a relation: it shall hold
_DEMANDED = re.compile(r"\{\s*(?:\\text\s*\{\s*!\s*\}|!)\s*\}")
# what no name is: a sum, a product with a sign, a quotient, or what begins with a number
_UNDEFINABLE = re.compile(
    r"^\s*[\d(]|[^\s{(_^]\s*[-+*/]|\\(?:cdot|times)(?![A-Za-z])"
    r"|\\[dt]?frac(?!\s*\{\s*(?:\\(?:mathrm|partial)|d))"
)
_ARGUMENTS = re.compile(r"(?<=\S)\([^()]*\)")
_STATING = frozenset(("expr", "given", "claim", "implies", "iff", "implied by"))
_MOST_OF_DEFINITION = 2  # sides behind the name, from which on the chain goes on
_ORDERS = frozenset(("<", "<=", ">", ">="))


@dataclass(slots=True)
class Steps(Suppositions):
    """The steps of a derivation that is made of displayed formulas.

    Arguments:
        said: for each line of the block at hand, what marks say about it.
        block: what marks say about all of it.
        below: those that are sub-steps, with the label of the line that they are of.
        givens: the steps of this block that are taken as given.
        opened: the numbers of the steps that are taken as given though no mark says so.
        listed: where statements stand that follow from those above by standing below them alone.
        last: the statement that the next one follows from.
        onward: whether other statements stand between.
        line: the number of the line in which that ends; what a link joins to it there follows from
            it alone, `x = 1 \\implies x^2 = 1 \\implies x = 1`.
        conditions: number of a line of the block -> the formulas that remarks say it holds for.
        supposed: of the chain at hand, the lines with conditions and the names of these.
        defining: where chains begin that define the name they begin with.
        told, declared: what marks assume and define, as it is written; the names they declare.
    """

    lines: Sequence[Line] = ()
    said: Sequence[Said] = ()
    block: Said = field(default_factory=Said)
    below: list[tuple[Located, yaml.MappingNode]] = field(default_factory=list)
    givens: list[Stated] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    last: Stated | None = None
    onward: bool = False
    line: int = -1
    conditions: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    supposed: list[tuple[int, str]] = field(default_factory=list)
    defining: set[int] = field(default_factory=set)
    told: Sequence[str] = ()
    declared: Mapping[str, str] = field(default_factory=dict)

    def add(self, chains: Sequence[Chain]) -> None:
        """The steps of the chains of a block."""
        self.givens, self.last, self.onward, self.line = [], None, False, -1
        chains = [_without_mock_definitions(c, self._texts(c)) for c in chains]
        chains = claims(chains, lambda side: "claim" in self._words(side))
        listed = [(c, self._texts(c), "claim" in self._words(c.sides[0])) for c in chains]
        self.defining |= brought_in(listed, [*self.told, *_stated(self.nodes)], self.declared)
        chains = [part for chain in chains for part in _parts(chain, self.defining)]
        for n, chain in enumerate(chains):
            self._suppose(chain)
            if not _is_linked(chains, n) and self._calculates(chain, len(chains) == 1):
                self._calculation(chain)
            else:
                self._statements(chain)

    def are_statements(self, chains: Sequence[Chain]) -> bool:
        """Whether a block is no calculation, so that it can be given."""
        longer = [c for c in chains if c.relations > 1 and not _is_ordered(c)]
        linked = [c for c in chains if c.link or c.sides[0].joint]
        return not longer and not linked

    def nested(self) -> list[Located]:
        """Puts sub-steps below their lines; the labels that no line has."""
        every, lost = list(self.nodes), list[Located]()
        for label, node in self.below:
            parent = next((n for n in every if _held(n, "label") == label.value), None)
            every.append(node)
            if parent is None:
                lost.append(label)
            elif isinstance(inner := _row(parent, "because"), yaml.SequenceNode):
                inner.value.append(node)
            else:
                span = node.start_mark.index, node.end_mark.index
                parent.value.append((scalar("because", *span), listed([node], *span)))
        self.below = []
        return lost

    def _calculates(self, chain: Chain, alone: bool) -> bool:
        """Whether a chain is one of expressions; else it is made of statements."""
        words = self._words(chain.sides[0])
        if words & {"given", "claim"} or chain.link or chain.sides[0].connected:
            return False
        if _is_definition(chain, self.defining):
            return False
        if chain.resumes or is_stationary(self._texts(chain)):
            return True
        if chain.sides[0].joint or not chain.relations:
            return True
        several = chain.relations > 1 and not all(s.joint in _ORDERS for s in chain.sides[1:])
        return alone or ((several or chain.beside) and not self.last)

    def _words(self, side: Side) -> set[str]:
        said = (self.block, self.said[side.line])
        return {word for s in said for word in ("given", "claim") if s.has(word)}

    def _suppose(self, chain: Chain) -> None:
        """The conditions of a chain as given, from their lines on; none where it goes on."""
        self.supposed = []
        first, lines = chain.sides[0], dict.fromkeys(side.line for side in chain.sides)
        if first.joint or self.block.named(BECAUSE):
            return
        for line in lines:
            for span in self.conditions.get(line, ()):
                name = self.supposition(self.piece(span)[0], span)
                self.supposed.append((line, name))
                self.onward = True

    # --- expressions -----------------------------------------------------------------------------

    def _calculation(self, chain: Chain) -> None:
        opens = not chain.sides[0].joint and bool(self.nodes)
        congruent = self._congruences(chain)
        for n, side in enumerate(chain.sides):
            if n in congruent:
                self._step("claim", scalar(congruent[n], *ends(side.span)), side, [], chain)
                continue
            if n == 0 and 1 in congruent:
                continue  # the two are one statement
            here = scalar(*self.piece(side.span))
            more: Rows = []
            if n == 0 and opens:
                more.append(entry("from", "none", side.span))
            if n == 0 and len(chain.sides) == 2 and _EITHER.search(here.value):
                continue  # the two are one statement
            texts = [
                self.piece(span)[0] for span in (side.sign, chain.sides[n - 1].span, side.span)
            ]
            demanded = n + 1 == len(chain.sides) and is_stationary(self._texts(chain))
            if n and (role := "given" if demanded else _together(side.joint, *texts)):
                both = Span(chain.sides[n - 1].span.start, side.span.stop)
                rows = self._step(role, scalar(*self.piece(both)), side, more, chain)
                if role == "given":
                    self.last, self.onward = Stated(rows, both), False
                    self.givens.append(self.last)
                continue
            if side.joint and side.joint not in ("=", ":="):
                spelled = self.piece(side.sign)[0] if side.joint == "~" else ""
                more.append(entry("rel", spelled or side.joint, side.sign))
            self._step("expr", here, side, more, chain)

    def _congruences(self, chain: Chain) -> dict[int, str]:
        """The sides that are congruent to the one before, and what that states."""
        return congruences(self._texts(chain), [self.piece(side.sign)[0] for side in chain.sides])

    def _texts(self, chain: Chain) -> list[str]:
        return [self.piece(side.span)[0] for side in chain.sides]

    # --- statements ------------------------------------------------------------------------------

    def _statements(self, chain: Chain) -> None:
        sides = chain.sides
        role = self._role(chain, self._words(sides[0]))
        follows = role not in ("given", "claim")
        last = len(sides) - 1 if role != "claim" and _is_ordered(chain) else min(1, len(sides) - 1)
        first = Span(sides[0].span.start, sides[last].span.stop)
        more: Rows = []
        said = self.said[sides[last].line].named("from")
        follows = follows and not said
        givens = [] if chain.link and sides[0].line == self.line else self.givens
        using = [self.name(g) for g in givens if g is not self.last] if follows else []
        if follows and self.last and self.onward:
            more.append(entry("from", self.name(self.last), first))
        side, number = sides[last], len(self.nodes)
        rows = self._step(role, scalar(*self.piece(first)), side, more, chain, using)
        if follows and not chain.link:
            self.listed.add(first.start)
        stated = Stated(rows, first)
        for before, side in pairwise(sides[last:]):
            both = Span(before.span.start, side.span.stop)
            named: Rows = []
            if role != "claim" and role != "given":
                named.append(entry("from", self.name(stated), both))
            inner = role if not named else "implies"
            rests = [self.name(g) for g in self.givens] if follows else []
            self._step(inner, scalar(*self.piece(both)), side, named, chain, rests)
        if role == "given":
            self.givens.append(stated)
            known = "given" in self._words(sides[0]) or _is_definition(chain, self.defining)
            if not known and not self.block.has(BECAUSE):
                self.opened.append(number)
        self.last, self.onward = stated, len(sides) > last + 1
        self.line = sides[-1].line

    def _role(self, chain: Chain, words: set[str]) -> str:
        if "claim" in words:
            return "claim"
        signs = (self.piece(side.sign)[0] for side in chain.sides)
        if "given" in words or any(map(_DEMANDED.search, signs)):
            return "given"
        if _is_definition(chain, self.defining):
            return "given"
        if chain.link:
            follows = self.last or self.said[chain.sides[0].line].has("from")
            return chain.link if follows else "claim"
        return "implies" if self.last and chain.relations else "given"

    # --- both ------------------------------------------------------------------------------------

    def _step(
        self,
        role: str,
        mathematics: yaml.ScalarNode,
        side: Side,
        more: Rows,
        chain: Chain,
        using: Sequence[str] = (),
    ) -> Rows:
        span = Span(mathematics.start_mark.index, mathematics.end_mark.index)
        rows: Rows = [(scalar(role, span.start, span.stop), mathematics), *more]
        plain = [w.text for w in self.said[side.line].words if w.word == "plain"]
        if plain and _is_last(side, chain):
            rows[:1] = [
                (scalar(role, span.start, span.stop), scalar_of(plain[0])),
                (scalar("latex", span.start, span.stop), mathematics),
            ]
        if not any(key.value == "label" for key, _ in rows):
            for start, stop in _label(side, chain, self.lines):
                name = scalar(self.source.text[start:stop], start, stop)
                rows.append((scalar("label", start, stop), name))
        rows += self._marked(side, span, using, role)
        node = table(rows, span.start, span.stop)
        reasons = self.block.named(BECAUSE)
        if reasons:
            self.below.append((reasons[0], node))
        else:
            self.nodes.append(node)
        return rows

    def _marked(self, side: Side, span: Span, using: Sequence[str], role: str) -> Rows:
        """What marks say about a line, for each of its sides but the first of a chain."""
        rows: Rows = []
        alone = side.connected or _is_alone(side, self.lines[side.line])
        states = role != "expr" or bool(side.joint) or alone
        if not states and self.said[side.line].words:
            return rows
        here, every = self.said[side.line], self.block
        names = [*every.named("using"), *here.named("using")]
        used: list[yaml.Node] = [scalar_of(name) for name in names]
        held = [name for line, name in self.supposed if line <= side.line]
        around = self.everywhere if role != "given" else []
        held = [name for name in dict.fromkeys((*around, *held)) if name not in using]
        used += [scalar(name, span.start, span.stop) for name in (*using, *held)]
        if used and states:
            rows.append((scalar("using", span.start, span.stop), listed(used, *ends(span))))
        for word in ("by", "allow"):
            if texts := here.named(word):
                items = listed(map(scalar_of, texts), *ends(span))
                rows.append((scalar(word, *ends(span)), items))
        for word in ("expect", "note", "reason", "from"):
            for said in here.words:
                if said.word == word:
                    rows.append((scalar(word, *ends(span)), scalar_of(said.text)))
                    break
        return rows


def _stated(nodes: Sequence[yaml.MappingNode]) -> list[str]:
    """What steps say."""
    return [str(v.value) for node in nodes for k, v in node.value if k.value in _STATING]


def _is_linked(chains: Sequence[Chain], n: int) -> bool:
    """Whether a side without a relation stands before an arrow, so that it is a statement."""
    return n + 1 < len(chains) and bool(chains[n + 1].link) and not chains[n].relations


def _is_ordered(chain: Chain) -> bool:
    """Whether a chain says how three terms or more are ordered, `a <= b < c`: one statement."""
    joints = {side.joint for side in chain.sides[1:]}
    return bool(joints & _ORDERS) and joints <= _ORDERS | {"="}


def _parts(chain: Chain, defining: Container[int]) -> list[Chain]:
    """A chain that begins with a name that it defines, and what it goes on with then."""
    more = chain.sides[1:]
    opens = Chain("", chain.sides[:2])
    if len(more) < _MOST_OF_DEFINITION or not _is_definition(opens, defining):
        return [chain]
    return [opens, Chain("", [replace(more[0], joint=""), *more[1:]], resumes=True)]


def _is_definition(chain: Chain, defining: Container[int]) -> bool:
    """Whether a chain says what a name stands for, and nothing more.

    Arguments:
        defining: where chains begin that do.
    """
    if len(chain.sides) != 2 or chain.link or chain.sides[0].joint:
        return False
    return chain.sides[1].joint == ":=" or chain.sides[0].span.start in defining


def _without_mock_definitions(chain: Chain, texts: Sequence[str]) -> Chain:
    """A chain, `=` in place of a `:=` that defines nothing, `x + x := 3x`, `1 := 2`."""
    sides = [
        replace(side, joint="=")
        if side.joint == ":=" and all(map(_is_no_name, texts[n - 1 : n + 1]))
        else side
        for n, side in enumerate(chain.sides)
    ]
    return replace(chain, sides=sides)


def _is_no_name(text: str) -> bool:
    """Whether a formula is too much to be defined; its arguments may be anything."""
    return _UNDEFINABLE.search(_ARGUMENTS.sub("", text)) is not None


def _is_last(side: Side, chain: Chain) -> bool:
    """Whether a side is the last one of its line."""
    following = chain.sides[chain.sides.index(side) + 1 :]
    return all(other.line != side.line for other in following)


def _row(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def _held(node: yaml.MappingNode, key: str) -> object:
    row = _row(node, key)
    return None if row is None else row.value


def _label(side: Side, chain: Chain, lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    r"""`\label` of the line of a side, if the side is the last one of its line."""
    return lines[side.line].labels[:1] if _is_last(side, chain) else ()


def _is_alone(side: Side, line: Line) -> bool:
    """Whether a side is all of its line."""
    return len(line.text.strip(" &\r\n\t.,;")) <= side.span.stop - side.span.start


def _together(joint: str, sign: str, before: str, text: str) -> str:
    """As what a side is stated together with the one before; "" if it is a step of its own."""
    if joint == "~" and _is_decimal(text):
        return "claim"
    if joint == "=" and _DEMANDED.search(sign):
        return "given"
    return "claim" if joint == "=" and _EITHER.search(before + text) else ""


def _is_decimal(text: str) -> bool:
    text = text.strip().lstrip("-")
    return bool(text) and all(c.isdigit() or c == "." for c in text)

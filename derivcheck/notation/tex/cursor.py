"""The cursor: tokens of a formula, the names in force, and what every construction may ask for.

Functions that read a construction take a `Reader`, which reads expressions; none of them knows
who reads those.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from derivcheck.kernel.language.sorts import Sort
from derivcheck.notation.scope import Scope
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.commands import CLOSING, SAME_BARS, SIZES, UPRIGHT
from derivcheck.notation.tex.names import Names
from derivcheck.notation.tex.tokens import BLANK, Token, refuse

MAX_NESTED = 40
"""How deep brackets, arguments and operands may stand in each other."""


class Known:
    """The names that are declared, and those that are bound around a place.

    Arguments:
        scope: the declared names.
    """

    __slots__ = ("bound", "longest", "pending", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.bound: list[str] = []
        self.longest = max(map(len, scope.names), default=1)  # how many letters a name may have
        self.pending: list[tuple[str, int, int]] = []  # undeclared names that wait to be bound

    def knows(self, name: str) -> bool:
        """Whether a name is declared or bound."""
        return name in self.scope.names or name in self.bound

    def sort(self, name: str) -> Sort | None:
        """The sort of a declared name that is not bound around."""
        return None if name in self.bound else self.scope.names.get(name)

    def is_function(self, name: str) -> bool:
        """Whether a name is declared as a function."""
        found = self.sort(name)
        return found is not None and found.base == "function"

    def is_array(self, name: str) -> bool:
        """Whether a name is declared as an array."""
        found = self.sort(name)
        return found is not None and bool(found.shape)

    @contextmanager
    def binding(self, *names: str) -> Iterator[None]:
        """Reads what names are bound in."""
        mark = len(self.pending)
        self.bound.extend(names)
        yield
        del self.bound[len(self.bound) - len(names) :]
        self.settle(mark, *names)

    def settle(self, mark: int, *names: str) -> None:
        """Names that were pending since a mark are bound."""
        self.pending[mark:] = [p for p in self.pending[mark:] if p[0] not in names]


class Reader(Known):
    """A cursor over tokens, with the names that are bound at its place.

    Arguments:
        tokens: of the formula, macros expanded.
        stop: where the formula ends in its source.
        scope: the declared names.
        names: what the document says of its spellings.
        integrated: variables that earlier formulas of the chain integrate by.
    """

    __slots__ = (
        "at", "bare", "barred", "bars", "bracketed", "dependent", "dressed", "evaluations",
        "integrals", "integrated", "leading", "maybe", "names", "token",
        "tokens", "unsized", "within",
    )  # fmt: skip

    def __init__(
        self,
        tokens: Sequence[Token],
        stop: int,
        scope: Scope,
        names: Names,
        integrated: frozenset[str] = frozenset(),
    ) -> None:
        self.tokens = [*tokens, Token("end", "", stop, stop)]
        self.at = 0
        self.token = self.tokens[0]
        super().__init__(scope)
        self.names = names
        self.bars: list[str] = []  # bars that are open, and "(" for other brackets
        self.integrals: list[Syntax | str] = []  # "" waits for its differential, "(" is a bracket
        self.integrated = set(integrated)
        self.leading = -1  # where the last differential stands that begins its integral
        self.maybe: frozenset[str] = frozenset()  # names that something further on may bind
        self.dressed: dict[tuple[str, bool], tuple[str, int, int]] = {}
        self.dependent: dict[str, list[Syntax]] = {}  # functions without arguments, and of what
        self.bare: set[tuple[int, int]] = set()  # where sums stand in braces that print nothing
        self.bracketed: set[tuple[int, int]] = set()  # where brackets stand that print
        self.barred: set[tuple[int, int]] = set()  # where bars of the keyboard stand
        self.evaluations: list[tuple[int, int, int]] = []  # depth and place of bars
        self.unsized: list[tuple[int, int]] = []  # where unit matrices stand without their size
        self.within = 0

    # --- what reads --------------------------------------------------------------------------

    @abstractmethod
    def statement(self) -> Syntax:
        """A statement or an expression."""

    @abstractmethod
    def expression(self) -> Syntax:
        """A sum."""

    @abstractmethod
    def term(self) -> Syntax:
        """A product with the sign before it."""

    @abstractmethod
    def product(self, first: bool, takes_bar: bool = True) -> Syntax:
        """Factors; `first` says whether they begin their sum, `takes_bar` if a bar is theirs."""

    @abstractmethod
    def factor(self) -> Syntax:
        """An operand with its scripts."""

    # --- tokens ------------------------------------------------------------------------------

    def advance(self) -> Token:
        """Passes a token."""
        token = self.token
        self.at = min(self.at + 1, len(self.tokens) - 1)
        self.token = self.tokens[self.at]
        return token

    def ahead(self, count: int) -> Token:
        """The token so many places further on."""
        return self.tokens[min(self.at + count, len(self.tokens) - 1)]

    def sees(self, *words: str) -> bool:
        """Whether one of the words stands here."""
        return self.token.text in words and self.token.kind != "end"

    def take(self, *words: str) -> bool:
        """Whether one of the words stands here; then it is passed."""
        if self.sees(*words):
            self.advance()
            return True
        return False

    @property
    def last(self) -> Token:
        """The token just read."""
        return self.tokens[self.at - 1] if self.at else self.token

    def go(self, at: int) -> None:
        """Moves to an index."""
        self.at, self.token = at, self.tokens[at]

    def here(self, code: str, message: str, hint: str) -> NoReturn:
        """Refuses what stands here.  Raises: Diagnosis."""
        refuse(code, message, hint, self.token.start, self.token.stop)

    # --- groups ------------------------------------------------------------------------------

    def end_of_group(self, at: int) -> int:
        """The index just behind the argument that starts at an index: a token, or braces."""
        if self.tokens[at].kind != "{":
            return min(at + 1, len(self.tokens) - 1)
        depth = 0
        for n in range(at, len(self.tokens)):
            depth += (self.tokens[n].kind == "{") - (self.tokens[n].kind == "}")
            if not depth:
                return n + 1
        token = self.tokens[at]
        return refuse("DC103", "this brace is never closed", "close it with }", *token[2:4])

    def inner(self, at: int) -> tuple[int, int]:
        """The indices of what stands inside the argument that starts at an index."""
        end = self.end_of_group(at)
        return (at + 1, end - 1) if self.tokens[at].kind == "{" else (at, end)

    def words(self, start: int, stop: int) -> str:
        """Tokens as text, blanks kept."""
        parts = self.tokens[start:stop]
        return "".join((" " if t.gap and n else "") + t.text for n, t in enumerate(parts)).strip()

    def passed(self) -> tuple[int, int]:
        """Passes an argument; the indices of what stands inside."""
        if self.token.kind in ("end", "}"):
            message = f"{self.last.text} lacks an argument" if self.at else "an argument is missing"
            self.here("DC104", message, "write it in braces")
        start, stop = self.inner(self.at)
        self.go(self.end_of_group(self.at))
        return start, stop

    def argument(self) -> Syntax:
        """An argument of a command: what stands in braces, or one token."""
        if self.token.kind in ("end", "}") or self.token.text in CLOSING:
            message = f"{self.last.text} lacks an argument" if self.at else "an argument is missing"
            self.here("DC104", message, "write it in braces")
        if self.token.kind == "{":
            with self.inside("{"):
                opening = self.advance()
                if self.token.kind == "}":
                    self.here("DC104", "the braces are empty", "write an expression in them")
                made = self.statement()
                self.close("}", opening)
            return made._replace(start=opening.start, stop=self.last.stop)
        return self.single()

    @abstractmethod
    def single(self) -> Syntax:
        """One token as an argument, as in `x^2y` and `\\frac12`."""

    def part(self, start: int, stop: int) -> Syntax:
        """Tokens in the middle as an expression or statement; the cursor stays where it is.

        Raises:
            Diagnosis: if they are none.
        """
        back, closing = self.at, self.tokens[stop]
        if start >= stop:
            refuse(
                "DC104", "an expression is missing here", "write it", closing.start, closing.stop
            )
        whole = list(self.tokens)  # what is read may take tokens out, so `stop` may move
        self.tokens[stop] = Token("}", "}", closing.start, closing.stop)
        try:
            with self.inside("{"):
                self.go(start)
                made = self.statement()
                if (self.token.text, self.token.start) != ("}", closing.start):
                    self.unexpected()
        finally:
            self.tokens[:] = whole
        self.go(back)
        return made

    def unexpected(self) -> NoReturn:
        """Refuses what stands here, where something else must.  Raises: Diagnosis."""
        token = self.token
        if token.kind == "end":
            self.here("DC104", "the formula ends too early", "write what is missing")
        if token.text in CLOSING:
            message, hint = "this bracket closes nothing", "remove it, or open one"
            self.here("DC103", message, hint)
        shown = token.text if token.text.isprintable() else f"U+{ord(token.text[0]):04X}"
        if token.text in UPRIGHT:
            hint = r"remarks stand behind \quad, or apart from the formula"
            self.here("DC126", "words stand in the formula", hint)
        if token.kind == "command":
            message = f"the command {shown} is not known here"
            hint = f"define {shown} as a macro, or write it with commands that are known"
            self.here("DC120", message, hint)
        self.here("DC101", f"`{shown}` has no meaning here", "leave it out, or write what is meant")

    def close(self, closing: str, opening: Token) -> None:
        """Passes a closing bracket."""
        if SAME_BARS.get(self.token.text, self.token.text) == closing:
            self.advance()
            return
        if self.token.kind == "end" or self.token.text in CLOSING:
            message = f"the bracket {opening.text} is never closed"
            refuse("DC103", message, f"close it with {closing}", opening.start, opening.stop)
        self.unexpected()

    def deepen(self) -> None:
        """One level deeper; who asks comes back up.  Raises: Diagnosis."""
        self.within += 1
        if self.within > MAX_NESTED:
            message = f"the formula is nested more than {MAX_NESTED} levels deep"
            self.here("DC107", message, "name its parts under define:")

    @contextmanager
    def inside(self, bracket: str) -> Iterator[None]:
        """Reads inside a bracket, where bars and differentials outside are not closed."""
        self.bars.append(bracket)
        self.integrals.append("(")
        yield
        self.bars.pop()
        self.integrals.pop()

    def waits(self) -> bool:
        """Whether an integral around waits for its differential."""
        return bool(self.integrals) and self.integrals[-1] == ""

    def size(self) -> str:
        """Passes the size of a delimiter, if one stands here."""
        if self.token.text in SIZES:
            return self.advance().text
        return ""

    def spaced(self) -> bool:
        """Whether more than a blank stands before the token here."""
        return self.token.gap > BLANK

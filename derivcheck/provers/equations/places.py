"""Places: numbers at which a condition on a name fails, and what is known beside one of them.

    x - a != 0         x = a; beside it x != a
    sin(u) != 0        u = n*pi with a whole n; sin(u) has one sign up to (n + 1)*pi, and one from
                       (n - 1)*pi on, for a u that is affine in x

Sines and cosines have one sign between their zeros (DLMF 4.14).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.kernel.checker.unbounded import line
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import ONE, ZERO, App, Sym, Term, call, substitute, whole
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.trigonometric import PI

FIRST = {"sin": ZERO, "cos": ONE / 2}
"""Where a head is zero and falls behind or rises: at so many times pi less than whole ones."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where two terms are equal: a name and a number, or a sine or cosine and 0."""

    name: str
    left: Term
    right: Term

    @property
    def here(self) -> Term:
        """The statement that a name is there."""
        return call("=", self.left, self.right)

    @property
    def elsewhere(self) -> Term:
        """The statement that a name is not there."""
        return call("!=", self.left, self.right)

    def count(self, known: ProofContext) -> None:
        """Learns at the place which of the zeros of a circular function it is."""
        if (turns := self._turns()) is not None:
            known.holds(whole(turns))

    def leave(self, known: ProofContext, other: str) -> None:
        """Learns beside the place that another name is not there."""
        moved: dict[str, Term] = {self.name: Sym(other)}
        if (turns := self._turns()) is not None:
            assert isinstance(self.left, App)
            (u,) = self.left.args
            found = (("n", n) for n in (turns, turns - 1))
            rows = (
                Axiom(f"{self.left.head}_sign", (n, ("u", substitute(u, moved)))) for n in found
            )
            any(map(known.learn, rows))
        known.holds(substitute(self.elsewhere, moved))

    def _turns(self) -> Term | None:
        match self.left:
            case App("sin" | "cos" as head, (u,)):
                return u / PI + FIRST[head]
        return None


def places(known: ProofContext, c: Term, x: str, limits: Limits) -> Iterator[Place]:
    """Where a condition on a name fails, the factors of which are affine in it, or of what is."""
    match c:
        case App("!=" | "<" | ">", (u, v)):
            basis = Basis(known, HANDLERS, limits)
            for p, _ in basis.factors(u - v)[1]:
                inside = p.args[0] if isinstance(p, App) and p.head in FIRST else p
                slope = line(inside, x, known.facts.field)
                if slope is None or not known.nonzero(slope):
                    continue
                if inside is p:
                    yield Place(x, Sym(x), basis.normal(Sym(x) - p / slope))
                else:
                    yield Place(x, p, ZERO)

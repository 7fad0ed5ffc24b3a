"""What the chains of a derivation must earn as a whole: first line against last line.  TRUSTED."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derivcheck.kernel.claims import Claim, Relation
from derivcheck.obligations import LINKS, Obligation, brought


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The first line of a chain against its last.

    Arguments:
        links: the obligations after the first line, in order.
        claim: first relation last, with all that the links use.
    """

    first: Obligation
    links: tuple[Obligation, ...]
    relation: Relation

    @property
    def last(self) -> Obligation:
        """The last line of the chain."""
        return self.links[-1]

    def claim(self, without: frozenset[str] = frozenset()) -> Claim:
        """What is to be proved.  Arguments: as `Obligation.claim`."""
        assert self.first.term is not None and self.last.term is not None
        uses = tuple(used for link in self.links for used in link.uses)
        context = brought(replace(self.last, uses=uses), without)
        return Claim(context, self.first.term, self.relation, self.last.term)


def conclusions(made: Sequence[Obligation], least: int = 2) -> tuple[Conclusion, ...]:
    """The conclusion of every chain of the top level.

    Arguments:
        made: as `obligations` returns them.
        least: how many judged links a chain must have.
    """
    top = [o for o in made if "." not in o.step.id and o.term is not None]
    inner = {o.before.step.id for o in top if o.before}
    found = []
    for last in (o for o in top if o.step.id not in inner):
        first, *links = reversed(list(_path(last)))
        relation = composed([link.goal[1] for link in links if link.goal])
        if len(links) >= least and relation:
            found.append(Conclusion(first, tuple(links), relation))
    return tuple(found)


def _path(last: Obligation) -> Iterator[Obligation]:
    step: Obligation | None = last
    while step is not None:
        yield step
        step = step.before


_COMPOSED: dict[frozenset[str], Relation] = {
    frozenset(("=",)):                  "=",
    frozenset(("=", "<")):              "<",
    frozenset(("=", "<=")):             "<=",
    frozenset(("=", "<", "<=")):        "<",
    frozenset(("=", ">")):              ">",
    frozenset(("=", ">=")):             ">=",
    frozenset(("=", ">", ">=")):        ">",
    frozenset(("=", "!=")):             "!=",
    frozenset(("iff",)):                "iff",
    frozenset(("iff", "implies")):      "implies",
    frozenset(("iff", "implied by")):   "implied by",
}  # fmt: skip
"""The relation between the ends of a chain of links, with the neutral link put in."""


def composed(relations: Sequence[Relation]) -> Relation | None:
    """The relation that a chain of relations gives by transitivity, or None.

    Arguments:
        relations: of the links, in order; more than one `!=` gives nothing.
    """
    if not relations or relations.count("!=") > 1:
        return None
    neutral: Relation = "iff" if relations[0] in LINKS else "="
    return _COMPOSED.get(frozenset((neutral, *relations)))

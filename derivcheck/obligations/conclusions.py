"""What the chains of a derivation must earn as a whole: first line against last line.  TRUSTED."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derivcheck.kernel.language.claims import LINKS, Claim, Relation
from derivcheck.obligations.obligation import Obligation, Standing


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The first line of a chain against its last.

    Arguments:
        links: the obligations after the first line, in order.
        relation: what they give by transitivity.
    """

    first: Obligation
    links: tuple[Obligation, ...]
    relation: Relation

    @property
    def last(self) -> Obligation:
        """The last line of the chain."""
        return self.links[-1]

    def claim(self, standing: Standing | None = None) -> Claim:
        """What is to be proved.  Arguments: as `Obligation.claim`."""
        claim = spanning(self.first, self.links, self.relation).claim(standing)
        assert claim is not None
        return claim


def spanning(first: Obligation, links: Sequence[Obligation], relation: Relation) -> Obligation:
    """The obligation of the last link towards the first line, with all that the links use."""
    last = links[-1]
    assert first.term is not None and last.term is not None
    uses = tuple(used for link in links for used in link.uses)
    goal = (first.term, relation, last.term)
    return replace(last, before=first, goal=goal, uses=uses)


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
        first, *links = reversed(list(last.path))
        relation = composed([link.goal[1] for link in links if link.goal])
        if len(links) >= least and relation:
            found.append(Conclusion(first, tuple(links), relation))
    return tuple(found)


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

"""From where a step is judged: what it must earn to follow, in the order in which that is tried.

    after a refuted line              from the last line that holds, relations composed
    where it fails after an open one  from the last line that is not in doubt, for a proof only
    in `because:` of a statement      by itself, then from what the statement starts from
    any step, last                    from the line before

A line is broken if it is refuted, or follows from a broken one only.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from derivcheck.obligations.conclusions import composed, spanning
from derivcheck.obligations.obligation import BACKWARDS, Obligation

FROM, PAST = " from ", " past lines in doubt from "
"""What stands in the name of an attempt between the step and the one from which it is to follow."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way in which a step may follow.

    Arguments:
        source: the id of the step from which it follows, None for the line before.
        obligation: what it must earn.
        decides: whether the step is refuted only if this is; what is tried without a hypothesis
            that may be used does not decide, nor what is tried past a line in doubt.
    """

    source: str | None
    obligation: Obligation
    decides: bool = True

    @property
    def name(self) -> str:
        """The step's id, and from where it is to follow."""
        step = self.obligation.step.id
        return step if self.source is None else f"{step}{self.way}{self.source}"

    @property
    def way(self) -> str:
        """How its name tells from where it is to follow."""
        return FROM if self.decides else PAST


def attempts(obligation: Obligation, broken: Container[str]) -> tuple[Attempt, ...]:
    """The ways in which a step may follow, in order.

    Arguments:
        obligation: of the step, towards its predecessor; with something to be judged.
        broken: the ids of the lines above that do not hold, or rest on one that does not.
    """
    before = obligation.before
    if before is not None and before.step.id in broken:
        from_start = obligation.assuming()
        return (*_skipping(from_start, broken), Attempt(None, from_start))
    alone = Attempt(None, obligation, obligation.start is None)
    starts = _starts(obligation, broken)
    return (alone, *(Attempt(o.start.step.id, o.assuming()) for o in starts if o.start))


def past_doubt(
    obligation: Obligation, broken: Container[str], doubtful: Container[str]
) -> tuple[Attempt, ...]:
    """From where a step may follow that fails from a line in doubt: the slip may be in that line.

    Arguments:
        obligation, broken: as in `attempts`.
        doubtful: the ids of the lines above that are not known to hold.
    """
    before = obligation.before
    if obligation.start or before is None or before.step.id in broken:
        return ()
    unsure = {o.step.id for o in obligation.path if o.step.id in doubtful or o.step.id in broken}
    found = _skipping(obligation, unsure) if before.step.id in unsure else ()
    return tuple(replace(a, decides=False) for a in found)


def with_given(obligation: Obligation, givens: Sequence[Obligation]) -> Attempt | None:
    """From where else a refuted step may follow, which is told and proves nothing: from what opens
    its own chain, or from the last `given` above, used as well.

    Arguments:
        givens: all that stand above.
    """
    if obligation.goal is None or obligation.goal[1] in BACKWARDS or obligation.start:
        return None
    own = [o for o in obligation.path if o.step.role == "given"] or [*givens[-1:]]
    named = {u.step.id for u in (*obligation.uses, obligation.before) if u}
    if not own or own[-1].step.id in named or own[-1].term is None:
        return None
    more = replace(obligation, uses=(*obligation.uses, own[-1]))
    return Attempt(own[-1].step.id, more, decides=False)


def _skipping(obligation: Obligation, broken: Container[str]) -> tuple[Attempt, ...]:
    """From the last line of the chain that holds, if the relations between compose."""
    lines = list(obligation.path)
    holds = next((n for n, o in enumerate(lines) if n and o.step.id not in broken), None)
    if holds is None:
        return ()
    links = tuple(reversed(lines[:holds]))
    relation = composed([o.goal[1] for o in links if o.goal])
    if relation is None:
        return ()
    first = lines[holds]
    return (Attempt(first.step.id, spanning(first, links, relation)),)


def _starts(obligation: Obligation, broken: Container[str]) -> tuple[Obligation, ...]:
    """The sub-step of a statement with each line from which the statement may start."""
    if obligation.start is None:
        return ()
    holding = (o for o in obligation.start.path if o.step.id not in broken)
    first = next(holding, obligation.start)
    if first is obligation.start:
        return (obligation,)
    return (replace(obligation, start=first), obligation)

"""From where a step is judged: what it must earn to follow, in the order in which that is tried.

    after a refuted line              from the last line that holds, relations composed
    in `because:` of a statement      by itself, then from what the statement starts from
    any step, last                    from the line before

A line is broken if it is refuted, or follows from a broken one only.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from derivcheck.checking.report import StepReport
from derivcheck.conclusions import composed, spanning
from derivcheck.obligation import Obligation


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way in which a step may follow.

    Arguments:
        source: the id of the step from which it follows, None for the line before.
        obligation: what it must earn.
        decides: whether the step is refuted only if this is; what is tried without a hypothesis
            that may be used does not decide.
    """

    source: str | None
    obligation: Obligation
    decides: bool = True

    @property
    def name(self) -> str:
        """The step's id, and from where it is to follow."""
        step = self.obligation.step.id
        return step if self.source is None else named(step, self.source)


def named(step: str, source: str) -> str:
    """How the attempt is called that has a step follow from another one."""
    return f"{step} from {source}"


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


def earned(made: Iterable[Obligation], reports: Mapping[str, StepReport]) -> dict[str, Obligation]:
    """Id -> what was judged, of the steps that were judged from elsewhere, or under more.

    Arguments:
        made: the obligations of a derivation.
        reports: on its steps, by their ids.
    """
    broken = {name for name, report in reports.items() if report.broken}
    found = {}
    for o in made:
        source = reports[o.step.id].follows_from
        ways = (a.obligation for a in attempts(o, broken) if a.source == source)
        way = next(ways, o) if o.goal else o
        if way is not o:
            found[o.step.id] = way
    return found


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

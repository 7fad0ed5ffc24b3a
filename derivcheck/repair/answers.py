"""The right answers in place of wrong or lost ones, where a statement says what its unknowns are.

    x^2 = 4                   implies  x = 2              x = 2 or x = -2
    x^2 = 3*x                 iff      x - 3 = 0          x - 3 = 0 or x = 0
    x + y = 5 and x - y = 1   iff      x = 2 and y = 3    x = 3 and y = 2

What is listed wrongly is left out; what is missing is read off the points at which the step fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Point
from derivcheck.kernel.language.terms import TRUE, App, Sym, Term, free_names
from derivcheck.provers.foundations.tidying import tidy
from derivcheck.verdicts.judgement import vacuous
from derivcheck.verdicts.report import Verdict

MAX_ANSWERS = 6
"""How many answers a repaired statement may list."""

Judge = Callable[[Claim], Verdict]


def answered(claim: Claim, judge: Judge) -> tuple[Term, Verdict] | None:
    """The statement with the right answers, and its proof, or None.

    Arguments:
        claim: a refuted implication or equivalence.
        judge: the verdict on a claim.
    """
    match claim.after:
        case App("implies" | "iff" as inner, (p, q)) if claim.before == TRUE:
            found = answered(replace(claim, before=p, relation=inner, after=q), judge)
            return found and (App(inner, (p, found[0])), found[1])
    if claim.relation not in ("iff", "implies"):
        return None
    if isinstance(claim.after, App) and claim.after.head == "and":
        return _system(claim, judge)
    unknown = _unknown(claim)
    if unknown is None:
        return None
    cases = _Cases(claim, judge, unknown)
    right = [c for c in cases_of(claim.after) if cases.right(c)]
    solved = all(_solves(c, unknown) for c in cases_of(claim.after))
    return cases.completed(right) if right or solved else None


def cases_of(p: Term) -> tuple[Term, ...]:
    """The alternatives of a statement."""
    return p.args if isinstance(p, App) and p.head == "or" else (p,)


def _is_equation(p: Term) -> bool:
    return isinstance(p, App) and p.head == "="


def _unknown(claim: Claim) -> str | None:
    """The name that the new statement is solved for, or the only one of both statements."""
    cases = cases_of(claim.after)
    if not all(map(_is_equation, cases)):
        return None
    solved = {side.name for c in cases if isinstance(side := c.args[0], Sym)}  # type: ignore[union-attr]  # an equation
    names = free_names(claim.before) | free_names(claim.after)
    if len(solved) == 1 and len(cases) == sum(_solves(c, next(iter(solved))) for c in cases):
        return next(iter(solved))
    return next(iter(names)) if len(names) == 1 else None


def _solves(case: Term, name: str) -> bool:
    match case:
        case App("=", (Sym(left), value)):
            return left == name and name not in free_names(value)
    return False


@dataclass(frozen=True, slots=True)
class _Cases:
    """The search for the cases of one claim that its new statement lacks."""

    claim: Claim
    judge: Judge
    unknown: str

    def right(self, case: Term) -> bool:
        """Whether a case leads back to the old statement."""
        claim = replace(self.claim, before=case, relation="implies", after=self.claim.before)
        return not vacuous(claim) and self.judge(claim).name == "proved"

    def completed(self, cases: list[Term]) -> tuple[Term, Verdict] | None:
        """The right cases with the missing ones."""
        for _ in range(MAX_ANSWERS):
            after = (cases[0] if len(cases) == 1 else App("or", tuple(cases))) if cases else None
            stated = replace(self.claim, after=after or self.claim.after)
            verdict = self.judge(stated)
            if verdict.name == "proved" and after is not None:
                return after, verdict
            missing = next((c for c in self.candidates(verdict, cases) if c not in cases), None)
            if missing is None:
                return None
            cases.append(missing)
        return None

    def candidates(self, verdict: Verdict, cases: list[Term]) -> Iterator[Term]:
        """Cases that may be missing: the contrary of one that is listed, the value at a point."""
        if not isinstance(verdict.evidence, Point):
            return
        x, values = Sym(self.unknown), dict(verdict.evidence.values)
        for case in (*cases, *cases_of(self.claim.after)):
            if _solves(case, self.unknown):
                value = case.args[1]  # type: ignore[union-attr]  # an equation
                opposite = App("=", (x, tidy(App("neg", (value,)), None)))
                if opposite not in cases and self.right(opposite):
                    yield opposite
        if free_names(self.claim.before) == {self.unknown} and self.unknown in values:
            yield App("=", (x, values[self.unknown]))


def _system(claim: Claim, judge: Judge) -> tuple[Term, Verdict] | None:
    """`x = 3 and y = 2`: the values of the unknowns at a point at which the step fails."""
    parts = claim.after.args if isinstance(claim.after, App) else ()
    names = [p.args[0].name for p in parts if isinstance(p, App) and isinstance(p.args[0], Sym)]
    solved = len(names) == len(parts) and all(map(_solves, parts, names))
    found = judge(replace(claim, relation="implies")).evidence if solved else None
    if not isinstance(found, Point) or free_names(claim.before) != set(names):
        return None
    values = dict(found.values)
    after = App("and", tuple(App("=", (Sym(name), values[name])) for name in names))
    verdict = judge(replace(claim, after=after))
    return (after, verdict) if verdict.name == "proved" else None

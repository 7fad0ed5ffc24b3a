"""Limits: how far provers may search; counts, so that verdicts do not depend on the clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts that bound one prover on one claim; hitting one can only give `undecided`.

    Arguments:
        rewrites: how many lemmas a normal form may use.
        cases: how many case splits may be nested.
        rounds: how often a normal form is refined after the kernel rejects it.
        points: how many sample points are tried.
    """

    rewrites: int = 400
    cases: int = 4
    rounds: int = 6
    points: int = 64

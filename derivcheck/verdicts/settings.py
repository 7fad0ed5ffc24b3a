"""Settings: how strict a check is, and how much work a step may cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivcheck.provers.foundations.limits import Limits

MEGABYTES = 4_096
"""What a process that judges may have by default, far above what the counts allow a step."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How derivations are checked.

    Arguments:
        seed: fixes the sample points.
        strict: whether a proof under conditions counts as a failure.
        key_points: allowed points that must agree with a proof.
        first_points: allowed points looked at before any prover, until one agrees: there most
            wrong steps fail.
        quick_points: allowed points looked at before the dearer provers, which cost more.
        points: allowed points looked at before the dearest provers.
        work: what one step may cost, as `kernel/work.py` counts it.
        seconds: processor time of one step, the backstop behind all counts; 0 for none.
        limits: counts that bound each prover.
        cache: whether the verdict on a claim that comes again is remembered.
    """

    seed: int = 0
    strict: bool = False
    key_points: int = 2
    first_points: int = 2
    quick_points: int = 24
    points: int = 64
    work: int = 700_000
    seconds: float = 120.0
    limits: Limits = field(default_factory=Limits)
    cache: bool = True

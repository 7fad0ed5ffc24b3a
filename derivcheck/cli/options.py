"""Options that several commands take: time, memory, seed, processes, a cluster."""

from __future__ import annotations

import click

from derivcheck.verdicts.settings import MEGABYTES, Settings


class Amount(click.FloatRange):
    """A number in a range, called so where it is none."""

    name = "number"


class Count(click.IntRange):
    """A whole number in a range, called so where it is none."""

    name = "whole number"


timeout = click.option(
    "--timeout", type=Amount(0, min_open=True), metavar="SECONDS",
    default=Settings().seconds, show_default=True,
    help="Seconds of processor time for a step, behind the limit on work; then it is undecided.",
)  # fmt: skip
memory = click.option(
    "--memory", type=Count(0), metavar="MB", default=MEGABYTES, show_default=True,
    help="Megabytes for each process; a step that needs more is undecided. 0 for no limit.",
)  # fmt: skip
seed = click.option(
    "--seed", type=Count(), metavar="N", default=0, show_default=True,
    help="Seed of the sample points.",
)  # fmt: skip
jobs = click.option(
    "--jobs", "-j", type=Count(0), metavar="N", default=0,
    help="Processes to divide the steps among; by default one a processor.",
)  # fmt: skip

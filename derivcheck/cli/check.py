"""`derivcheck check`: are all steps proved, or as they expect to be?"""

from __future__ import annotations

import importlib

import click

from derivcheck.cli import believing, options, sources
from derivcheck.cli.configured import Configured
from derivcheck.cli.output import write
from derivcheck.cli.settling import settled
from derivcheck.cli.show_config import shown_configuration
from derivcheck.cli.targets import opened, targets
from derivcheck.configuration.configuration import Configuration
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.settings import Settings


@click.command("check", cls=Configured)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format", "form", type=click.Choice(list(REPORTERS)), default="full", show_default=True,
    help="How to report.",
)  # fmt: skip
@click.option(
    "--strict/--no-strict", default=False, help="Treat what a proof is warned of as a failure."
)
@options.timeout
@click.option(
    "--total-timeout", type=options.Amount(0, min_open=True), default=None,
    metavar="SECONDS",
    help="Seconds for the whole run, as a clock shows them; what is left then is undecided.",
)  # fmt: skip
@options.memory
@options.seed
@click.option(
    "--output", "-o", "outputs", multiple=True, metavar="[FORMAT=]FILE",
    help="Write the report here; with a format, one more report, as often as you like.",
)  # fmt: skip
@options.jobs
@click.option("--timings", is_flag=True, help="Tell how long each step took.")
@click.option("--watch", "watching", is_flag=True, help="Check again what changes, until Ctrl-C.")
@click.option("--infer", is_flag=True, help="Guess the declarations that a document lacks.")
@click.option("--quiet", "-q", is_flag=True, help="Show only what failed.")
def command(
    paths: tuple[str, ...],
    form: str,
    strict: bool,
    timeout: float,
    total_timeout: float | None,
    memory: int,
    seed: int,
    outputs: tuple[str, ...],
    jobs: int,
    timings: bool,
    watching: bool,
    infer: bool,
    quiet: bool,
    configuration: Configuration,
) -> int:
    """Check derivations, step by step.

    PATHS are files, folders (searched for derivations and marked documents: *.yaml, *.yml, *.tex,
    *.md), globs, or -; without any, those of the configuration, else the folder derivations/.
    """
    if configuration.show:
        write(shown_configuration(configuration), None)
        return 0
    settings = Settings(seed=seed, strict=strict, seconds=timeout)
    if watching:
        return _watch(paths, settings, configuration, (form, outputs, quiet, timings))
    wanted, found = targets(form, outputs), sources.find(paths, configuration.excludes)
    with opened(wanted, found.files) as reports, settled(configuration, found) as settling:
        judged = believing.judge(
            settling.files, settings, configuration.memory(), settling.each, settling.enough,
            trust=configuration.trust_cache, jobs=jobs, megabytes=memory,
            total=total_timeout or 0, cluster=configuration.cluster, infer=infer,
        )  # fmt: skip
        report = settling.report(judged)
        reports.write(report, quiet=quiet, timings=timings)
        settling.tell(report, wanted, quiet=quiet)
    if infer:
        importlib.import_module("derivcheck.cli.inferring").tell_guesses(found.files)
    return report.exit_code


def _watch(
    paths: tuple[str, ...],
    settings: Settings,
    configuration: Configuration,
    shown: tuple[str, tuple[str, ...], bool, bool],
) -> int:
    """Check again what changes; what that takes, and who judges, is loaded only for it."""
    eyes = importlib.import_module("derivcheck.cli.watching")
    return int(eyes.watch(paths, settings, configuration, eyes.showing(*shown)))

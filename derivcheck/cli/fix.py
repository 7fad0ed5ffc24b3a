"""`derivcheck fix`: put proved repairs in the place of wrong steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from derivcheck.checking.fixes import Fix, Fixed, fixed
from derivcheck.cli import options, sources
from derivcheck.cli.complain import complain
from derivcheck.cli.configured import Placed
from derivcheck.cli.output import write
from derivcheck.cli.rewriting import Draft
from derivcheck.diagnostics import Diagnosis, Diagnostic, Place
from derivcheck.documents.files import STDIN
from derivcheck.reporters.clean import squeeze
from derivcheck.reporters.shorten import LINE, PROSE, shorten
from derivcheck.reporters.summary import counted, not_looked_at
from derivcheck.reporters.unified import unified
from derivcheck.verdicts.report import Report, StepReport
from derivcheck.verdicts.settings import Settings

CHANGED, UNUSABLE = 1, 1


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user wants to be done."""

    dry: bool
    steps: tuple[str, ...]
    expected: bool
    settings: Settings

    def wants(self, step: StepReport) -> bool:
        """Whether a refuted step is to be repaired."""
        named = step.id in self.steps or step.label in self.steps
        return named or (not self.steps and (self.expected or not step.as_expected))


@click.command("fix", cls=Placed)
@click.argument("paths", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Change nothing, show what would change as a diff.")
@click.option(
    "--step", "steps", multiple=True, metavar="ID",
    help="Repair this step only (an id, or a label), as often as you like.",
)  # fmt: skip
@click.option("--expected", is_flag=True, help="Repair steps with `expect: refuted` as well.")
@options.timeout
@options.seed
def command(
    paths: tuple[str, ...],
    dry_run: bool,
    steps: tuple[str, ...],
    expected: bool,
    timeout: float,
    seed: int,
    excluded: Callable[[str], bool],
) -> int:
    """Put a proved repair in the place of each wrong step that has one.

    PATHS are as for `check`; - reads standard input and writes the result to standard output.
    Every file is checked again with its repairs, and a repair stays only if its step is then
    proved.  Nothing else in a file changes: comments, layout and all other bytes stay.

    A step with `expect: refuted` is repaired only if `--step` names it or `--expected` is given;
    its `expect:` stays as it is.

    The exit code is that of `check` on the files as they then are; with --dry-run it is 1 if
    anything would change.
    """
    asked = _Asked(dry_run, steps, expected, Settings(seed=seed, seconds=timeout))
    there = sources.find(paths, excluded)
    found = [_file(path, asked) for path in there.files]
    results = [result for result in found if result is not None]
    _require_steps(steps, results)
    fixes = [fix for result in results for fix in result.fixes]
    report = Report(tuple(r for result in results for r in result.reports))
    summary = "; ".join((_summary(fixes, results, dry_run), *not_looked_at(there.left_out)))
    _say(summary, aside=dry_run or STDIN in paths)
    if dry_run and fixes:
        return CHANGED
    return UNUSABLE if None in found else report.exit_code


def _file(path: str, asked: _Asked) -> Fixed | None:
    """A file with its repairs, saved or shown; None if it cannot be changed, which is told."""
    try:
        draft = Draft.of(path)
        result = fixed(path, draft.text, asked.settings, asked.wants)
        if asked.dry:
            write(unified(path, draft.text, result.text), None)
        elif result.fixes or path == STDIN:
            draft.save(result.text)
    except Diagnosis as error:
        complain(error.diagnostic)
        return None
    for line in _lines(path, result):
        _say(line, aside=asked.dry or path == STDIN)
    return result


def _require_steps(steps: tuple[str, ...], results: list[Fixed]) -> None:
    """Raises: Diagnosis, if a step is named that no file has."""
    there = {name for f in results for r in f.reports for s in r.steps for name in (s.id, s.label)}
    missing = [name for name in steps if name not in there]
    if missing:
        known = "`derivcheck show FILE` lists the steps"
        raise Diagnosis(Diagnostic("DC801", f"there is no step {', '.join(missing)}", known))


def _say(line: str, aside: bool) -> None:
    """A line for people; on stderr where standard output has a diff, or a file."""
    write(line + "\n", None) if not aside else click.echo(line, err=True)


def _lines(path: str, result: Fixed) -> Iterator[str]:
    """What was done in a file, and what is wrong still."""
    for fix in result.fixes:
        yield _told(path, fix.after.place, _done(fix))
        if fix.after.expect == "refuted":
            yield _told(path, fix.after.place, "its `expect: refuted` is no longer true")
    for report in result.reports:
        for problem in report.problems:
            yield _told(path, problem.place or Place(1, 1), f"not looked at: {problem}")
        for step in report.steps:
            if step.found.name == "refuted" and not step.as_expected:
                yield _told(path, step.place, f"step {step.id} is refuted; {_why_not(step)}")


def _done(fix: Fix) -> str:
    before, after = shorten(fix.before.after, LINE), shorten(fix.text, LINE)
    return f"step {fix.before.id}: {before} becomes {after}, which is proved"


def _why_not(step: StepReport) -> str:
    """Why a step was not repaired."""
    if step.repair is None:
        return "no repair is known"
    return f"its repair `{shorten(step.repair.text, LINE)}` is not put in place"


def _told(path: str, place: Place, what: str) -> str:
    return f"{squeeze(path)}:{place.line}:{place.column}: {squeeze(shorten(what, PROSE))}"


def _summary(fixes: list[Fix], results: list[Fixed], dry: bool) -> str:
    changed = sum(bool(result.fixes) for result in results)
    verb = "would be repaired" if dry else "repaired"
    left = sum(
        s.found.name == "refuted" and not s.as_expected
        for result in results for r in result.reports for s in r.steps
    )  # fmt: skip
    more = f"; {counted(left, 'step')} refuted still" if left else ""
    return f"{counted(len(fixes), 'step')} {verb} in {counted(changed, 'file')}{more}"

"""What is in force for a run: from the command line, the environment, the file, or by default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from derivcheck.cache.engine import engine
from derivcheck.cache.place import Cache
from derivcheck.cache.store import SIZE
from derivcheck.configuration.baseline import Baseline, read_baseline
from derivcheck.configuration.changed import changed_files, keep_changed
from derivcheck.configuration.files import ConfigurationFile
from derivcheck.configuration.patterns import Pattern
from derivcheck.configuration.policy import FailOn, Policy
from derivcheck.verdicts.report import FileReport, LeftOut, Report


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is in force beside how a step is judged.

    Arguments:
        file: the configuration file that counts, if there is one.
        exclude: what is left out when a folder is searched.
        in_files: patterns of files, and the codes ignored there.
        baseline: the file of known findings.
        since: a commit, against which `changed` is asked.
        cache_dir: where answers are kept; None for nowhere.
        cache_size: how many megabytes they may take.
        trust_cache: whether the report on a file that is as it was is believed.
        cluster: address of one that judges instead of this machine.
        origins: option -> where its value comes from.
        values: option -> its value.
    """

    file: ConfigurationFile | None = None
    exclude: tuple[Pattern, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    in_files: tuple[tuple[Pattern, tuple[str, ...]], ...] = ()
    fail_on: FailOn = "undecided"
    baseline: Path | None = None
    write_baseline: bool = False
    changed: bool = False
    since: str | None = None
    fail_fast: bool = False
    statistics: bool = False
    profile: bool = False
    cache_dir: Path | None = None
    cache_size: int = SIZE
    trust_cache: bool = False
    cluster: str | None = None
    show: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def excludes(self, path: str) -> bool:
        """Whether a file that was found in a folder is left out."""
        return any(pattern.covers(path) for pattern in self.exclude)

    def kept(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The files to check, of those that were found.

        Raises:
            Diagnosis: if git cannot tell which changed.
        """
        if not self.changed:
            return tuple(paths)
        deciding = [p for p in (self.file and self.file.path, self.baseline) if p]
        return keep_changed(paths, changed_files(self.since), deciding)

    def memory(self) -> Cache | None:
        """Where answers of this engine are kept, if they are."""
        if self.cache_dir is None:
            return None
        try:
            return Cache(self.cache_dir, engine(), self.cache_size)
        except OSError:  # the sources are not to be read, so nobody knows whose answers they are
            return None

    def settling(self) -> Settling:
        """What settles the reports of this run.

        Raises:
            Diagnosis: if the baseline cannot be read.
        """
        policy = Policy(self.select, self.ignore, self.in_files, self.fail_on)
        path = self.baseline
        known = read_baseline(path, new=self.write_baseline) if path else None
        first = policy if self.write_baseline else replace(policy, baseline=known)
        return Settling(first, known, self.write_baseline)


@dataclass(frozen=True, slots=True)
class Settling:
    """What becomes of the reports of a run.

    Arguments:
        policy: what is no problem.
        baseline: what is known, or was known before it is written anew.
        renews: whether it is to be written anew.
    """

    policy: Policy
    baseline: Baseline | None = None
    renews: bool = False

    def file(self, report: FileReport) -> FileReport:
        """The report on a file, settled; each file comes once."""
        return self.policy.settled(report)

    def whole(self, report: Report, left_out: LeftOut) -> tuple[Report, Baseline | None]:
        """The report with what was left out, and the baseline to be written, if one is.

        Arguments:
            report: on files that are settled.
        """
        known = self.baseline
        if known is None:
            return replace(report, left_out=left_out), None
        if self.renews:
            known = known.renewed(report)
            again = replace(self.policy, baseline=known)
            report = replace(report, files=tuple(map(again.settled, report.files)))
        left_out = replace(left_out, stale=known.stale(report))
        return replace(report, left_out=left_out), known if self.renews else None

"""The baseline: findings that are known, so that only new ones fail.

A finding is known by its path, its code and what its lines say; a warning of a proof also by its
message, so that another condition is another finding.  Where it stands does not matter.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from derivcheck.configuration.files import shown
from derivcheck.configuration.forms import NEVER, matches
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.digest import digest
from derivcheck.documents.files import content
from derivcheck.reporters.findings import Told, of_report
from derivcheck.reporters.fingerprints import identity
from derivcheck.reporters.shorten import LINE, shorten
from derivcheck.verdicts.report import FileReport, Report

VERSION = 1
NAME = "derivcheck-baseline.json"
MAX_BYTES = 20_000_000
_QUALIFICATIONS = ("DC5", "DC6")


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a baseline: its file, its code, and what it is about for people."""

    path: str
    code: str
    about: str
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings, and how many of each are still to be met in this run.

    Arguments:
        path: of the file that holds them; its folder is where the paths in it start.
        known: print of a finding -> what it is.
    """

    path: Path
    known: Mapping[str, Known] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def takes(self, findings: Iterable[Told]) -> bool:
        """Whether all of some findings are known and still to be met; then they are met."""
        wanted = Counter(map(self.print_of, findings))
        if any(self.left[print_] < number for print_, number in wanted.items()):
            return False
        self.left.subtract(wanted)
        return True

    def print_of(self, told: Told) -> str:
        """What identifies a finding."""
        message = told.finding.message if matches(told.finding.code, _QUALIFICATIONS) else ""
        parts = (*identity(told, self.name_of(told.file)), message)
        return digest("".join(f"{len(part)}:{part}" for part in parts))[:32]

    def name_of(self, file: FileReport) -> str:
        """The path of a file, from the folder of the baseline."""
        if file.path == "-":
            return file.path
        try:
            return Path(os.path.relpath(os.path.abspath(file.path), self.path.parent)).as_posix()
        except ValueError:  # on another drive
            return Path(file.path).as_posix()

    def stale(self, report: Report) -> int:
        """How many known findings are gone, of the files that were checked or are no more."""
        checked = {self.name_of(file) for file in report.files}
        gone = (
            number
            for print_, number in self.left.items()
            if self.known[print_].path in checked or self._is_lost(self.known[print_].path)
        )
        return sum(gone)

    def _is_lost(self, name: str) -> bool:
        return name != "-" and not os.path.exists(self.path.parent / name)

    def renewed(self, report: Report) -> Baseline:
        """The baseline that knows what a report tells, and of other files what this one knows."""
        checked = {self.name_of(file) for file in report.files}
        known = {
            print_: one
            for print_, one in self.known.items()
            if one.path not in checked and not self._is_lost(one.path)
        }
        for told in of_report(report):
            if not matches(told.finding.code, NEVER):
                print_ = self.print_of(told)
                number = known[print_].count + 1 if print_ in known else 1
                known[print_] = Known(
                    self.name_of(told.file), told.finding.code, _about(told), number
                )
        return opened(self.path, known)

    def text(self) -> str:
        """The file that holds it, in the order of paths."""
        rows = sorted(self.known.items(), key=lambda row: (row[1].path, row[1].code, row[0]))
        found = [
            {"path": k.path, "code": k.code, "about": k.about, "count": k.count, "id": print_}
            for print_, k in rows
        ]
        return json.dumps({"derivcheck_baseline": VERSION, "findings": found}, indent=1) + "\n"


def opened(path: Path, known: Mapping[str, Known]) -> Baseline:
    """A baseline of which nothing was met so far."""
    return Baseline(path, known, Counter({print_: one.count for print_, one in known.items()}))


def _about(told: Told) -> str:
    if told.step:
        return shorten(told.step.after, LINE)
    return shorten(told.chain.last, LINE) if told.chain else told.finding.message


def read_baseline(path: Path, *, new: bool = False) -> Baseline:
    """The baseline that a file holds.

    Arguments:
        new: whether there need be none yet.

    Raises:
        Diagnosis: if it cannot be read or is none.
    """
    if new and not os.path.exists(path):
        return opened(path, {})
    try:
        return opened(path, dict(_rows(json.loads(content(path, MAX_BYTES)))))
    except OSError as error:
        message = f"cannot open the baseline {shown(path)}: {error.strerror or error}"
        hint = "`derivcheck check --write-baseline` writes one"
        raise Diagnosis(Diagnostic("DC814", message, hint)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{shown(path)} is no baseline of derivcheck, or is damaged"
        hint = "name another file, or write it anew with --write-baseline once it is gone"
        raise Diagnosis(Diagnostic("DC814", message, hint)) from error


def _rows(data: Any) -> Iterator[tuple[str, Known]]:
    """The findings of a file.  Raises: ValueError, KeyError, TypeError: if it is no baseline."""
    if data["derivcheck_baseline"] != VERSION:
        raise ValueError
    for row in data["findings"]:
        texts = [row[key] for key in ("id", "path", "code", "about")]
        count = row["count"]
        if not all(isinstance(t, str) for t in texts) or type(count) is not int or count < 1:
            raise ValueError
        print_, path, code, about = texts
        yield print_, Known(path, code, about, count)

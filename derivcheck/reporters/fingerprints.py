"""What identifies a finding from run to run, so that a tool can tell old ones from new ones.

A fingerprint rests on the path, the code and what the lines say; not on where they stand, so that
an edit further up leaves it as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from derivcheck.documents.digest import digest
from derivcheck.reporters.findings import Told
from derivcheck.reporters.paths import slashed


def fingerprinted(findings: Iterable[Told]) -> Iterator[tuple[Told, str]]:
    """The findings with their fingerprints; of equal ones the second, third ... differ."""
    seen: Counter[str] = Counter()
    for told in findings:
        print_ = _digest(*identity(told, slashed(told.file.path)))
        seen[print_] += 1
        yield told, print_ if seen[print_] == 1 else _digest(print_, str(seen[print_]))


def identity(told: Told, path: str) -> tuple[str, ...]:
    """What makes a finding the one it is.

    Arguments:
        path: what its file is called.
    """
    step, chain = told.step, told.chain
    lines: tuple[str, ...] = ("", told.finding.message)
    if step:
        lines = ("step", step.before, step.relation, step.after)
    elif chain:
        lines = ("conclusion", chain.first, chain.last)
    return path, told.finding.code, *lines


def _digest(*parts: str) -> str:
    return digest("".join(f"{len(part)}:{part}" for part in parts))

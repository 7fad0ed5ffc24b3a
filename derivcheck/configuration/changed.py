"""Which files changed, as git tells: against a commit, and those that git does not know yet."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import beginning
from derivcheck.documents.inputs import files_behind

SECONDS = 60.0
"""How long git may take."""
MAX_BYTES = 5_000_000
"""How much of a file is looked at for the files that it draws on."""


def changed_files(since: str | None = None) -> frozenset[Path]:
    """The files of the repository around the current folder that changed, and those not tracked.

    Arguments:
        since: a commit; what changed after it left the current branch counts. Without it, what is
            not committed.

    Raises:
        Diagnosis: if git cannot tell.
    """
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    base = "HEAD"
    if since is not None:
        commit = _git("rev-parse", "--verify", "--end-of-options", f"{since}^{{commit}}")
        base = os.fsdecode(_git("merge-base", "HEAD", os.fsdecode(commit).strip()).strip())
    told = _git("diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", base, "--")
    new = _git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", folder=top)
    return frozenset(_resolved(top, name) for name in (told + new).split(b"\0") if name)


def _resolved(top: Path, name: bytes) -> Path:
    return Path(os.path.realpath(top / os.fsdecode(name)))


def keep_changed(
    paths: Sequence[str], changed: frozenset[Path], deciding: Sequence[Path] = ()
) -> tuple[str, ...]:
    """The paths that changed, or draw on what did; all of them if what decides about all did.

    Arguments:
        changed: as `changed_files` tells.
        deciding: the configuration file, the baseline.
    """
    if any(Path(os.path.realpath(path)) in changed for path in deciding):
        return tuple(paths)
    return tuple(p for p in paths if p == "-" or _is_changed(p, changed))


def _is_changed(path: str, changed: frozenset[Path]) -> bool:
    """Whether a file changed, or one with macros that it draws on."""
    if Path(os.path.realpath(path)) in changed:
        return True
    try:
        text = beginning(path, MAX_BYTES).decode(errors="replace")
    except OSError:
        return True
    return any(Path(os.path.realpath(file)) in changed for file, _ in files_behind(path, text))


def _git(*arguments: str, folder: Path | None = None) -> bytes:
    """What git prints.  Nothing that a repository may bring along is run: no hook, no monitor."""
    command = ("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments)
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=False,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )  # fmt: skip
    except FileNotFoundError:
        raise _failed("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise _failed(f"git took more than {SECONDS:g} seconds") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise _failed(lines[0][:200].removeprefix("fatal: "))
    return done.stdout


def _failed(why: str) -> Diagnosis:
    hint = "run it inside a repository with a commit; --since names a commit or a branch"
    return Diagnosis(Diagnostic("DC815", f"--changed: {why}", hint))

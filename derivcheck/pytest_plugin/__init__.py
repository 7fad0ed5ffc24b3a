"""pytest reads derivations: `pytest derivations/`, each step and each conclusion a test.

Every run of pytest loads this file, so that what it takes to check is imported with the first
derivation only.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from derivcheck.documents.files import beginning

LONGEST = 2_000_000
"""How many bytes of a file are looked at; one with more is told to be too large when it is read."""
_ENDINGS = (".yaml", ".yml")
_VERSION = re.compile(r"^derivcheck\s*:", re.MULTILINE)
_STEPS = re.compile(r"^steps\s*:", re.MULTILINE)
_STEP = re.compile(r"^\s*- +\{? *(expr|claim|given|iff|implies|implied by|latex) *:", re.MULTILINE)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file that holds derivations, as a collector of their steps."""
    if file_path.suffix not in _ENDINGS or not _holds_derivations(file_path):
        return None
    items = importlib.import_module(f"{__name__}.items")
    found: pytest.Collector = items.DerivationFile.from_parent(parent, path=file_path)
    return found


def _holds_derivations(path: Path) -> bool:
    try:
        text = beginning(path, LONGEST).decode("utf-8", "replace")
    except OSError:
        return False
    return bool(_VERSION.search(text) or (_STEPS.search(text) and _STEP.search(text)))

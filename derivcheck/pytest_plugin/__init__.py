"""pytest reads derivations: `pytest derivations/`, each step and each conclusion a test.

Every run of pytest loads this file, so that what it takes to read YAML is imported with the first
file of that kind only, and what it takes to check with the first derivation.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from derivcheck.documents.files import beginning

LONGEST = 2_000_001
"""How many bytes of a file are looked at; one with more is told to be too large when it is read."""
_ENDINGS = (".yaml", ".yml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file that holds derivations, as a collector of their steps."""
    if file_path.suffix not in _ENDINGS or not _holds_derivations(file_path):
        return None
    items = importlib.import_module(f"{__name__}.items")
    found: pytest.Collector = items.DerivationFile.from_parent(parent, path=file_path)
    return found


def _holds_derivations(path: Path) -> bool:
    """Whether `derivcheck check` would take a file of a folder for a derivation."""
    try:
        data = beginning(path, LONGEST)
    except OSError:
        return False
    recognition = importlib.import_module("derivcheck.documents.recognition")
    return bool(recognition.holds_derivation(data))

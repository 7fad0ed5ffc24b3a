"""The mutants that change nothing, each with the argument why."""

from __future__ import annotations

EQUIVALENT: dict[str, str] = {}
"""The key of a mutant, as the report prints it -> why no claim is judged otherwise."""

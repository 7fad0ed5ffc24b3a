"""What a document may expect of a step: what may be found of it."""

from __future__ import annotations

from typing import Literal

Expectation = Literal["proved", "refuted", "undecided", "invalid"]

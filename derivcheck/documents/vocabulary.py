"""What a document may say of a step: what it is, and what it expects of it."""

from __future__ import annotations

from typing import Literal

Role = Literal["expr", "given", "claim", "iff", "implies", "implied by"]
Expectation = Literal["proved", "refuted", "undecided", "invalid"]

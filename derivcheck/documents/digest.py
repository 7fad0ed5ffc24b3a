"""The digest by which a report names the text that it is about."""

from __future__ import annotations

import hashlib


def digest(text: str) -> str:
    """The SHA-256 of a text, line ends as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

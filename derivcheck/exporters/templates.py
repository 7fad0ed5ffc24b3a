"""Documents of the user's own, in which the derivations take the place that is marked."""

from __future__ import annotations

TITLE, BODY = "DERIVCHECK-TITLE", "DERIVCHECK-BODY"
"""What a template has in the places of the title and of what goes into the body."""


def filled(template: str, title: str, body: str) -> str:
    """A template with a title and a body, each in the form of the document."""
    before, _, after = template.replace(TITLE, title).partition(BODY)
    return before + body + after

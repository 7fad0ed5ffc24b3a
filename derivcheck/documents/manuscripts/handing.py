"""Whether a sentence hands a displayed formula over as given."""

from __future__ import annotations

from derivcheck.documents.manuscripts.clauses import (
    DERIVING,
    GIVING,
    LEADING,
    SOLVING,
    SUPPOSING,
    SYSTEMS,
    UNGIVING,
    UNGIVING_MODEL,
    UNLISTING,
)


def gives(words: set[str], last: str, *, supposes: bool) -> bool:
    """Whether the word before a display says that its statements are given.

    Arguments:
        words: of the sentence that leads to it.
        last: that word.
        supposes: whether the sentence supposes something.
    """
    if (DERIVING | UNGIVING) & words:
        return False
    if last in GIVING and not UNGIVING_MODEL & words:
        return True
    leads = last in LEADING or last in SUPPOSING
    return supposes and leads and last not in SOLVING and not SOLVING & words


def lists(words: set[str], last: str) -> bool:
    """Whether the sentence that leads to a display says that it is a list of what is given."""
    derived = (DERIVING | UNGIVING | UNLISTING) & words
    return last in LEADING | SYSTEMS and bool(SYSTEMS & words) and not derived

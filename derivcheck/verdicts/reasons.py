"""Reasons: why a step is undecided, and what is to be said of a proof; data that reads as text."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a reason says; `{}` stands for what it is about."""

    # why nothing was decided
    CONTRADICTION = "the assumptions contradict each other"
    LIMIT = "limit reached: {}"
    INTERNAL = "internal error: {}"
    DIED = "the process at work on it died ({})"
    STOPPED = "the run was stopped before that"
    NOWHERE = "a side is defined at no allowed point"
    CONDITION = "it could not be shown that {}"
    VALUE = "it could not be shown that this line has a value wherever the one before has: {}"
    FAMILY = "a line with a constant stands for a family, and these two may be the same one"
    CONSTANT = "{} stands for all antiderivatives, and this line is one of them"
    ORDER = "no expansion was found that compares the two lines up to their terms of an order"
    COMES_DOWN = "what is left to show is {}"
    BEYOND = "{}"
    MET = "a limit on {} was met on the way"
    FAULT = "{} failed, which is a fault of derivcheck"
    POINTS = "{} agree"
    TRY = "try: {}"
    FAILS_AT = "it fails at {}"
    IF_POSITIVE = "it is proved for {}, and of these names only a guess says what they are"
    UNCLEAR_FACTS = "it fails, but at no point found where {} holds"
    OPEN_FROM = "it fails from the line before, and from step {} it is open"
    # remarks
    NO_POINT = "no point was found that meets the assumptions"
    NO_VALUE = "{} has no value"
    NO_CONSTANT = "a constant of integration is missing: this line is one of all that {} stands for"
    NOT_SAMPLED = "sampled: false"
    VACUOUS = "vacuous"
    NEVER = "what it follows from is never true, and from that anything follows"
    NOT_USED = "step {} does not hold, so it is not used"
    WITH_GIVEN = "it follows if step {} is used as well: give it a `label:` to name under `using:`"
    WITH_LABEL = "it follows if `{0}` is used as well: write `using: {0}` under it"
    CONTINUES = "it continues step {}; to open a new chain here, write `from: none`"
    AS_SYSTEM = (
        "of lines of equations only the first is given; if {} are a system, write "
        "`derivcheck: given` in a comment on each of its other lines"
    )
    TOLD = "{0}"  # what is told as text only: by a report that is judged again


CODES = {
    Kind.LIMIT: "DC402", Kind.CONTRADICTION: "DC403", Kind.DIED: "DC404", Kind.STOPPED: "DC405",
    Kind.INTERNAL: "DC902",
}  # fmt: skip
"""The codes of undecided steps whose first reason is of a kind; others have DC401."""


class Reason(str):
    """A reason as text, with its kind and what it is about.

    Arguments:
        kind: what it says.
        about: what that is said of, in text.
    """

    __slots__ = ("about", "kind")
    kind: Kind
    about: str

    def __new__(cls, kind: Kind, about: str = "") -> Reason:
        """The text from what the kind says."""
        made = super().__new__(cls, kind.value.format(about))
        made.kind, made.about = kind, about
        return made

    def __getnewargs__(self) -> tuple[Kind, str]:  # type: ignore[override]  # of this class, not of str
        return self.kind, self.about

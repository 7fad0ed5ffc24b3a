"""Reasons that have a code of their own: how the first reason of an undecided step then starts."""

CONTRADICTION = "the assumptions contradict each other"
LIMIT = "limit reached"
INTERNAL = "internal error"

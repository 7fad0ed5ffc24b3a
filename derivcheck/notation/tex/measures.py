r"""Words that name no unit, `9.07 \text{ units}`, `8 \text{ square units}`: they say nothing.

What is counted in units of no name is a number. The words stand at the end of a side, and are no
declared name; a unit with a name, `5 \text{ m}`, is a factor that has to be declared, since the
sides before may be in another one.
"""

from __future__ import annotations

from derivcheck.notation.tex.commands import UPRIGHT
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.relations import joint_at

_WORDS = frozenset(
    prefix + word
    for prefix in ("", "square", "squared", "sq.", "sq", "cubic", "cubed", "cu.", "cu")
    for word in ("unit", "units")
)


def passes_measure(p: Reader) -> bool:
    r"""Whether `\text{units}` stands at the cursor, with a power or without; then it is passed."""
    if p.token.text not in UPRIGHT:
        return False
    start, stop = p.inner(p.at + 1)
    word = "".join(token.text for token in p.tokens[start:stop]).lower().rstrip(".")
    if word not in _WORDS or p.knows(word) or p.names.at(p.tokens, p.at):
        return False
    after = p.end_of_group(p.at + 1)
    if p.tokens[after].text == "^":
        low, high = p.inner(after + 1)
        if any(token.kind != "digit" for token in p.tokens[low:high]):
            return False
        after = p.end_of_group(after + 1)
    if p.bars or not (p.tokens[after].kind == "end" or joint_at(p.tokens, after)):
        return False
    p.go(after)
    return True

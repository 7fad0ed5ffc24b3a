r"""Congruences in a chain: `a = b \equiv c \pmod m`, and `\equiv d` on the next line.

From the first `\equiv` on each side is congruent to the one before, as far as a modulus stands
behind; what stands behind the last one is equal again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGN = re.compile(r"\\equiv(?![A-Za-z])|≡")
_MODULUS = re.compile(
    r"""[\s,~]*(?:\\q?quad\s*|\\[,;:!\ ]\s*)*
        (?: \\p(?:mod|od)\s*(?:\{.*\}|\\?\w+)
          | \\?\(\s*\\(?:b?mod(?![A-Za-z])|(?:text|mathrm|operatorname)\s*\{\s*mod\s*\}) .*\)
          | \\mod(?![A-Za-z])\s*\S.* ) \s*\Z""",
    re.VERBOSE | re.DOTALL,
)


def congruences(texts: Sequence[str], signs: Sequence[str]) -> dict[int, str]:
    """What is stated of a side and the one before it, from the first congruence on.

    Arguments:
        texts: of the sides of a chain.
        signs: what stands before each.
    """
    first = next((n for n, sign in enumerate(signs) if n and _SIGN.search(sign)), 0)
    found = [_MODULUS.search(text) for text in texts]
    if not first or not any(found[first:]):
        return {}
    plain = [text[: m.start()] if m else text for text, m in zip(texts, found, strict=True)]
    made = dict[int, str]()
    for n in range(first, len(texts)):
        ahead = next((m[0] for m in found[n:] if m), "")
        behind = next((m[0] for m in reversed(found[:n]) if m), "")
        congruent = bool(ahead) or bool(_SIGN.search(signs[n]))
        sign, modulus = (r"\equiv", ahead or behind) if congruent else (signs[n], "")
        made[n] = f"{plain[n - 1].strip()} {sign} {plain[n].strip()} {modulus.strip()}".strip()
    return made

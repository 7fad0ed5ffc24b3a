"""YAML's traps: expressions that YAML takes for something else, and how to write them instead.

`trap(key, value)` looks at the raw text of a value.  It is asked where YAML failed or made
something other than a text out of a value; it never looks for trouble where there is none.  Two
traps leave no doubt what is meant: a text with a colon in it, and one that starts with bars
(`is_text`).
"""

from __future__ import annotations

import re

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.keys import BELOW, LISTS, MATH_KEYS

STARTS: dict[str, tuple[str, str]] = {
    "[": ("DC010", "the start of a list"),
    "{": ("DC011", "the start of a mapping"),
    "*": ("DC012", "an alias"),
    "&": ("DC013", "an anchor"),
    "!": ("DC014", "a tag"),
    "%": ("DC015", "a directive"),
    "|": ("DC016", "the start of a block of lines"),
    ">": ("DC017", "the start of folded lines"),
    "@": ("DC019", "a reserved character"),
    "`": ("DC020", "a reserved character"),
    '"': ("DC021", "the start of a quoted text"),
    "'": ("DC021", "the start of a quoted text"),
}  # fmt: skip
_ITEM = re.compile(r"-(\s|$)")
_QUESTION = re.compile(r"\?(\s|$)")
_COLON = re.compile(r":(\s|$)")
_COMMENT = re.compile(r"\s#")
_BARS = re.compile(r"\|(?![-+0-9]*\s*$).*\|")
_RELATION = re.compile(r"\s*(>=?|!=|=>|>)\s*(#.*)?$")
_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\(?![\\\"])")


def trap(key: str, value: str) -> Diagnostic | None:
    """What YAML makes of a value, if that is not the text itself.

    Arguments:
        key: the key before the value; "" for an item of a list.
        value: the raw text from the first character of the value to the end of the line.
    """
    value = value.rstrip()
    if key == "rel" and _RELATION.match(value):
        return _relation(value)
    if value.startswith('"') and _BACKSLASH.search(value):
        return backslash(key, value)
    if value[:1] in STARTS:
        return _start(key, value, value[0], *STARTS[value[0]])
    if _QUESTION.match(value):
        return _start(key, value, "? ", "DC018", "the key of a mapping")
    if _ITEM.match(value):
        return _start(key, value, "- ", "DC022", "an item of a list")
    if _COLON.search(value):
        return colon(key, value)
    return None


def colon(key: str, value: str) -> Diagnostic:
    """`: ` inside a text."""
    message = "YAML takes `: ` inside an unquoted text for the end of a key"
    return Diagnostic("DC023", message, _quote(key, value))


def is_text(key: str, value: str, found: Diagnostic) -> bool:
    """Whether the value can only be meant as a text: it has a colon, or it starts with bars.

    `|x| >= 0` opens no block of lines: behind the first bar stands more than a header may hold.
    """
    bars = found.code == "DC016" and _BARS.match(uncommented(value)) is not None
    return key not in BELOW and (bars or found.code == "DC023")


def uncommented(value: str) -> str:
    """A plain text to the end of its line, without the comment behind it."""
    return _COMMENT.split(value, maxsplit=1)[0].rstrip()


def backslash(key: str, value: str) -> Diagnostic:
    r"""`\` in double quotes, where YAML starts an escape such as `\n`."""
    message = r"in double quotes YAML takes `\` for an escape such as `\n`, not for LaTeX"
    inner = value.rstrip()[1:].removesuffix('"').replace(2 * "\\", "\\")
    return Diagnostic("DC025", message, _quote(key, inner))


def comment(value: str, rest: str) -> Diagnostic:
    """` #` that cut a text off in the middle.

    Arguments:
        value: what YAML left of the text.
        rest: the line from the `#` on.
    """
    message = "YAML starts a comment at ` #`, so the text was cut off there"
    return Diagnostic("DC026", message, f"quote the whole text: {quoted(f'{value} {rest}')}")


def quoted(value: str) -> str:
    """The text as a single-quoted YAML scalar, in which nothing but `'` is special."""
    return "'" + value.strip().replace("'", "''") + "'"


def _start(key: str, value: str, char: str, code: str, taken_for: str) -> Diagnostic:
    mark = "a backtick" if char == "`" else f"`{char}`"
    message = f"YAML takes {mark} at the start of a text for {taken_for}"
    return Diagnostic(code, message, _quote(key, value))


def _relation(value: str) -> Diagnostic:
    relation = value.split("#")[0].strip()
    message = f"YAML does not take an unquoted `{relation}` for a text"
    return Diagnostic("DC024", message, f'quote it: rel: "{relation}"')


def _quote(key: str, value: str) -> str:
    """What to do about a value: lines below its key, other signs, or single quotes."""
    if key in BELOW:
        return below(key)
    if key in LISTS and value.startswith("["):
        return f"write each on a line of its own below `{key}:`, such as `- {LISTS[key]}`"
    start = f"{key}: " if key else "- "
    return f"{_without(key, value)}put the text in single quotes: {start}{quoted(value)}"


def below(key: str) -> str:
    """How the entries of a key are written that holds a table or a list."""
    return f"write each on a line of its own below `{key}:`, such as `{BELOW[key]}`"


def _without(key: str, value: str) -> str:
    """What to write where no expression starts with such a sign, quoted or not."""
    if key not in MATH_KEYS or len(value) == 1:
        return ""
    rest = value[1:].strip()
    match value[0]:
        case "{":
            return f"write ({value.strip('{} ')}), as ( ) group; or "
        case "!":
            return f"write not {rest}; or "
        case "*" | "&" | "%" | "@" | "?":
            return f"write {rest}, as nothing starts with `{value[0]}`; or "
        case "`" | '"' if value.count(value[0]) > 1 and not _BACKSLASH.search(value):
            return f"write {value.replace(value[0], '')}, without the marks; or "
    return ""

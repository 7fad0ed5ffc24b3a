"""Characters and their commands in LaTeX: one row each, for what we print and what we read."""

from __future__ import annotations

from derivcheck.notation.formulas.boxes import Role
from derivcheck.notation.latex_names import GREEK

SIGNS: dict[str, tuple[str, Role]] = {
    "+": ("+", "binary"), "-": ("-", "binary"), "±": (r"\pm", "binary"), "∓": (r"\mp", "binary"),
    "*": ("*", "binary"), "/": ("/", "times"), "⋅": (r"\cdot", "times"),
    "×": (r"\times", "times"), "∘": (r"\circ", "times"), "⊙": (r"\odot", "times"),
    "⊗": (r"\otimes", "times"), "⊘": (r"\oslash", "times"), "∧": (r"\land", "binary"),
    "∨": (r"\lor", "binary"), "¬": (r"\lnot", "prefix"), "=": ("=", "relation"),
    "≠": (r"\ne", "relation"), "<": ("<", "relation"), ">": (">", "relation"),
    "≤": (r"\le", "relation"), "≥": (r"\ge", "relation"), "≈": (r"\approx", "relation"),
    "≡": (r"\equiv", "relation"), "∼": (r"\sim", "relation"), "∈": (r"\in", "relation"),
    "→": (r"\to", "relation"), "↦": (r"\mapsto", "relation"), "∣": (r"\mid", "relation"),
    "∝": (r"\propto", "relation"), "⊂": (r"\subset", "relation"), "⟹": (r"\implies", "relation"),
    "⟺": (r"\iff", "relation"), "⟸": (r"\impliedby", "relation"),
    "⇒": (r"\Rightarrow", "relation"), "⇔": (r"\Leftrightarrow", "relation"),
    "∥": (r"\parallel", "relation"), "⊥": (r"\perp", "relation"), ":": (":", "relation"),
    "←": (r"\leftarrow", "relation"), "⊆": (r"\subseteq", "relation"), ",": (",", "comma"),
    ";": (";", "comma"), "!": ("!", "postfix"), "∀": (r"\forall", "prefix"),
    "∃": (r"\exists", "prefix"), "∂": (r"\partial", "prefix"), "∇": (r"\nabla", "prefix"),
    "∑": (r"\sum", "ordinary"), "∏": (r"\prod", "ordinary"), "∫": (r"\int", "ordinary"),
    "∞": (r"\infty", "ordinary"), "⊤": (r"\top", "ordinary"), "ℓ": (r"\ell", "ordinary"),
    "ℏ": (r"\hbar", "ordinary"), "′": (r"\prime", "ordinary"), "…": (r"\dots", "ordinary"),
    "⋯": (r"\cdots", "ordinary"), "∅": (r"\emptyset", "ordinary"), "∗": (r"\ast", "ordinary"),
    "⋆": (r"\star", "ordinary"), "†": (r"\dagger", "ordinary"), "‡": (r"\ddagger", "ordinary"),
    "•": (r"\bullet", "ordinary"), "ı": (r"\imath", "ordinary"), "ȷ": (r"\jmath", "ordinary"),
    "ℜ": (r"\Re", "ordinary"), "ℑ": (r"\Im", "ordinary"), "ℵ": (r"\aleph", "ordinary"),
    "℘": (r"\wp", "ordinary"), ".": (".", "ordinary"), "?": ("?", "ordinary"),
    "ℤ": (r"\mathbf{Z}", "ordinary"), "ℚ": (r"\mathbf{Q}", "ordinary"),
    "ℂ": (r"\mathbf{C}", "ordinary"), "ℝ": (r"\mathbf{R}", "ordinary"), "|": ("|", "ordinary"),
}  # fmt: skip
"""Character -> its LaTeX, and what it does."""

FENCES = {
    "(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "": ".",
    "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil",
    "|": r"\lvert", "|)": r"\rvert", "‖": r"\lVert", "‖)": r"\rVert", "⟨": r"\langle",
    "⟩": r"\rangle",
}  # fmt: skip
"""Fence -> its LaTeX; of bars, the right ones have a name of their own."""
BARS = {"|)": "|", "‖)": "‖"}
"""Right bar -> the character that it prints."""

FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim ln log "
    "max min Pr sec sin sinh sup tan tanh".split()
)
"""Functions that have a command in LaTeX."""

STACKING = frozenset("det gcd inf lim max min sup Pr".split())
"""Functions under which a script stands in a display."""

ACCENTS = {
    "hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "bar": "¯", "overline": "¯",
    "underline": "_", "vec": "→", "dot": "˙", "ddot": "¨", "acute": "´", "grave": "`",
    "breve": "˘", "check": "ˇ",
}  # fmt: skip
"""Accent, by its command -> the character above (or below) the box."""

_OTHER = {
    "leq": "≤", "geq": "≥", "neq": "≠", "ldots": "…", "dotsc": "…", "dotsb": "⋯",
    "Longrightarrow": "⟹", "rightarrow": "→", "wedge": "∧", "vee": "∨", "neg": "¬",
    "longrightarrow": "→", "Longleftrightarrow": "⟺", "bot": "⊥", "gets": "←",
}  # fmt: skip
COMMANDS = {latex[1:]: char for char, (latex, _) in SIGNS.items() if latex[0] == "\\"} | _OTHER
"""Command -> the character that it prints."""
LETTERS = {command: letter for letter, command in GREEK.items()}
"""Command -> the Greek letter."""

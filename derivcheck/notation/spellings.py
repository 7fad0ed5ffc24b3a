"""The words of the plain notation: levels of operators, names of functions and constants."""

from __future__ import annotations

from derivcheck.kernel.language.handbook import HANDBOOK

# How tightly an operator binds; the greater, the tighter.
LOWEST, ARROW, IFF, IMPLIES, XOR, OR, AND, NOT = 0, 5, 10, 15, 20, 25, 30, 35
RELATION, RANGE, SUM, PRODUCT, POWER, ATOM = 40, 45, 50, 60, 70, 80

# fmt: off
INFIX = {
    "->":  ARROW,
    "<=>": IFF,      "=>":  IMPLIES,  "xor": XOR,      "or":  OR,       "and": AND,
    "=":   RELATION, "!=":  RELATION, "<":   RELATION, "<=":  RELATION, ">":   RELATION,
    ">=":  RELATION, "in":  RELATION, "≡":   RELATION,
    "..":  RANGE,
    "+":   SUM,      "-":   SUM,      "±":   SUM,      "∓":   SUM,
    "*":   PRODUCT,  "/":   PRODUCT,  "@":   PRODUCT,  ".*":  PRODUCT,  "./":  PRODUCT,
    "^":   POWER,    ".^":  POWER,
}
HEAD_OF = {   # other operators are their own head
    "@": "matmul", ".*": "hadamard", "=>": "implies", "<=>": "iff",
}

CONSTANTS = {
    **{name: name for name, row in HANDBOOK.items() if not row.most},
    "π": "pi", "oo": "oo", "∞": "oo",
    "True": "true", "true": "true", "False": "false", "false": "false",
}
ALIASES = {   # other spellings of heads that are written as functions
    **{alias: name for name, row in HANDBOOK.items() for alias in row.aliases},
    "Gamma": "gamma",
    "T": "transpose", "Transpose": "transpose", "Inverse": "inv", "trace": "tr", "Trace": "tr",
    "Determinant": "det", "Adjoint": "adjoint", "Identity": "eye", "ZeroMatrix": "zeros",
    "OneMatrix": "ones", "HadamardProduct": "hadamard", "KroneckerProduct": "kron",
    "DiagMatrix": "diag", "DiagonalOf": "diag", "MatMul": "matmul",
    "Eq": "=", "Ne": "!=", "Lt": "<", "Le": "<=", "Gt": ">", "Ge": ">=",
    "And": "and", "Or": "or", "Not": "not", "Xor": "xor", "Implies": "implies",
    "Equivalent": "iff", "converges": "defined",
}
# fmt: on
BY_NAME = (
    "transpose",
    "adjoint",
    "inv",
    "tr",
    "det",
    "norm",
    "matmul",
    "hadamard",
    "kron",
    "vec",
    "diag",
    "eye",
    "zeros",
    "ones",
    "each",
    "where",
    "apply",
)
FUNCTIONS = {
    **{name: name for name, row in HANDBOOK.items() if row.most},
    **{name: name for name in BY_NAME},
    **ALIASES,
}

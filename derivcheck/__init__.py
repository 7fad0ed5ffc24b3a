"""derivcheck: a type checker for derivations.

    check        a file, a text or a Derivation -> Report
    check_path   a file -> Report
    check_text   the text of a file -> Report
    check_step   two expressions or statements -> Verdict

Importing the package loads nothing else; the functions are loaded when they are first used.  Not
even `typing` is, as `python -m derivcheck` loads this file while Python still looks for modules in
the working folder (`__main__.py`); `importlib` Python itself has loaded by then.
"""

from importlib import import_module

from derivcheck.version import VERSION as __version__  # noqa: N811  # the name Python tools look for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.api import check, check_path, check_step, check_text

__all__ = ["__version__", "check", "check_path", "check_step", "check_text"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("derivcheck.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

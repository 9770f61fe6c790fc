"""Whose fault an exception is that came up while a file was looked at: that of its content, or of a program."""

from __future__ import annotations

from types import TracebackType

_OURS = "newscast."
_TOLD = (OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError, RuntimeError)
"""What libraries raise to say that bytes make no sense. A TypeError or AttributeError says that they are misused."""
_DECODER = "PIL."
"""Pillow's decoders are Python and trip over a broken header with any exception there is."""


def is_of_content(error: Exception) -> bool:
    """Whether a library said that the content of a file makes no sense.

    What is raised in our own code is a bug of ours, also where a library's interface is not what we took it for: a
    call that it does not know fails where it is made.
    """
    if isinstance(error, (ImportError, MemoryError)):
        return False
    where = _innermost(error.__traceback__)
    if f"{where}.".startswith(_OURS):
        return False
    return isinstance(error, _TOLD) or where.startswith(_DECODER)


def _innermost(trace: TracebackType | None) -> str:
    """The name of the module in which an exception was raised; who asks for what a class lacks raised it himself."""
    where = ""
    while trace is not None:
        if trace.tb_frame.f_code.co_name != "__getattr__":
            where = str(trace.tb_frame.f_globals.get("__name__", ""))
        trace = trace.tb_next
    return where

"""pydantic without what it would look for plugins with: thirty modules, for e-mail and archives among them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any

_METADATA = "importlib.metadata"
_LOADER = "pydantic.plugin._loader"


def without_plugins() -> None:
    """Load pydantic's loader of plugins, of which none are wanted, as if `importlib.metadata` were loaded later.

    Whoever calls something of it calls that of the real module. A twentieth of what a check needs.
    """
    if _METADATA in sys.modules or _LOADER in sys.modules:
        return
    sys.modules[_METADATA] = _Later(_METADATA)
    try:
        with suppress(ImportError):
            importlib.import_module(_LOADER)
    finally:
        del sys.modules[_METADATA]


class _Later(ModuleType):
    """Has a function for each name that is asked for; it does what the real one of that name does."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*args: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(_METADATA), name)(*args, **named)

        return called

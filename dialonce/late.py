"""A module that is loaded when somebody first uses it, and not when it is imported."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class Late(ModuleType):
    """Stands for a module until an attribute of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def late(name: str) -> None:
    """Load the module of that name late, unless it is loaded."""
    if name not in sys.modules:
        module = Late(name)
        module.__spec__ = find_spec(name)
        sys.modules[name] = module

"""What a process of the command line does to be quick, and a library must not do to its host."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

GARBAGE_OBJECTS = 50_000  # containers made since the collector last looked
# They give NumPy's functions their docstrings, which takes longer than many a search.
UNREAD = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")
TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3  # of mallopt, in malloc.h


def prepare() -> None:
    """Load less: to be called before NumPy and python-statemachine are imported.

    There are no matrices here, so that BLAS needs no threads; no machine is asynchronous; and what
    is imported stays, so that the collector looks for garbage in vain, and may look less often.
    """
    gc.set_threshold(GARBAGE_OBJECTS, 10, 10)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    late("asyncio")
    for name in UNREAD:
        sys.modules.setdefault(name, ModuleType(name))


def keep_freed_memory() -> None:
    """Let glibc keep 64 MiB: else it gives back each column of a search, and faults it in again."""
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt is not None:
        mallopt(MMAP_THRESHOLD, 4 << 20)
        mallopt(TRIM_THRESHOLD, 64 << 20)
        mallopt(TOP_PAD, 16 << 20)


class Late(ModuleType):
    """Stands for a module until an attribute of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def late(name: str) -> None:
    """Load the module of that name when something of it is used, and not before."""
    if name not in sys.modules:
        module = Late(name)
        module.__spec__ = find_spec(name)
        sys.modules[name] = module

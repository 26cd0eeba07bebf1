"""The modules of a specification, which are listed before they are loaded.

A module that raises is a specification error that names the author's own line.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from dialonce.errors import DialonceError, SpecificationError


def within(names: Iterable[str], optional: bool = False) -> Iterator[str]:
    """The names of these modules; a package stands for all modules in it, however deep.

    Packages are loaded, and nothing else. Errors: SpecificationError for one of the `names` that
    is missing, unless that is `optional`.
    """
    for name in names:
        module = _load(name) if optional else load(name)
        if module is not None:
            yield from _inside(module)


def _inside(module: ModuleType) -> Iterator[str]:
    yield module.__name__
    parts = pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}.")
    for _, name, is_package in parts:
        if is_package:
            yield from _inside(load(name))
        else:
            yield name


def likeliest(names: Iterable[str], wanted: str) -> list[str]:
    """The same modules, those first whose text mentions what is wanted, or its words."""

    def nearness(name: str) -> tuple[bool, bool, int]:
        text = _text(name)
        quoted = f'"{wanted}"' in text or f"'{wanted}'" in text
        return quoted, wanted in text, sum(word in text for word in wanted.split("_"))

    return sorted(names, key=nearness, reverse=True)


def _text(name: str) -> str:
    """What the file of a module says, without running it; "" where that cannot be read.

    Most lie beside their package, which is found sooner than the import system finds them.
    """
    package, _, own = name.rpartition(".")
    for folder in getattr(sys.modules.get(package), "__path__", ()):
        try:
            with open(os.path.join(folder, f"{own}.py"), encoding="utf-8") as file:
                return file.read()
        except (OSError, UnicodeDecodeError):
            continue
    try:
        spec = find_spec(name)
        return str(spec.loader.get_source(name)) if spec else ""  # type: ignore[union-attr]
    except Exception:
        return ""


def load(name: str) -> ModuleType:
    """A module. Errors: SpecificationError."""
    module = _load(name)
    if module is None:
        mend = "install the package that has it, or run in the checkout"
        raise SpecificationError(f"module {name}", "it is not installed.", mend)
    return module


def _load(name: str) -> ModuleType | None:
    """A module, or None if it is not there."""
    try:
        return import_module(name)
    except DialonceError:
        raise
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise _broken(name, error) from error
        return None
    except (Exception, SystemExit) as error:
        raise _broken(name, error) from error


def _broken(name: str, error: BaseException) -> SpecificationError:
    """A module of the specification that raised: say where, in the author's own file."""
    package, place = name.split(".")[0], name
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        if str(frame.f_globals.get("__name__")).split(".")[0] == package:
            place = f"{frame.f_code.co_filename}, line {trace.tb_lineno}"
        trace = trace.tb_next
    if isinstance(error, SyntaxError):
        place = f"{error.filename or name}, line {error.lineno or 1}"
    said = " ".join(str(error).split())
    return SpecificationError(
        f"module {name}", f"it raises {type(error).__name__}: {said}.", f"correct {place}"
    )

"""The catalog: what the installed packages declare, found by entry point and never by a list.

A new machine, system, property or mutant is known as soon as its module defines it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from dialonce.errors import DialonceError, SpecificationError, UsageError
from dialonce.machine import Machine
from dialonce.property import Property
from dialonce.system import System
from dialonce.variant import Mutant

if TYPE_CHECKING:
    from dialonce.description import Format
    from dialonce.fault import Fault
    from dialonce.installed import Chooser
    from dialonce.rule import Rule

Found = TypeVar("Found")
# In a checkout that is not installed there are no entry points: then these modules.
MODULES = {
    "systems": "machines.systems",
    "properties": "properties",
    "mutants": "machines.mutants",
    "spec": "spec",
}
OFFERED_MAX = 12


def systems() -> dict[str, System]:
    """Every system by name, in the order of definition."""
    return _by_name("systems", _collect("systems", System))


def properties() -> dict[str, Property]:
    """Every property by name, file by file; a name of several topics is given as topic.name."""
    found = _collect("properties", Property)
    names = [claim.name for claim in found]
    return {
        claim.name if names.count(claim.name) == 1 else f"{claim.topic}.{claim.name}": claim
        for claim in found
    }


def mutants() -> dict[str, Mutant]:
    """Every wrong design by name."""
    return _by_name("mutants", _collect("mutants", Mutant))


def rules() -> dict[str, Rule]:
    """Every rule and fact about descriptions by name, file by file, beside the properties."""
    from dialonce.rule import Rule

    return _by_name("properties", _collect("properties", Rule))


def faults() -> dict[str, Fault]:
    """Every wrong description by name, beside the mutants."""
    from dialonce.fault import Fault

    return _by_name("mutants", _collect("mutants", Fault))


def formats() -> dict[str, Format]:
    """Every kind of description by name, beside the rules that judge it."""
    from dialonce.description import Format

    return _by_name("properties", _collect("properties", Format))


def choosers() -> dict[str, Chooser]:
    """What tells which systems a description has, by the name of its format."""
    from dialonce.installed import Chooser

    return _by_name("systems", _collect("systems", Chooser))


def machines() -> dict[str, type[Machine]]:
    """Every machine class by name; of several with one name, made by a function, the first."""
    found: dict[str, type[Machine]] = {}
    for machine in machine_classes():
        found.setdefault(machine.__name__, machine)
    return found


def machine_classes() -> list[type[Machine]]:
    """Every machine class that a system uses, once each."""
    used = (machine for system in systems().values() for machine in system.machines.values())
    return list(dict.fromkeys(used))


def clauses() -> dict[str, Any]:
    """Every clause and decision by id."""
    from dialonce.clauses import read_clauses

    return {i: c for name in module_names("spec") for i, c in read_clauses(name).items()}


def topics() -> dict[str, Any]:
    """Every file of the law by name."""
    from dialonce.clauses import read_topics

    return {n: t for name in module_names("spec") for n, t in read_topics(name).items()}


def statements() -> int:
    """How many statements the source of the law has, as the spec packages say."""
    return sum(getattr(import_module(name), "STATEMENTS", 0) for name in module_names("spec"))


def find(kind: str, name: str, known: Mapping[str, Found]) -> Found:
    """The entry called `name`, in any case. Errors: UsageError that offers the nearest names."""
    folded = {each.lower(): each for each in known}
    if name in known or name.lower() in folded:
        return known[name if name in known else folded[name.lower()]]
    near = difflib.get_close_matches(name.lower(), folded, n=3, cutoff=0.5)
    if near:
        raise UsageError(f"no {kind} {name!r}; did you mean {_either([folded[n] for n in near])}?")
    shown = list(known)[:OFFERED_MAX] + ["…"] * (len(known) > OFFERED_MAX)
    raise UsageError(f"no {kind} {name!r}; known are: {', '.join(shown) or 'none'}")


def _either(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " or " * (len(names) > 1) + names[-1]


def module_names(kind: str) -> list[str]:
    """The modules that declare systems, properties, mutants or spec."""
    return _installed().get(kind) or [MODULES[kind]]


@cache
def _installed() -> dict[str, list[str]]:
    from importlib.metadata import entry_points

    points = entry_points()
    found = {kind: [p.module for p in points.select(group=f"dialonce.{kind}")] for kind in MODULES}
    return {kind: list(dict.fromkeys(names)) for kind, names in found.items()}


def _collect(kind: str, wanted: type[Found]) -> list[Found]:
    values = (value for module in _modules(kind) for value in vars(module).values())
    flat = (each for value in values for each in _flat(value))
    return list({id(value): value for value in flat if isinstance(value, wanted)}.values())


def _flat(value: Any) -> Iterator[Any]:
    """A value by itself, or what a module keeps together in a list, a tuple or a dictionary."""
    if isinstance(value, dict):
        yield from value.values()
    elif type(value) in (list, tuple):
        yield from value
    else:
        yield value


def _by_name(kind: str, values: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for value in values:
        if value.name in found:
            raise SpecificationError(kind, f"two of them are named {value.name}.", "rename one")
        found[value.name] = value
    return found


def _modules(kind: str) -> Iterator[ModuleType]:
    """The modules of a kind; a package stands for all modules in it, however deep."""
    for name in module_names(kind):
        module = _load(name, optional=kind == "mutants")
        if module is not None:
            yield from _within(module)


def _within(module: ModuleType) -> Iterator[ModuleType]:
    import pkgutil

    yield module
    for part in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}."):
        inner = _load(part.name)
        if inner is not None:
            yield from _within(inner)


def _load(name: str, optional: bool = False) -> ModuleType | None:
    try:
        return import_module(name)
    except DialonceError:
        raise
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise _broken(name, error) from error
        if optional:
            return None
        mend = "install the package that has it, or run in the checkout"
        raise SpecificationError(f"module {name}", "it is not installed.", mend) from error
    except Exception as error:
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> SpecificationError:
    """A module of the specification that raised: say where, in the author's own file."""
    package, place = name.split(".")[0], name
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        if str(frame.f_globals.get("__name__")).split(".")[0] == package:
            place = f"{frame.f_code.co_filename}, line {trace.tb_lineno}"
        trace = trace.tb_next
    if isinstance(error, SyntaxError):
        place = f"{error.filename}, line {error.lineno}"
    said = " ".join(str(error).split())
    return SpecificationError(
        f"module {name}", f"it raises {type(error).__name__}: {said}.", f"correct {place}"
    )

"""The catalog: what the installed packages declare, found by entry point and never by a list.

A new machine, system, property or mutant is known as soon as its module defines it. What is asked
for by name is looked for in the likeliest modules first, and the others are left unloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from dialonce.errors import SpecificationError, UsageError

if TYPE_CHECKING:
    from dialonce.description import Format
    from dialonce.fault import Fault
    from dialonce.installed import Chooser
    from dialonce.machine import Machine
    from dialonce.property import Property
    from dialonce.rule import Rule
    from dialonce.system import System
    from dialonce.variant import Mutant

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
    from dialonce.system import System

    return _by_name("systems", _collect("systems", System))


def system(name: str) -> System:
    """The system of that name. Errors: UsageError with the nearest names."""
    from dialonce.system import System

    return _named("system", name, System, systems)


def properties() -> dict[str, Property]:
    """Every property by name, file by file; a name of several topics is given as topic.name.

    Errors: SpecificationError for one that is only found outside of the file of its topic.
    """
    from dialonce.property import Property

    found = _claims(None)
    known = {id(claim) for claim in found}
    for claim in _collect("properties", Property):
        if id(claim) not in known:
            rule = f"its function is of {claim.topic}, and no file of that name has it."
            mend = f"define it in a file {claim.topic}.py, where checks of that topic look for it"
            raise SpecificationError(f"property {claim.name}", rule, mend)
    names = [claim.name for claim in found]
    return {
        claim.name if names.count(claim.name) == 1 else f"{claim.topic}.{claim.name}": claim
        for claim in found
    }


def properties_of(chosen: Iterable[System]) -> list[Property]:
    """The properties of the topics of these systems, in the same order; loads only their files."""
    return _claims({topic for system in chosen for topic in system.topics})


def _claims(topics: set[str] | None) -> list[Property]:
    """The properties in the files of these topics, or of all."""
    from dialonce.property import Property

    found: dict[int, Property] = {}
    for name in _modules("properties"):
        topic = name.rpartition(".")[2]
        if topics is None or topic in topics:
            mine = (claim for claim in _declared(name, Property) if claim.topic == topic)
            found.update((id(claim), claim) for claim in mine)
    return list(found.values())


def mutants() -> dict[str, Mutant]:
    """Every wrong design by name."""
    from dialonce.variant import Mutant

    return _by_name("mutants", _collect("mutants", Mutant))


def mutant(name: str) -> Mutant:
    """The wrong design of that name. Errors: UsageError with the nearest names."""
    from dialonce.variant import Mutant

    return _named("mutant", name, Mutant, mutants)


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
    from dialonce.modules import load

    counts = {name: getattr(load(name), "STATEMENTS", 0) for name in module_names("spec")}
    for name, count in counts.items():
        if not isinstance(count, int):
            raise SpecificationError(f"module {name}", "STATEMENTS is no number.", "count them")
    return sum(counts.values())


def find(kind: str, name: str, known: Mapping[str, Found]) -> Found:
    """The entry called `name`, in any case. Errors: UsageError that offers the nearest names."""
    folded = {each.lower(): each for each in known}
    if name in known or name.lower() in folded:
        return known[name if name in known else folded[name.lower()]]
    import difflib

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
    from dialonce.entry import modules_of

    try:
        return {kind: modules_of(f"dialonce.{kind}") for kind in MODULES}
    except (OSError, ValueError) as error:
        rule = f"those of some installed package cannot be read: {error}."
        raise SpecificationError("entry points", rule, "mend its entry_points.txt") from error


def _collect(kind: str, wanted: type[Found]) -> list[Found]:
    """What all modules of a kind declare, once each."""
    values = (value for name in _modules(kind) for value in _declared(name, wanted))
    return list({id(value): value for value in values}.values())


def _declared(name: str, wanted: type[Found]) -> Iterator[Found]:
    """What one module declares."""
    from dialonce.modules import load

    flat = (each for value in vars(load(name)).values() for each in _flat(value))
    return (value for value in flat if issubclass(type(value), wanted))


def _modules(kind: str) -> Iterator[str]:
    from dialonce.modules import within

    return within(module_names(kind), optional=kind == "mutants")


def _named(kind: str, name: str, wanted: type[Any], everything: Callable[[], Any]) -> Any:
    """The one of that name, from the likeliest module that has it."""
    from dialonce.modules import likeliest

    for module in likeliest(_modules(f"{kind}s"), name):
        for value in _declared(module, wanted):
            if value.name == name:
                return value
    return find(kind, name, everything())


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

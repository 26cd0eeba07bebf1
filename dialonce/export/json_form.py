"""JSON: what a program in another language needs to run a machine or a system without Python.

The form is described by docs/export.schema.json. It has no time, no path of this machine and no
order of chance, so that the same specification always gives the same bytes.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from dialonce.arrows import Arrow, arrows
from dialonce.clauses import Clause, marks_of
from dialonce.machine import Machine, data_of, reads_of, state_sets
from dialonce.property import Property
from dialonce.system import System
from dialonce.table import tabulate

FORMAT, VERSION = "dialonce-export", 1
WIDTH = 160
LAW_OF_ROWS = (
    "A machine begins in local state 0. A local state is its active states and its data.",
    "A row fits when `from` is the local state of the machine, `event` is the event, and each of "
    "its `reads` has that value now. No two rows fit at once.",
    "Where a row fits, the machine goes to the local state `to` and sends the `outputs` in their "
    "order. Where none fits, the event is ignored.",
)
LAW_OF_STEPS = (
    "Each machine exists once, and each machine of `group` once for each member, from 1 to the "
    "number of members. `members` is the number that is verified by default; any other will do.",
    "A step begins with one event of `spontaneous` at one machine, or at one machine of one "
    "member. It is possible when a row fits there.",
    "A read is true when a machine that it looks at is in one of the states named, at the moment "
    "when the event is taken, which may be in the middle of a step. A machine of the group looks "
    "at the machines of the same member.",
    "What a machine sends is a message to each hearer that its `routes` name for that output, in "
    "their order. Hearers that are in the group, told by one that is not, are the machines of all "
    "members, from 1 up (`all`); told by one in the group, the machine of the same member.",
    "Messages wait in one queue, first in, first out. Each is taken as an event of its hearer by "
    "the same rows, and what that sends joins the end of the queue. The step is over when the "
    "queue is empty; nothing else happens in between.",
    "Invariants and steps are judged between steps. Only liveness needs more: a `fair` event that "
    "stays possible happens in the end, a `strong` one that is possible again and again happens "
    "again and again, and `faults` happen finitely often.",
)


def text(subject: type[Machine] | System) -> str:
    """A machine or a system as JSON, with its properties and clauses from the catalog."""
    from dialonce import catalog

    if isinstance(subject, System):
        claims = [c for c in catalog.properties_of([subject]) if c.concerns(subject)]
        return laid_out(of_system(subject, claims, catalog.clauses())) + "\n"
    return laid_out(of_machine(subject, catalog.clauses())) + "\n"


def of_machine(machine: type[Machine], law: dict[str, Clause]) -> dict[str, Any]:
    """The document of a machine; `law` is where the text of its clauses is found."""
    found = _machine(machine)
    return _head("machine") | found | {"law": [*LAW_OF_ROWS], "clauses": _cited(found, law)}


def of_system(
    system: System, claims: Iterable[Property], law: dict[str, Clause]
) -> dict[str, Any]:  # fmt: skip
    """The document of a system, with the claims that are made about it."""
    names = _class_names(system)
    classes = {name: _machine(cls) for cls, name in names.items()}
    found = {
        "name": system.name,
        "client": system.client,
        "server": system.server,
        "mode": system.mode,
        "law": [*LAW_OF_ROWS, *LAW_OF_STEPS],
        "processes": {process: list(machines) for process, machines in system.processes.items()},
        "group": list(system.group),
        "members": system.members if system.group else 0,
        "machines": {name: _role(system, name, names) for name in system.machines},
        "spontaneous": [".".join(key) for key in system.spontaneous],
        "faults": [".".join(key) for key in system.spontaneous if system.is_fault(*key)],
        "fair": list(system.fair),
        "strong": list(system.strong),
        "may_end": [_look(system, look) for look in system.ends],
        "properties": [_claim(claim) for claim in claims],
        "classes": classes,
    }
    return _head("system") | found | {"clauses": _cited(found, law)}


def laid_out(value: Any) -> str:
    """JSON text: what fits into a line stands in one, and other things stand one a line."""
    return "\n".join(_lines(value))


def _lines(value: Any) -> list[str]:
    if not isinstance(value, (dict, list)):
        return [json.dumps(value, ensure_ascii=False)]
    keys = (
        [f"{json.dumps(key)}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    )
    parts = [_lines(each) for each in (value.values() if isinstance(value, dict) else value)]
    begin, end = "{}" if isinstance(value, dict) else "[]"
    for key, lines in zip(keys, parts, strict=True):
        lines[0] = key + lines[0]
    flat = begin + ", ".join(lines[0] for lines in parts) + end
    if len(flat) <= WIDTH and all(len(lines) == 1 for lines in parts):
        return [flat]
    for lines in parts[:-1]:
        lines[-1] += ","
    return [begin, *(f" {line}" for lines in parts for line in lines), end]


def _head(kind: str) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "kind": kind}


def _class_names(system: System) -> dict[type[Machine], str]:
    """The classes of a system by a name each: a function may make several with one name."""
    found: dict[type[Machine], str] = {}
    for cls in system.machines.values():
        same = sum(other.__name__ == cls.__name__ for other in found if other is not cls)
        found.setdefault(cls, f"{cls.__name__}_{same + 1}" if same else cls.__name__)
    return found


def _role(system: System, name: str, names: dict[type[Machine], str]) -> dict[str, Any]:
    """A machine in its system: its class, who hears it, and whom it looks at."""
    cls = system.machines[name]
    return {
        "class": names[cls],
        "routes": {
            output: [
                {"machine": to.machine, "event": to.event} | ({"all": True} if to.broadcast else {})
                for to in system.routes[name, output]
            ]
            for output in sorted(cls.outputs)
        },
        "reads": {
            read: [_look(system, look) for look in system.looks.get((name, read), ())]
            for read in reads_of(cls)
        },
    }  # fmt: skip


def _look(system: System, look: Any) -> dict[str, Any]:
    states = state_sets(system.machines[look.machine])[look.states]
    return {"machine": look.machine, "states": list(states)}


def _claim(claim: Property) -> dict[str, Any]:
    return {
        "name": claim.name, "kind": claim.kind, "sentence": claim.sentence,
        "clauses": list(claim.clauses),
    }  # fmt: skip


@cache
def _machine(machine: type[Machine]) -> dict[str, Any]:
    lines = arrows(machine)
    places = {(id(arrow.transition), arrow.event): i for i, arrow in enumerate(lines)}
    table, marks, names = tabulate(machine), marks_of(machine), list(data_of(machine))
    sets = {name: list(states) for name, states in state_sets(machine).items()}
    return {
        "name": machine.__name__,
        "text": inspect.cleandoc(machine.__doc__ or ""),
        **({"mutant": machine.mutant} if machine.mutant else {}),
        "source": _shown(inspect.getsourcefile(machine) or ""),
        "states": [_state(state) for state in machine.ordered_states],
        "sets": {name: sets[name] for name in sets if name not in machine.states_by_id},
        "data": {n: _variable(machine, n) for n in names},
        "reads": reads_of(machine),
        "events": {
            event: " ".join(marks.sentences.get(event, "").split()) for event in table.events
        },
        "spontaneous": [event for event in table.events if event in machine.spontaneous],
        "faults": [event for event in table.events if event in machine.faults],
        "outputs": sorted(machine.outputs),
        "transitions": [_transition(machine, arrow) for arrow in lines],
        "locals": [
            {"states": list(local.states), "data": dict(zip(names, local.data, strict=True))}
            for local in table.locals
        ],
        "rows": [
            {"from": at, "event": event, "reads": reads, "to": row.after,
             "outputs": list(row.outputs),
             "transitions": [
                 places.get((id(t), event), places.get((id(t), ""), -1)) for t in row.taken]}
            for at, event, reads, row in table.rows() if row
        ],
    }  # fmt: skip


def _state(state: Any) -> dict[str, Any]:
    kind = "parallel" if state.parallel else "final" if state.final else "state"
    found = {"name": state.id, "kind": kind, "initial": bool(state.initial)}
    return found | ({"parent": state.parent.id} if state.parent else {})


def _variable(machine: type[Machine], name: str) -> dict[str, Any]:
    values, unit = data_of(machine)[name], getattr(machine, name).unit
    return {"initial": values[0], "values": list(values)} | ({"unit": unit} if unit else {})


def _transition(machine: type[Machine], arrow: Arrow) -> dict[str, Any]:
    marks = marks_of(machine)
    return {
        "event": arrow.event or None,
        "source": arrow.source,
        "target": arrow.target or None,
        "guard": arrow.guard,
        "clauses": list(arrow.clauses),
        "at": f"{_shown(marks.file(arrow.transition))}:{marks.line(arrow.transition)}",
    }


def _shown(file: str) -> str:
    """A file from the folder of its package on, so the same on every computer; "" if unknown."""
    top = Path(file).parent
    while (top / "__init__.py").is_file():
        top = top.parent
    return Path(file).relative_to(top).as_posix() if file else ""


def _cited(found: Any, law: dict[str, Clause]) -> dict[str, Any]:
    """The clauses that are cited anywhere in a document."""
    ids = dict.fromkeys(_ids(found))
    return {i: {"title": law[i].title, "text": law[i].text} for i in sorted(ids) if i in law}


def _ids(found: Any) -> Iterable[str]:
    if isinstance(found, dict):
        yield from found.get("clauses", ())
    inside = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    for each in inside:
        yield from _ids(each)

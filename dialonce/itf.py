"""ITF: a trace in the Informal Trace Format of Apalache and Quint, one variable an instance.

A variable is a record: `state` (a set of names where states are nested or parallel), and the
machine's data. `mbt::actionTaken` is "machine.event", and `mbt::nondetPicks` has the number of
the member that took it, counted from 1.
"""

from __future__ import annotations

import json
from typing import Any

from dialonce.cascade import Instance
from dialonce.machine import data_of
from dialonce.table import Table
from dialonce.trace import Trace

FORMAT = "https://apalache-mc.org/docs/adr/015adr-trace.html"
ACTION, PICKS = "mbt::actionTaken", "mbt::nondetPicks"


def to_itf(trace: Trace, description: str = "") -> dict[str, Any]:
    """A trace as an ITF object."""
    states = [_state(trace, index) for index in range(len(trace.states))]
    names = [variable(trace, instance) for instance in trace.states[0]]
    meta = {"format": "ITF", "format-description": FORMAT, "source": trace.system.name}
    if description:
        meta["description"] = description
    found: dict[str, Any] = {
        "#meta": meta, "params": [], "vars": [*names, ACTION, PICKS], "states": states,
    }  # fmt: skip
    if trace.loop is not None:
        found["loop"] = trace.loop
    return found


def dumps(trace: Trace, description: str = "") -> str:
    """A trace as the text of an .itf.json file, one state a line."""
    found = to_itf(trace, description)
    states = ",\n  ".join(json.dumps(state, ensure_ascii=False) for state in found["states"])
    parts = [f'"states": [\n  {states}\n ]' if key == "states" else (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
    ) for key, value in found.items()]  # fmt: skip
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def variable(trace: Trace, instance: Instance) -> str:
    """The name of an instance's variable: `link`, `record_2`."""
    return trace.label(instance).replace(" ", "_")


def _state(trace: Trace, index: int) -> dict[str, Any]:
    state: dict[str, Any] = {"#meta": {"index": index}}
    for instance, local in trace.states[index].items():
        state[variable(trace, instance)] = _record(trace.tables[instance[0]], local)
    state[ACTION], member = "init", None
    if index:
        step = trace.steps[index - 1]
        state[ACTION] = f"{step.instance[0]}.{step.event}"
        member = step.instance[1] + 1 if step.instance[0] in trace.system.group else None
    some = {"tag": "Some", "value": _value(member)}
    state[PICKS] = {"member": {"tag": "None", "value": {"#tup": []}} if member is None else some}
    return state


def _record(table: Table, local: int) -> dict[str, Any]:
    states, data = table.locals[local]
    flat = all(len(other.states) == 1 for other in table.locals)
    named = zip(data_of(table.machine), data, strict=True)
    fields = {name: _value(value) for name, value in named}
    return {"state": states[0] if flat else {"#set": list(states)}, **fields}


def _value(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return {"#bigint": str(value)} if whole else value

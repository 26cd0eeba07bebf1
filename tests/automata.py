"""Machines for tests in one line each: `automaton("idle go busy, busy stay busy")`."""

from statemachine import State

from dialonce import Machine, System


def automaton(arrows, faults="", heard="", says=None):
    """A machine class from arrows "state event state", the initial state first.

    Events happen by themselves, but for those of `heard`; `says` maps an event to its output.
    """
    steps = [arrow.split() for arrow in arrows.split(",")]
    names = list(dict.fromkeys(name for source, _, target in steps for name in (source, target)))
    states = {name: State(initial=name == names[0]) for name in names}
    body = {**states}
    for source, event, target in steps:
        action = {"on": f"say_{event}"} if event in (says or {}) else {}
        line = states[source].to(None if target == source else states[target], **action)
        body[event] = body[event] | line if event in body else line
    body |= {f"say_{event}": _saying(output) for event, output in (says or {}).items()}
    body |= {
        "__module__": __name__,
        "__doc__": arrows,
        "outputs": frozenset((says or {}).values()),
        "spontaneous": frozenset(event for _, event, _ in steps) - frozenset(heard.split()),
        "faults": frozenset(faults.split()),
        "validate_trap_states": False,
        "validate_disconnected_states": False,
    }
    return type(Machine)("Automaton", (Machine,), body)


def _saying(output):
    def action(self):
        self.emit(output)

    return action


def meet(machines, **more):
    """A system of these machines in one process."""
    return System(
        name="meeting", client="", server="", mode="", processes={"inside": machines},
        topics=("test",), **more,
    )  # fmt: skip

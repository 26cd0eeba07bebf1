"""Whether a run that goes round for ever is fair, to every member of the group too."""

from __future__ import annotations

from dialonce.cascade import Instance
from dialonce.trace import Runner, Trace


def is_fair(trace: Trace) -> bool:
    """Whether the loop of a lasso takes each fair event, or may do without.

    A weakly fair event need not happen if somewhere in the loop it is not enabled, a strongly fair
    one if it never is. Enabled is what changes something.
    """
    system, runner = trace.system, Runner(trace.system, trace.members)
    taken = {(step.instance, step.event) for step in trace.steps[trace.loop :]}

    def can(state: dict[Instance, int], instance: Instance, event: str) -> bool:
        runner.state = state
        changes = runner.peek(instance, event).changes
        return any(state[at] != after for at, after in changes.items())

    for keys, binding in ((system.fair_events, all), (system.strong_events, any)):
        for name, event in keys:
            for member in range(trace.members if name in system.group else 1):
                key = (name, member)
                states = trace.states[trace.loop :]
                if (key, event) not in taken and binding(can(s, key, event) for s in states):
                    return False
    return True

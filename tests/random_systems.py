"""Small systems by chance: two single machines, a group of one or two machines, and a clock.

Every seed gives the same system everywhere. Machines are drawn from a few dozen classes, since
the making and the tabulating of a class are what takes time.
"""

from functools import cache
from random import Random

from oracle import Oracle, Says
from statemachine import State

from dialonce import Machine, Read, System
from dialonce.compose import Composed

STATES = {"a": 3, "b": 2, "x": 3, "y": 2, "clock": 2}
READS = {"a": "b", "b": "a", "x": "a", "y": "x", "clock": "a"}
# Events, by machine: what an action may emit. Members answer a broadcast within themselves, and
# what a member sends to a single machine causes no broadcast.
EVENTS = {
    "a": {"go": "b.hit x.cast", "rest": "x.cast", "tick": "b.hit x.cast", "poke": "b.hit"},
    "b": {"run": "x.cast", "halt": "", "tick": "", "hit": ""},
    "x": {"dial": "a.poke y.nudge", "stop": "y.nudge b.hit", "tick": "y.nudge", "cast": "y.nudge"},
    "y": {"work": "a.poke", "nudge": ""},
    "clock": {"tick": "timer.tick", "wind": ""},
}
SPONTANEOUS = {"go", "rest", "run", "halt", "dial", "stop", "work", "wind"}
CLASSES = 12
# Groups with numbers of members: none, one machine each, and two machines each.
GROUPS = (("", 0), ("x", 1), ("x", 2), ("x", 3), ("xy", 1), ("xy", 2))


def _says(output):
    def action(self):
        self.emit(output)

    return action


@cache
def machine(name, number):
    """Class `number` of the machine `name`: transitions, guards, outputs and faults by chance."""
    rng = Random(f"{name} {number}")
    states = [State(initial=i == 0) for i in range(STATES[name])]
    outputs = sorted({o for event in EVENTS[name].values() for o in event.split()})
    body = {f"{name}{i}": state for i, state in enumerate(states)}
    body |= {f"say_{o.replace('.', '_')}": _says(o) for o in outputs}
    body |= {"seen": Read("the other one is there")} if name in READS else {}
    for event, allowed in EVENTS[name].items():
        transitions = None
        while transitions is None:
            transitions = _transitions(rng, name, event, states, allowed.split())
        body[event] = transitions
    spontaneous = [e for e in EVENTS[name] if e in SPONTANEOUS or (name, e) == ("clock", "tick")]
    chance = [e for e in spontaneous if e != "tick" and rng.random() < 0.25]
    body |= {
        "__module__": __name__,
        "__doc__": "A machine by chance.",
        "outputs": frozenset(outputs),
        "spontaneous": frozenset(spontaneous),
        "faults": frozenset(chance),
        "optional": frozenset(EVENTS[name]) - frozenset(spontaneous),
        "validate_trap_states": False,
        "validate_disconnected_states": False,
    }
    return type(Machine)(f"{name.capitalize()}{number}", (Machine,), body)


def _transitions(rng, name, event, states, allowed):
    found = None
    eager = (name, event) == ("clock", "tick")
    for state in states:
        for guard in rng.choice(["", "", "cond", "both"]).replace("both", "cond unless").split():
            found = _join(found, _transition(rng, state, states, allowed, eager, {guard: "seen"}))
        if rng.random() < 0.45 and not (found and found[-1].source is state):
            found = _join(found, _transition(rng, state, states, allowed, eager, {}))
    return found


def _transition(rng, state, states, allowed, eager, guard):
    emits = [f"say_{o.replace('.', '_')}" for o in allowed if eager or rng.random() < 0.5]
    target = None if rng.random() < (0.5 if eager else 0.15) else rng.choice(states)
    return state.to(target, on=emits, **guard)


def _join(one, other):
    return other if one is None else one | other


@cache
def system(seed, group="x"):
    """System number `seed`, with a group of the machines that `group` names."""
    rng = Random(f"system {seed} {group}")
    names = ["a", "b", *group, "clock"]
    classes = {name: machine(name, rng.randrange(CLASSES)) for name in names}
    reads = {
        f"{name}.seen": f"{READS[name]}.{READS[name]}{rng.randrange(STATES[READS[name]])}"
        if rng.random() < 0.8
        else ""
        for name in names
    }
    events = [f"{n}.{e}" for n in names for e in EVENTS[n] if e in classes[n].spontaneous]
    faults = {f"{n}.{e}" for n in names for e in classes[n].faults}
    roles = {f"{n}.{other}": "" for n in names for other in "xy" if other not in group
             and any(o.startswith(f"{other}.") for o in classes[n].outputs)}  # fmt: skip
    timers = [name for name in names[:-1] if "tick" in EVENTS[name] and rng.random() < 0.6]
    return System(
        name=f"random_{seed}", client="", server="", mode="",
        processes={"inside": classes},
        group=tuple(group), members=2,
        roles=roles | {"clock.timer": " ".join(timers)}, reads=reads,
        fair=tuple(e for e in events if e not in faults and rng.random() < 0.8),
        topics=("random",),
    )  # fmt: skip


@cache
def composed(seed, group):
    """The tables of that system."""
    return Composed(system(seed, group))


@cache
def oracle(seed, group, members):
    """The second opinion on that system."""
    return Oracle(system(seed, group), members)


def sentence(rng, names):
    """A sentence about states of some of the machines."""

    def literal():
        name = rng.choice(names)
        return f"{rng.choice(['', '', '~'])}{name}.{name}{rng.randrange(STATES[name])}"

    parts = rng.choice([[1], [1], [2], [1, 1], [2, 1]])
    return Says(" | ".join(" & ".join(literal() for _ in range(size)) for size in parts))

"""A house with a door and lamps: small systems for the tests of the command line."""

from statemachine import State

from dialonce import ENVIRONMENT, Data, Machine, Mutant, Read, System, invariant, leads_to
from dialonce import reachable as witness


class Door(Machine):
    """The door of a house.

    Source: TOY-1.
    """

    outputs = frozenset({"lamp.shine", "neighbour.hear"})
    spontaneous = frozenset({"unlock", "leave", "push"})

    shut = State(initial=True)

    class ajar(State.Compound):
        still = State(initial=True)
        swinging = State()
        push = still.to(swinging)

    unlock = shut.to(ajar, on="light_up")  # TOY-1
    """Somebody unlocks the door; it creaks."""
    leave = ajar.to(shut)
    """Everybody leaves."""

    def light_up(self):
        self.emit("lamp.shine")
        self.emit("neighbour.hear")


class Lamp(Machine):
    """A lamp with a battery.

    Data: used, in hours.
    """

    spontaneous = frozenset({"burn"})
    optional = frozenset({"tick"})
    used = Data(range(3), unit="hours")
    door_open = Read("the door is open")

    dark = State(initial=True)
    lit = State()

    shine = dark.to(lit, cond="charged")  # TOY-2
    """The door asks for light."""
    burn = lit.to(dark, on="use")  # TOY-2
    """The lamp burns for an hour."""
    tick = lit.to(None, cond="door_open")
    """Time passes by the lamp."""

    def charged(self):
        return self.used < 2

    def use(self):
        self.used += 1


class StickyLamp(Machine):
    """A lamp that forgets its battery."""

    mutant = "The lamp does not count its hours."
    spontaneous = frozenset({"burn"})
    optional = frozenset({"tick"})
    used = Data(range(3), unit="hours")
    door_open = Read("the door is open")

    dark = State(initial=True)
    lit = State()

    shine = dark.to(lit)
    """The door asks for light."""
    burn = lit.to(dark)
    """The lamp burns for an hour."""
    tick = lit.to(None, cond="door_open")
    """Time passes by the lamp."""


class LeakyLamp(Machine):
    """A lamp that loses what is in its battery."""

    mutant = "The lamp burns three hours."
    spontaneous = frozenset({"burn"})
    used = Data(range(4), unit="hours")
    door_open = Read("the door is open")

    dark = State(initial=True)
    lit = State()

    shine = dark.to(lit)
    burn = lit.to(dark, cond="charged", on="use")

    def charged(self):
        return self.used < 3

    def use(self):
        self.used += 1


class Clock(Machine):
    """Time."""

    spontaneous = frozenset({"tick"})
    going = State(initial=True)
    tick = going.to(None)
    """An hour passes."""


class Fuse(Machine):
    """A fuse that blows, and is then for ever blown."""

    spontaneous = frozenset({"blow"})
    whole = State(initial=True)
    blown = State()
    validate_trap_states = False
    blow = whole.to(blown)
    """The fuse blows; that is all; # what else?"""


class Switch(Machine):
    """A switch that anybody may flip."""

    spontaneous = frozenset({"flip"})
    off = State(initial=True)
    on = State()
    flip = off.to(on) | on.to(off)
    """Somebody flips the switch."""


toy = System(
    name="toy", client="guest", server="house", mode="by day",
    processes={"guest": {"door": Door, "lamp": Lamp}, ENVIRONMENT: {"clock": Clock}},
    group=("lamp",), members=2,
    roles={"door.neighbour": ""}, reads={"lamp.door_open": "door.ajar"},
    fair=("lamp.burn",), topics=("toys",),
)  # fmt: skip

broken = System(
    name="broken", client="guest", server="house", mode="by night, with a mode of many words",
    processes={"guest": {"door": Door, "lamp": Lamp}, ENVIRONMENT: {"clock": Clock}},
    group=("lamp",), members=2,
    roles={"door.neighbour": ""}, reads={"lamp.door_open": "door.ajar"},
    topics=("falsehoods",), default=False,
)  # fmt: skip

fused = System(
    name="fused", client="mains", server="house", mode="once",
    processes={"mains": {"fuse": Fuse}}, topics=(), default=False,
)  # fmt: skip

switches = System(
    name="switches", client="mains", server="house", mode="for fun",
    processes={"mains": {"switch": Switch}}, group=("switch",), members=2, topics=(),
    default=False,
)  # fmt: skip

leaky_lamp = Mutant("leaky_lamp", ("a_lamp_burns_two_hours_at_most",), toy, {"lamp": LeakyLamp})
sticky_lamp = Mutant("sticky_lamp", ("a_battery_runs_down",), toy, {"lamp": StickyLamp})
missed_lamp = Mutant("missed_lamp", ("a_lit_lamp_goes_dark",), toy, {"lamp": StickyLamp})


@invariant("TOY-2")
def a_lamp_burns_two_hours_at_most(s):
    """A lamp burns for two hours at most."""
    return s.lamp.used <= 2


@witness("TOY-2")
def a_battery_runs_down(s):
    """A battery can run down."""
    return s.lamp.used == 2


@leads_to("TOY-2")
def a_lit_lamp_goes_dark(s):
    """A lit lamp goes dark in the end."""
    return s.lamp.lit, s.lamp.dark

"""A connection in detail: one pipe for each direction, and the cable under both."""

from statemachine import State

from dialonce import AnyOf, Data, Machine


def make_pipe(delay_ticks):
    """A pipe that delivers each message within so many ticks, or before the next one for 0."""

    class Pipe(Machine):
        """One direction of a connection: carries messages, late at most by its delay.

        Data: age, ticks since the oldest message was sent; has_poll, 1 if a poll is among
        the messages.
        Assumes: what is sent while others are under way arrives with them.
        Source: ADDP-6.
        """

        outputs = frozenset({"far.received", "far.polled", "kernel.acknowledged"})
        spontaneous = frozenset({"deliver"})
        optional = frozenset({"poll", "answer", "data"})
        age = Data(range(delay_ticks + 1), unit="ticks")
        has_poll = Data(range(2))
        due = AnyOf("carrying") if delay_ticks == 0 else AnyOf("late")

        empty = State(initial=True)
        carrying = State()
        late = State()
        silent = State()
        validate_trap_states = False
        validate_disconnected_states = False

        poll = (
            empty.to(carrying, on="add_poll")
            | carrying.to(None, on="add_poll")
            | late.to(None, on="add_poll")
        )
        """A poll is sent."""
        answer = empty.to(carrying) | carrying.to(None) | late.to(None)
        """An answer is sent."""
        data = empty.to(carrying) | carrying.to(None) | late.to(None)
        """Data are sent."""
        deliver = empty.from_(carrying, late, on="arrive")
        """What is under way arrives."""
        tick = (
            carrying.to(None, unless="latest", on="grow_older")
            | carrying.to(late, cond="latest", on="grow_older")
        )  # fmt: skip
        """Time passes while messages are under way."""
        fall_silent = silent.from_(empty, carrying, late, on="clear")
        """The cable is dead: nothing arrives any more."""

        def latest(self):
            return self.age >= delay_ticks - 1

        def add_poll(self):
            self.has_poll = 1

        def grow_older(self):
            self.age = min(delay_ticks, self.age + 1)

        def arrive(self):
            self.emit("far.polled" if self.has_poll else "far.received")
            self.emit("kernel.acknowledged")
            self.clear()

        def clear(self):
            self.age = 0
            self.has_poll = 0

    return Pipe


def make_cable(ticks_max):
    """A cable that counts its silence up to so many ticks."""

    class Cable(Machine):
        """The way between two hosts: whole, or silent for good without anybody being told.

        Data: silence (ghost), ticks since it went silent.
        Assumes: a frozen peer is a silent cable, to the other side.
        Source: ADDP-5.
        """

        outputs = frozenset({"pipes.fall_silent"})
        spontaneous = frozenset({"break_silently"})
        faults = frozenset({"break_silently"})
        silence = Data(range(ticks_max + 1), unit="ticks")

        whole = State(initial=True)
        silent = State()
        validate_trap_states = False

        break_silently = whole.to(silent, on="silence_pipes")
        """The cable goes dead, and nobody is told."""
        tick = silent.to(None, on="count")
        """Time passes in silence."""

        def silence_pipes(self):
            self.emit("pipes.fall_silent")

        def count(self):
            self.silence = min(ticks_max, self.silence + 1)

    return Cable

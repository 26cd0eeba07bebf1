"""What one OCS of a pair holds beside its sessions: a campaign sequence and predictive data."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class PairedSequence(Machine):
    """A campaign sequence in one OCS: its state is copied to the backup, its counter is not.

    Data: dials, made since the sequence became active, and counted up to StopAtDials; that is
    more than one, so that a count that is carried over shows.
    Source: HA-19, HA-21.
    """

    outputs = frozenset({"way.send_on", "way.send_off"})
    spontaneous = frozenset({"activate", "dial"})
    STOP_AT_DIALS = 2
    dials = Data(range(STOP_AT_DIALS), unit="dials")
    is_primary = Read("this OCS works as the primary")
    is_backup = Read("this OCS works as the backup")
    told = AnyOf("inactive", "active")

    blank = State(initial=True)
    inactive = State()
    active = State()

    activate = inactive.to(active, cond="is_primary", on="tell_active")  # HA-19
    """The sequence is activated."""
    dial = (
        active.to(None, cond="is_primary and not last", on="count")  # HA-21
        | active.to(inactive, cond="is_primary and last", on=["begin_anew", "tell_inactive"])
    )  # HA-19, HA-21
    """OCS dials a record of the active campaign; StopAtDials ends its turn."""
    promoted = (
        blank.to(inactive, on="tell_inactive")  # HA-19
        | inactive.to(None, on="tell_inactive")  # HA-19
        | active.to(None, on=["begin_anew", "tell_active"])  # HA-19, HA-21
    )
    """This OCS is the primary now: it knows the state of the sequence, and no count."""
    peer_found = (
        inactive.to(None, cond="is_primary", on="tell_inactive")  # HA-19
        | active.to(None, cond="is_primary", on="tell_active")  # HA-19
    )
    """The other OCS has connected: the primary tells it the state."""
    forgotten = blank.to(None) | blank.from_(inactive, active, on="begin_anew")  # HA-17
    """This OCS has stopped or stepped down."""
    heard_on = active.from_(blank, inactive, active, cond="is_backup", on="begin_anew")  # HA-19
    """The primary says that the sequence is active."""
    heard_off = inactive.from_(blank, inactive, active, cond="is_backup", on="begin_anew")  # HA-19
    """The primary says that the sequence is not active."""

    def last(self):
        return self.dials == self.STOP_AT_DIALS - 1

    def count(self):
        self.dials += 1

    def begin_anew(self):
        self.dials = 0

    def tell_active(self):
        self.emit("way.send_on")

    def tell_inactive(self):
        self.emit("way.send_off")


class PairedEstimate(Machine):
    """The data of the predictive algorithm in one OCS, as one estimate: low or high.

    Source: HA-20.
    """

    outputs = frozenset({"way.send_on", "way.send_off"})
    spontaneous = frozenset({"measure"})
    is_primary = Read("this OCS works as the primary")
    is_backup = Read("this OCS works as the backup")
    told = AnyOf("low", "high")

    blank = State(initial=True)
    low = State()
    high = State()

    measure = (
        blank.to(low, cond="is_primary", on="tell_low")  # HA-20
        | low.to(high, cond="is_primary", on="tell_high")  # HA-20
        | high.to(low, cond="is_primary", on="tell_low")  # HA-20
    )
    """OCS has measured enough to have an estimate, or a new one."""
    promoted = (
        blank.to(None)  # HA-20
        | low.to(None, on="tell_low")  # HA-20
        | high.to(None, on="tell_high")  # HA-20
    )
    """This OCS is the primary now: it paces its dialing by what it was told."""
    peer_found = (
        low.to(None, cond="is_primary", on="tell_low")  # HA-20
        | high.to(None, cond="is_primary", on="tell_high")  # HA-20
    )
    """The other OCS has connected: the primary tells it the estimate."""
    forgotten = blank.to(None) | blank.from_(low, high)  # HA-20
    """This OCS has stopped or stepped down."""
    heard_on = high.from_(blank, low, high, cond="is_backup")  # HA-20
    """The primary says that the estimate is high."""
    heard_off = low.from_(blank, low, high, cond="is_backup")  # HA-20
    """The primary says that the estimate is low."""

    def tell_low(self):
        self.emit("way.send_off")

    def tell_high(self):
        self.emit("way.send_on")

"""What stands around a pair of OCS: their hosts, the Management Layer, and the servers' doors."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class Host(Machine):
    """The host of one OCS: runs it, freezes it, stops it.

    Assumes: the host closes the sockets of a process that died; those of a frozen one stay.
    Source: HA-7, HA-9.
    """

    outputs = frozenset({
        "ocs.started", "ocs.stopped", "ocs.frozen", "ocs.thawed", "pair_link.close",
        "client.dropped", "requests.disconnected", "layer.stopped",
    })  # fmt: skip
    spontaneous = frozenset({"start", "crash", "freeze", "thaw"})
    faults = frozenset({"crash", "freeze"})
    up = AnyOf("running", "frozen")

    down = State(initial=True)
    running = State()
    frozen = State()

    start = down.to(running, on="tell_started")  # HA-9
    """OCS is started, by a person or as configured (HA-3)."""
    crash = down.from_(running, frozen, on="tell_stopped")  # HA-7
    """OCS stops, for whatever reason."""
    freeze = running.to(frozen, on="tell_frozen")
    """OCS gets no time to work; its connections stay."""
    thaw = frozen.to(running, on="tell_thawed")
    """OCS works again."""

    def tell_started(self):
        self.emit("ocs.started")

    def tell_stopped(self):
        self.emit("ocs.stopped")
        self.emit("pair_link.close")
        self.emit("client.dropped")
        self.emit("requests.disconnected")
        self.emit("layer.stopped")

    def tell_frozen(self):
        self.emit("ocs.frozen")

    def tell_thawed(self):
        self.emit("ocs.thawed")


class ManagementLayer(Machine):
    """Gives the primary role to one OCS, and orders again until the order has arrived.

    Assumes: LCA tells it of each stop (D-286); a frozen or cut off OCS may be taken for dead.
    Source: HA-7, HA-8, HA-10.
    """

    outputs = frozenset({"first.promote", "second.promote", "first.demote", "second.demote"})
    spontaneous = frozenset({"choose_first", "choose_second", "suspect", "deliver", "correct"})
    faults = frozenset({"suspect"})
    first_runs = Read("LCA says that the first OCS runs")
    second_runs = Read("LCA says that the second OCS runs")

    vacant = State(initial=True)
    ordering_first = State()
    first_holds = State()
    ordering_second = State()
    second_holds = State()

    choose_first = vacant.to(ordering_first, cond="first_runs")  # HA-7
    """The role is vacant and the first OCS runs."""
    choose_second = vacant.to(ordering_second, cond="second_runs")  # HA-7
    """The role is vacant and the second OCS runs."""
    suspect = first_holds.to(ordering_second, cond="second_runs") | second_holds.to(
        ordering_first, cond="first_runs"
    )
    """The primary is taken for dead, although it may only be frozen or cut off."""
    stopped = (
        first_holds.to(vacant, unless="first_runs")  # HA-7
        | ordering_first.to(vacant, unless="first_runs")  # HA-7
        | second_holds.to(vacant, unless="second_runs")  # HA-7
        | ordering_second.to(vacant, unless="second_runs")  # HA-7
    )
    """LCA says that an OCS has stopped: if it had the role, the role is vacant."""
    deliver = (
        ordering_first.to(None, on="order_first")  # HA-8
        | ordering_second.to(None, on="order_second")  # HA-8
    )
    """The order arrives, unless its OCS is frozen: then it rests."""
    taken = ordering_first.to(first_holds) | ordering_second.to(second_holds)  # HA-8
    """The OCS that was ordered has taken the role."""
    correct = (
        first_holds.to(None, on="correct_second")  # HA-10
        | second_holds.to(None, on="correct_first")  # HA-10
    )
    """The OCS without the role is told so, in case that it believes otherwise."""

    def order_first(self):
        self.emit("first.promote")

    def order_second(self):
        self.emit("second.promote")

    def correct_first(self):
        self.emit("first.demote")

    def correct_second(self):
        self.emit("second.demote")


class Door(Machine):
    """Whether the servers accept the requests of one OCS: database, switch and CPD Server.

    Assumes: a new primary shows its new role to every server before anything else (D-281).
    Source: HA-10.
    """

    outputs = frozenset({"requests.disconnected"})
    optional = frozenset({"shut"})

    closed = State(initial=True)
    open = State()

    admit = open.from_(closed, open, on="refuse_old")  # HA-7, HA-10, LES-17
    """This OCS has got the role: what it sent before that is refused."""
    shut = open.to(closed, on="refuse_old") | closed.to(None)  # HA-10, LES-3
    """Another OCS has got the role: what this one has under way is refused."""

    def refuse_old(self):
        self.emit("requests.disconnected")

"""The Communication DN between two OCS, and who listens to it beside them."""

from statemachine import State

from dialonce import Data, Machine
from machines.environment.pair_link import LOADED, RUNNING, UNLOADED


class StatusDn(Machine):
    """The status of a session on the Communication DN: late by any time, repeated, or never.

    Data: status, 0 unloaded, 1 loaded, 2 running.
    Assumes: a status names its version, so that a receiver knows whether it is newer than its
    own; one newer status is under way at a time, and older ones arrive at any time (D-282).
    Source: HA-13, HA-14.
    """

    outputs = frozenset({
        "copies.dn_unloaded", "copies.dn_loaded", "copies.dn_running", "copies.late_unloaded",
        "copies.late_loaded", "copies.late_running", "others.status",
    })  # fmt: skip
    spontaneous = frozenset({"deliver", "lose", "repeat_unloaded", "repeat_loaded",
                             "repeat_running"})  # fmt: skip
    faults = frozenset({"lose", "repeat_unloaded", "repeat_loaded", "repeat_running"})
    status = Data(range(3), unit="code")

    empty = State(initial=True)
    newer = State()

    put_unloaded = empty.to(newer, on="set_unloaded") | newer.to(None)  # HA-13
    """The primary puts on the DN that the session is unloaded."""
    put_loaded = empty.to(newer, on="set_loaded") | newer.to(None)  # HA-13
    """The primary puts on the DN that the session is loaded."""
    put_running = empty.to(newer, on="set_running") | newer.to(None)  # HA-13
    """The primary puts on the DN that the session runs."""
    outdate = newer.to(empty, on="set_unloaded") | empty.to(None)  # HA-14
    """A status has arrived over the direct connection that is not older than this one."""
    deliver = newer.to(empty, on=["bring", "set_unloaded"])  # HA-13
    """The status reaches all who listen."""
    lose = newer.to(empty, on="set_unloaded")
    """The status is lost."""
    repeat_unloaded = empty.to(None, on="bring_late_unloaded") | newer.to(
        None, on="bring_late_unloaded"
    )  # HA-13, HA-14
    """An older status arrives late, or again: unloaded."""
    repeat_loaded = empty.to(None, on="bring_late_loaded") | newer.to(
        None, on="bring_late_loaded"
    )  # HA-13, HA-14
    """An older status arrives late, or again: loaded."""
    repeat_running = empty.to(None, on="bring_late_running") | newer.to(
        None, on="bring_late_running"
    )  # HA-13, HA-14
    """An older status arrives late, or again: running."""

    def set_unloaded(self):
        self.status = UNLOADED

    def set_loaded(self):
        self.status = LOADED

    def set_running(self):
        self.status = RUNNING

    def bring(self):
        self.emit(("copies.dn_unloaded", "copies.dn_loaded", "copies.dn_running")[self.status])
        self.emit("others.status")

    def bring_late_unloaded(self):
        self.emit("copies.late_unloaded")
        self.emit("others.status")

    def bring_late_loaded(self):
        self.emit("copies.late_loaded")
        self.emit("others.status")

    def bring_late_running(self):
        self.emit("copies.late_running")
        self.emit("others.status")


class ThirdParty(Machine):
    """An application that stands in for OCM and listens to the Communication DN.

    Source: HA-13.
    """

    listening = State(initial=True)

    status = listening.to(None)  # HA-13
    """A status of a session arrives."""

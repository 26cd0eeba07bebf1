"""The Communication DN between two OCS, and who listens to it beside them."""

from statemachine import State

from dialonce import Data, Machine
from machines.environment.pair_link import LOADED, RUNNING, UNLOADED


class StatusDn(Machine):
    """The status of a session on the Communication DN: late by any time, repeated, or never.

    Data: status, 0 unloaded, 1 loaded, 2 running.
    Assumes: a status names its version, so that a receiver knows whether it is newer than its
    own; what is put while a newer one is under way is lost (D-282).
    Source: HA-13, HA-14.
    """

    outputs = frozenset({
        "copies.dn_unloaded", "copies.dn_loaded", "copies.dn_running", "copies.late_unloaded",
        "copies.late_loaded", "copies.late_running", "others.status",
    })  # fmt: skip
    spontaneous = frozenset({"deliver", "repeat", "lose"})
    faults = frozenset({"repeat", "lose"})
    status = Data(range(3), unit="code")

    empty = State(initial=True)
    newer = State()
    older = State()

    put_unloaded = newer.from_(empty, older, on="set_unloaded") | newer.to(None)  # HA-13
    """The primary puts on the DN that the session is unloaded."""
    put_loaded = newer.from_(empty, older, on="set_loaded") | newer.to(None)  # HA-13
    """The primary puts on the DN that the session is loaded."""
    put_running = newer.from_(empty, older, on="set_running") | newer.to(None)  # HA-13
    """The primary puts on the DN that the session runs."""
    outdate = newer.to(older) | older.to(None) | empty.to(None)  # HA-14
    """A status has arrived over the direct connection that is not older than this one."""
    deliver = newer.to(older, on="bring")  # HA-13
    """The status reaches all who listen."""
    repeat = older.to(None, on="bring_late")  # HA-13, HA-14
    """A status that is not newer any more reaches all who listen: late, or again."""
    lose = empty.from_(newer, older, on="set_unloaded")
    """The status is lost."""

    def set_unloaded(self):
        self.status = UNLOADED

    def set_loaded(self):
        self.status = LOADED

    def set_running(self):
        self.status = RUNNING

    def bring(self):
        self.emit(("copies.dn_unloaded", "copies.dn_loaded", "copies.dn_running")[self.status])
        self.emit("others.status")

    def bring_late(self):
        names = ("copies.late_unloaded", "copies.late_loaded", "copies.late_running")
        self.emit(names[self.status])
        self.emit("others.status")


class ThirdParty(Machine):
    """An application that stands in for OCM and listens to the Communication DN.

    Source: HA-13.
    """

    listening = State(initial=True)

    status = listening.to(None)  # HA-13
    """A status of a session arrives."""

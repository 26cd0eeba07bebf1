"""A campaign at OCS, and its status on the way to a client that shows it."""

from statemachine import State

from dialonce import Data, Machine, Read


class Campaign(Machine):
    """The status of a campaign, which the OCS that has the primary role holds.

    Data: untold, 1 while OCS has not told its clients of the last change.
    Assumes: both members of a pair hold the same status (HA-12).
    Source: OCM-12, OCM-13.
    """

    outputs = frozenset({"news.status"})
    spontaneous = frozenset({"change", "announce"})
    untold = Data(range(2))

    stopped = State(initial=True)
    running = State()

    start = stopped.to(running, on="note") | running.to(None)  # OCM-12
    """OCS carries out a start."""
    stop = running.to(stopped, on="note") | stopped.to(None)  # OCM-12
    """OCS carries out a stop."""
    change = stopped.to(running, on="note") | running.to(stopped, on="note")  # OCM-13
    """The status changes for another reason: another user, a failover, an action that is late."""
    announce = (
        stopped.to(None, cond="untold", on="tell_clients")  # OCM-13
        | running.to(None, cond="untold", on="tell_clients")  # OCM-13
    )
    """OCS tells its clients that the status has changed."""

    def note(self):
        self.untold = 1

    def tell_clients(self):
        self.untold = 0
        self.emit("news.status")


class News(Machine):
    """The status of the campaign on its way to a client: the newest, or nothing.

    Assumes: what is sent while another status is under way arrives in its place.
    Source: OCM-13.
    """

    outputs = frozenset({"panel.told_stopped", "panel.told_running"})
    spontaneous = frozenset({"deliver"})
    connected = Read("OCS takes the client for connected")
    hears = Read("OCS and the client hear each other")
    running = Read("the campaign runs")

    empty = State(initial=True)
    carrying = State()

    status = carrying.from_(empty, carrying, cond="connected")  # OCM-13
    """OCS tells the status: to a client that has just connected, or because it changed."""
    deliver = (
        carrying.to(empty, cond="hears and running", on="tell_running")  # OCM-13
        | carrying.to(empty, cond="hears and not running", on="tell_stopped")  # OCM-13
    )
    """The newest status arrives."""
    disconnected = carrying.to(empty)
    """The connection is gone, and with it what was under way."""

    def tell_running(self):
        self.emit("panel.told_running")

    def tell_stopped(self):
        self.emit("panel.told_stopped")

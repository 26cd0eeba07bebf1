"""What OCS sends to Stat Servers, directly and through Communication DNs, and who reads there."""

from statemachine import State

from dialonce import AnyOf, Machine


class StatConnection(Machine):
    """OCS's direct connection to one Stat Server.

    Assumes: a loss and the outcome of a try are told to it; Stat Server has no standby.
    Source: STAT-2, STAT-7, STAT-8.
    """

    outputs = frozenset({"primary.connect", "flow.value", "detector.sent"})
    spontaneous = frozenset({"start"})
    up = AnyOf("connected")
    seeking = AnyOf("trying", "resting")

    off = State(initial=True)
    trying = State()
    connected = State()
    resting = State()

    start = off.to(trying, on="connect")
    """OCS starts, and tries the Stat Server."""
    accepted = trying.to(connected)  # STAT-7, STAT-8
    """The Stat Server accepts: the next value can be sent."""
    refused = trying.to(resting)  # STAT-7
    """The try has failed: OCS rests before it tries again."""
    tick = resting.to(trying, on="connect")  # STAT-7
    """The reconnect delay is over: OCS tries the same Stat Server again."""
    dropped = connected.to(trying, on="connect")  # STAT-7
    """The connection is lost: OCS tries the same Stat Server."""
    publish = (
        connected.to(None, on="submit")  # STAT-2
        | trying.to(None)  # STAT-8
        | resting.to(None)  # STAT-8
    )
    """A value for the extensions of Stat Server is due: it is sent now or never."""

    def connect(self):
        self.emit("primary.connect")

    def submit(self):
        self.emit("flow.value")
        self.emit("detector.sent")


def make_site_statistics(site):
    """The statistics of the T-Server with this number."""

    class SiteStatistics(Machine):
        """What OCS knows of the campaigns that one T-Server dials, ready to be sent.

        Assumes: the Communication DN that it is wired to is registered with its T-Server.
        Source: STAT-2, STAT-3, STAT-8, STAT-10, STAT-11.
        """

        outputs = frozenset({f"dn.about_{site}", "direct.publish"})
        spontaneous = frozenset({"publish"})

        working = State(initial=True)

        publish = working.to(None, on="send_all")  # STAT-2, STAT-3, STAT-8, STAT-10, STAT-11
        """The next values of this T-Server's statistics are due."""

        def send_all(self):
            self.emit(f"dn.about_{site}")
            self.emit("direct.publish")

    return SiteStatistics


class StatClient(Machine):
    """CCPulse+, which reads its own Stat Server, and a backup when that one is down.

    Assumes: a loss and the outcome of a try are told to it; no Stat Server declines it.
    Source: STAT-9.
    """

    outputs = frozenset({"primary.connect", "backup.connect"})
    spontaneous = frozenset({"start"})
    up = AnyOf("on_own", "on_backup")
    seeking = AnyOf("trying_own", "trying_backup", "resting_for_own", "resting_for_backup")

    off = State(initial=True)
    trying_own = State()
    on_own = State()
    resting_for_backup = State()
    trying_backup = State()
    on_backup = State()
    resting_for_own = State()

    start = off.to(trying_own, on="connect_own")
    """CCPulse+ starts, and tries its own Stat Server."""
    accepted = trying_own.to(on_own) | trying_backup.to(on_backup)  # STAT-9
    """The Stat Server accepts: its statistics can be read."""
    refused = trying_own.to(resting_for_backup) | trying_backup.to(resting_for_own)  # STAT-9
    """The try has failed: CCPulse+ rests before it tries the other Stat Server."""
    tick = (
        resting_for_backup.to(trying_backup, on="connect_backup")  # STAT-9
        | resting_for_own.to(trying_own, on="connect_own")  # STAT-9
    )
    """The rest is over: CCPulse+ tries the other Stat Server."""
    dropped = (
        on_own.to(trying_backup, on="connect_backup")  # STAT-9
        | on_backup.to(trying_own, on="connect_own")  # STAT-9
    )
    """The connection is lost: CCPulse+ turns to the other Stat Server."""

    def connect_own(self):
        self.emit("primary.connect")

    def connect_backup(self):
        self.emit("backup.connect")

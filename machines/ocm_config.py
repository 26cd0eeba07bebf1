"""What OCM reads from the configuration, and its connection to Configuration Server."""

from statemachine import State

from dialonce import AnyOf, Machine


def make_offer(withdrawn):
    """The offer of an OCS whose withdrawal is told to OCM by this event."""

    class Offer(Machine):
        """An OCS that OCM offers to its user, as long as it was not told otherwise.

        Source: OCM-4, OCM-5.
        """

        outputs = frozenset({f"ocm.{withdrawn}"})

        offered = State(initial=True)
        missing = State()

        add = missing.to(offered)  # OCM-4
        """Configuration Server tells that the OCS is defined."""
        withdraw = offered.to(missing, on="tell") | missing.to(None)  # OCM-4, OCM-5
        """Configuration Server tells that the OCS is no longer defined."""

        def tell(self):
            self.emit(f"ocm.{withdrawn}")

    return Offer


FirstOffer = make_offer("first_withdrawn")
SecondOffer = make_offer("second_withdrawn")
BackupOffer = make_offer("backup_withdrawn")


class ConfigurationLink(Machine):
    """The connection of OCM or Genesys Administrator to Configuration Server.

    Assumes: a loss and the outcome of a try are told to it.
    Source: OCM-17.
    """

    outputs = frozenset({"server.connect"})
    spontaneous = frozenset({"start"})
    seeking = AnyOf("trying", "resting")

    off = State(initial=True)
    trying = State()
    connected = State()
    resting = State()

    start = off.to(trying, on="connect")  # OCM-17
    """The application starts, and connects to Configuration Server."""
    accepted = trying.to(connected)  # OCM-17
    """The server accepts: the connection is up."""
    refused = trying.to(resting)  # OCM-17
    """The try has failed: the application rests before the next one."""
    tick = resting.to(trying, on="connect")  # OCM-17
    """The rest is over: the application tries again."""
    dropped = connected.to(trying, on="connect")  # OCM-17
    """The connection is lost: the application connects again, and tells its user nothing."""

    def connect(self):
        self.emit("server.connect")

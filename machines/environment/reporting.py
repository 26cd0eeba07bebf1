"""Statistics on their way to Stat Servers, and what a Stat Server can report from them."""

from statemachine import State

from dialonce import Machine, Read


class Flow(Machine):
    """The values under way on the direct connection to one Stat Server.

    Assumes: what is sent while a value is under way arrives with it.
    Source: STAT-2.
    """

    outputs = frozenset({"report.value"})
    spontaneous = frozenset({"deliver", "lose"})
    faults = frozenset({"lose"})
    wire_open = Read("OCS and the Stat Server hear each other")

    empty = State(initial=True)
    carrying = State()

    value = empty.to(carrying) | carrying.to(None)  # STAT-2
    """OCS sends a value."""
    deliver = carrying.to(empty, cond="wire_open", on="arrive")  # STAT-2
    """The value arrives."""
    lose = carrying.to(empty)
    """The value is lost on its way."""
    disconnected = empty.to(None) | carrying.to(empty)
    """The connection is gone, and with it what was under way."""

    def arrive(self):
        self.emit("report.value")


class CommunicationDn(Machine):
    """A Communication DN: hands each event on to every Stat Server that is registered there.

    Assumes: its T-Server is up (D-263); an event may be lost.
    Source: STAT-3, STAT-11.
    """

    outputs = frozenset({"report_1.value", "report_2.value"})
    spontaneous = frozenset({"deliver", "lose"})
    faults = frozenset({"lose"})
    optional = frozenset({"about_1", "about_2"})

    empty = State(initial=True)
    carrying_1 = State()
    carrying_2 = State()

    about_1 = carrying_1.from_(empty, carrying_1, carrying_2)  # STAT-3, STAT-11
    """OCS sends statistics of the first T-Server."""
    about_2 = carrying_2.from_(empty, carrying_1, carrying_2)  # STAT-3, STAT-11
    """OCS sends statistics of the second T-Server."""
    deliver = (
        carrying_1.to(empty, on="tell_of_1")  # STAT-3
        | carrying_2.to(empty, on="tell_of_2")  # STAT-3
    )
    """The event reaches the Stat Servers that are up."""
    lose = carrying_1.to(empty) | carrying_2.to(empty)
    """The event is lost on its way."""

    def tell_of_1(self):
        self.emit("report_1.value")

    def tell_of_2(self):
        self.emit("report_2.value")


class Report(Machine):
    """One kind of data in one Stat Server: reported while they come in, interrupted otherwise.

    Source: STAT-6, STAT-7.
    """

    optional = frozenset({"disconnected"})
    server_up = Read("the Stat Server is up")

    interrupted = State(initial=True)
    reporting = State()

    value = (
        interrupted.to(reporting, cond="server_up")  # STAT-7
        | interrupted.to(None, unless="server_up")  # STAT-6
        | reporting.to(None)
    )
    """A value arrives: real-time and historical reporting go on from it."""
    reset = reporting.to(interrupted)  # STAT-6
    """The Stat Server is down."""
    disconnected = reporting.to(interrupted)  # STAT-6
    """The connection on which the values came is gone."""

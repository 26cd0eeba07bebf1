"""What a user asked of OCS, on its way there, and the answer on its way back."""

from statemachine import State

from dialonce import Machine, Read


class Request(Machine):
    """A request of a client to OCS: to start a campaign, to stop it, or to tell its status.

    Assumes: a request that OCS carries out after its connection broke shows like any other
    change of the campaign (D-384).
    Source: OCM-12, GA-7.
    """

    outputs = frozenset({"campaign.start", "campaign.stop", "client.answered"})
    spontaneous = frozenset({"arrive", "answer"})
    optional = frozenset({"stop", "ask_status"})
    hears = Read("OCS and the client hear each other")

    empty = State(initial=True)
    start_going = State()
    stop_going = State()
    status_going = State()
    answering = State()

    start = empty.to(start_going)  # OCM-12, GA-7
    """The client asks OCS to start the campaign."""
    stop = empty.to(stop_going)  # OCM-12
    """The client asks OCS to stop the campaign."""
    ask_status = empty.to(status_going)  # GA-7
    """The client asks OCS for the status."""
    arrive = (
        start_going.to(answering, cond="hears", on="do_start")  # OCM-12
        | stop_going.to(answering, cond="hears", on="do_stop")  # OCM-12
        | status_going.to(answering, cond="hears")  # GA-7
    )
    """The request arrives, and OCS carries it out."""
    answer = answering.to(empty, cond="hears", on="tell")  # OCM-12
    """The answer arrives."""
    disconnected = empty.from_(start_going, stop_going, status_going, answering)  # OCM-12, GA-7
    """The connection is gone: OCS may have carried the request out or not, and nobody tells."""

    def do_start(self):
        self.emit("campaign.start")

    def do_stop(self):
        self.emit("campaign.stop")

    def tell(self):
        self.emit("client.answered")

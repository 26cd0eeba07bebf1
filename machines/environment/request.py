"""What a user asked of OCS, on its way there, and the answer on its way back."""

from statemachine import State

from dialonce import Data, Machine, Read


class Request(Machine):
    """A request of a client to OCS: to start a campaign, to stop it, or to tell its status.

    Data: late, the action of a broken connection that OCS may still carry out.
    Assumes: of several such actions the newest may be carried out late (D-384).
    Source: OCM-12, GA-8.
    """

    outputs = frozenset({"campaign.start", "campaign.stop", "client.answered"})
    spontaneous = frozenset({"arrive", "answer", "carry_out_late"})
    faults = frozenset({"carry_out_late"})
    optional = frozenset({"stop", "ask_status"})
    late = Data(("nothing", "start", "stop"))
    hears = Read("OCS and the client hear each other")

    empty = State(initial=True)
    start_going = State()
    stop_going = State()
    status_going = State()
    answering = State()
    validate_disconnected_states = False

    start = empty.to(start_going)
    """The client asks OCS to start the campaign."""
    stop = empty.to(stop_going)
    """The client asks OCS to stop the campaign."""
    ask_status = empty.to(status_going)
    """The client asks OCS for the status."""
    arrive = (
        start_going.to(answering, cond="hears", on="do_start")
        | stop_going.to(answering, cond="hears", on="do_stop")
        | status_going.to(answering, cond="hears")
    )
    """The request arrives, and OCS carries it out."""
    answer = answering.to(empty, cond="hears", on="tell")
    """The answer arrives."""
    disconnected = (
        start_going.to(empty, on="keep_start")  # OCM-12, GA-8
        | stop_going.to(empty, on="keep_stop")  # OCM-12
        | status_going.to(empty)
        | answering.to(empty)  # OCM-12, GA-8
    )
    """The connection is gone: the request may have reached OCS or not, and no answer comes."""
    carry_out_late = (
        empty.to(None, cond="has_late", on="do_late")  # OCM-12
        | start_going.to(None, cond="has_late", on="do_late")  # OCM-12
        | stop_going.to(None, cond="has_late", on="do_late")  # OCM-12
        | status_going.to(None, cond="has_late", on="do_late")  # GA-8
        | answering.to(None, cond="has_late", on="do_late")  # OCM-12
    )
    """A request whose connection broke had reached OCS, which carries it out only now."""

    def has_late(self):
        return self.late != "nothing"

    def do_start(self):
        self.emit("campaign.start")

    def do_stop(self):
        self.emit("campaign.stop")

    def do_late(self):
        self.emit(f"campaign.{self.late}")
        self.late = "nothing"

    def keep_start(self):
        self.late = "start"

    def keep_stop(self):
        self.late = "stop"

    def tell(self):
        self.emit("client.answered")

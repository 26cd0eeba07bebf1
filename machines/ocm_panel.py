"""What OCM shows of a campaign, and the action that its user asks for."""

from statemachine import State

from dialonce import AnyOf, Data, Machine


class CampaignPanel(Machine):
    """OCM's view of one campaign: the status that it was told last, and one action at a time.

    Data: shown, the status that is shown.
    Source: OCM-12 to OCM-14.
    """

    outputs = frozenset({"request.start", "request.stop", "detector.sent", "ocm.answer_overdue"})
    spontaneous = frozenset({"start", "stop"})
    shown = Data(("nothing", "stopped", "running"))
    busy = AnyOf("awaiting", "doubtful")

    idle = State(initial=True)
    awaiting = State()
    doubtful = State()

    told_stopped = (
        idle.to(None, on="show_stopped")  # OCM-13
        | awaiting.to(None, on="show_stopped")  # OCM-13
        | doubtful.to(idle, on="show_stopped")  # OCM-12, OCM-13
    )
    """OCS tells that the campaign is stopped."""
    told_running = (
        idle.to(None, on="show_running")  # OCM-13
        | awaiting.to(None, on="show_running")  # OCM-13
        | doubtful.to(idle, on="show_running")  # OCM-12, OCM-13
    )
    """OCS tells that the campaign runs."""
    start = idle.to(awaiting, cond="shows_stopped", on="ask_start")  # OCM-12
    """The user starts the campaign that is shown as stopped."""
    stop = idle.to(awaiting, cond="shows_running", on="ask_stop")  # OCM-12
    """The user stops the campaign that is shown as running."""
    answered = awaiting.to(idle)  # OCM-12
    """OCS answers that it has carried out the action."""
    tick = awaiting.to(doubtful, on=["hide", "give_up"])  # OCM-12, OCM-14
    """The time for an answer is over: whether the action was carried out is unknown."""
    disconnected = (
        idle.to(None, on="hide")  # OCM-13
        | awaiting.to(doubtful, on="hide")  # OCM-12, OCM-13
        | doubtful.to(None)
    )
    """The connection is gone: no status is shown, and an action under way is in doubt."""

    def shows_stopped(self):
        return self.shown == "stopped"

    def shows_running(self):
        return self.shown == "running"

    def show_stopped(self):
        self.shown = "stopped"

    def show_running(self):
        self.shown = "running"

    def hide(self):
        self.shown = "nothing"

    def ask_start(self):
        self.emit("request.start")
        self.emit("detector.sent")

    def ask_stop(self):
        self.emit("request.stop")
        self.emit("detector.sent")

    def give_up(self):
        self.emit("ocm.answer_overdue")

"""What the user of Genesys Administrator asks for, what became of it, and which controls work."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class AdministratorTask(Machine):
    """An action on a campaign group, from the user who asks for it to what is told of it.

    Data: outcome, what the user is told of the last action.
    Assumes: one action at a time.
    Source: GA-1 to GA-3, GA-5 to GA-8.
    """

    outputs = frozenset({
        "administrator.open_pair", "administrator.open_other", "administrator.close",
        "administrator.give_up", "request.start", "request.ask_status",
        "pair_controls.disable", "other_controls.disable",
    })  # fmt: skip
    spontaneous = frozenset({"act_on_pair", "act_on_other", "select_pair", "select_other"})
    outcome = Data(("nothing", "done", "not sent", "in doubt"))
    pair_available = Read("the controls for the pair of OCS are available")
    other_available = Read("the controls for the other OCS are available")
    waiting = AnyOf("acting", "asking_status")

    idle = State(initial=True)
    seeking = State()
    acting = State()
    seeking_status = State()
    asking_status = State()

    act_on_pair = idle.to(
        seeking, cond="pair_available", on=["forget", "open_pair"]
    )  # GA-1, GA-3, GA-5
    """The user asks for an action, and selects the pair of OCS for it."""
    act_on_other = idle.to(
        seeking, cond="other_available", on=["forget", "open_other"]
    )  # GA-1, GA-3, GA-5
    """The user asks for an action, and selects the other OCS for it."""
    select_pair = idle.to(
        seeking_status, unless="pair_available", on="open_pair"
    )  # GA-1, GA-3, GA-6
    """The user selects the pair of OCS again, whose controls are unavailable."""
    select_other = idle.to(
        seeking_status, unless="other_available", on="open_other"
    )  # GA-1, GA-3, GA-6
    """The user selects the other OCS again, whose controls are unavailable."""
    connected = (
        seeking.to(acting, on="ask_start")  # GA-1
        | seeking_status.to(asking_status, on="ask_status")  # GA-6, GA-7
    )
    """An OCS has accepted: what is wanted of it goes out."""
    unconnected = (
        seeking.to(idle, on="tell_not_sent")  # GA-5
        | seeking_status.to(idle)  # GA-5
    )
    """No OCS has accepted: an action that was asked for was not sent, and is given up."""
    answered = (
        acting.to(idle, on=["tell_done", "close"])  # GA-2, GA-7
        | asking_status.to(idle, on="close")  # GA-2
    )
    """The answer is there."""
    pair_lost = (
        acting.to(seeking_status, on=["tell_doubt", "open_pair"])  # GA-7
        | asking_status.to(idle, on="disable_pair")  # GA-5
    )
    """The connection to the pair broke: an action is in doubt, and its status is asked for."""
    other_lost = (
        acting.to(seeking_status, on=["tell_doubt", "open_other"])  # GA-7
        | asking_status.to(idle, on="disable_other")  # GA-5
    )
    """The connection to the other OCS broke."""
    tick = (
        acting.to(None, on="give_up")  # GA-8
        | asking_status.to(None, on="give_up")  # GA-8
    )
    """The time for an answer is over."""

    def forget(self):
        self.outcome = "nothing"

    def tell_done(self):
        self.outcome = "done"

    def tell_not_sent(self):
        self.outcome = "not sent"

    def tell_doubt(self):
        self.outcome = "in doubt"

    def open_pair(self):
        self.emit("administrator.open_pair")

    def open_other(self):
        self.emit("administrator.open_other")

    def close(self):
        self.emit("administrator.close")

    def give_up(self):
        self.emit("administrator.give_up")

    def ask_start(self):
        self.emit("request.start")

    def ask_status(self):
        self.emit("request.ask_status")

    def disable_pair(self):
        self.emit("pair_controls.disable")

    def disable_other(self):
        self.emit("other_controls.disable")


class Controls(Machine):
    """The controls of Genesys Administrator for the campaign groups of one OCS.

    Source: GA-5, GA-6.
    """

    available = State(initial=True)
    unavailable = State()

    disable = available.to(unavailable) | unavailable.to(None)  # GA-5
    """No connection to the OCS could be established."""
    enable = unavailable.to(available) | available.to(None)  # GA-6
    """The OCS has accepted a connection."""

"""What is under way between OCS and Interaction Server."""

from statemachine import State

from dialonce import Machine, Read


class Exchange(Machine):
    """A request of OCS on its way to Interaction Server, and the answer on its way back.

    Assumes: both die with the connection, and only with it.
    Source: IXN-4, IXN-5.
    """

    outputs = frozenset({"dialogue.answer_on_esp", "dialogue.answer_on_default"})
    spontaneous = frozenset({"answer_on_esp", "answer_on_default"})
    faults = frozenset({"answer_on_default"})
    esp_open = Read("OCS and a client of its ESP port hear each other")
    default_open = Read("OCS and a client of its default port hear each other")

    empty = State(initial=True)
    asking = State()

    request = empty.to(asking)
    """OCS has sent a request."""
    answer_on_esp = asking.to(empty, cond="esp_open", on="tell_on_esp")
    """The answer arrives over the ESP port."""
    answer_on_default = asking.to(None, cond="default_open", on="tell_on_default")
    """An answer arrives over the default port, from a client that names the wrong one."""
    disconnected = asking.to(empty)
    """The connection is gone, and with it what was under way."""
    reset = asking.to(empty)
    """OCS starts anew."""

    def tell_on_esp(self):
        self.emit("dialogue.answer_on_esp")

    def tell_on_default(self):
        self.emit("dialogue.answer_on_default")

"""The OBN Manager, by which OCS has GVP dial its records."""

from statemachine import State

from dialonce import Machine


class ObnConnector(Machine):
    """One record's request at the OBN Manager: handed on to GVP at once, and never kept.

    Source: OBN-1.
    """

    outputs = frozenset({"call.dial"})

    passing = State(initial=True)

    request = passing.to(None, on="hand_on")  # OBN-1
    """OCS's request arrives, and is handed on to GVP."""

    def hand_on(self):
        self.emit("call.dial")

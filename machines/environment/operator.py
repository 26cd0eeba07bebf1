"""The person who may reset a record by hand."""

from statemachine import State

from dialonce import Data, Machine


class Operator(Machine):
    """A person who may set one record back to ready, once.

    Data: resets (ghost), how often this record was reset.
    Source: REC-13.
    """

    outputs = frozenset({"record.reset"})
    spontaneous = frozenset({"reset_record"})
    faults = frozenset({"reset_record"})
    resets = Data(range(2), unit="resets")

    watching = State(initial=True)

    reset_record = watching.to(None, cond="resets == 0", on="reset")  # REC-13
    """A person sets the record back to ready in the database."""

    def reset(self):
        self.resets = 1
        self.emit("record.reset")

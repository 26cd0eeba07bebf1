"""An application object in the configuration, and the notice of its change."""

from statemachine import State

from dialonce import Data, Machine, Read


class Entry(Machine):
    """Whether an application is defined for OCM, and whether OCM was told so.

    Data: untold, 1 while OCM has not been told the last change.
    Assumes: a notice that was lost with the connection is made up for when OCM reads the
    configuration again.
    Source: OCM-4, OCM-17.
    """

    outputs = frozenset({"offer.add", "offer.withdraw"})
    spontaneous = frozenset({"define", "delete", "inform"})
    faults = frozenset({"define", "delete"})
    untold = Data(range(2))
    reachable = Read("OCM and Configuration Server hear each other")

    defined = State(initial=True)
    deleted = State()

    define = deleted.to(defined, on="change")
    """An administrator defines the application."""
    delete = defined.to(deleted, on="change")
    """An administrator deletes the application."""
    inform = (
        defined.to(None, cond="untold and reachable", on=["settle", "tell_defined"])  # OCM-4
        | deleted.to(None, cond="untold and reachable", on=["settle", "tell_deleted"])  # OCM-4
    )
    """Configuration Server tells OCM what has changed."""

    def change(self):
        self.untold = 1 - self.untold

    def settle(self):
        self.untold = 0

    def tell_defined(self):
        self.emit("offer.add")

    def tell_deleted(self):
        self.emit("offer.withdraw")

"""What a new primary OCS must have read before it dials."""

from statemachine import State

from dialonce import Machine, Read


class DoNotCallReader(Machine):
    """OCS's reading of the Do Not Call entries that were added since it read the list.

    Source: PATH-7.
    """

    outputs = frozenset({"session.restored"})
    spontaneous = frozenset({"finish"})
    database_up = Read("the connection to the DB Server is up")

    complete = State(initial=True)
    unread = State()

    taken_over = complete.to(unread)  # PATH-7
    """This OCS has become the primary: it does not know the newest entries."""
    finish = unread.to(complete, cond="database_up", on="let_session_go_on")  # PATH-7
    """OCS has read every entry: the session goes on if nothing else holds it."""

    def let_session_go_on(self):
        self.emit("session.restored")

"""OCM with several OCS to choose from: the list at login, and what the configuration does to it."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class OcmLogin(Machine):
    """OCM's connection to the OCS that its user chooses from a list.

    Assumes: none of the listed OCS has a backup here (OCM-7 to OCM-11 say what one changes).
    Source: OCM-2 to OCM-5, OCM-8, OCM-9.
    """

    outputs = frozenset({"first.connect", "second.connect", "first.close", "second.close"})
    spontaneous = by_hand = frozenset({
        "log_in", "log_off", "choose_first", "choose_second", "retry", "cancel",
    })  # fmt: skip
    optional = frozenset({"second_withdrawn"})
    first_offered = Read("the first OCS is defined, as far as OCM was told")
    second_offered = Read("the second OCS is defined, as far as OCM was told")
    trying = AnyOf("trying_first", "trying_second")
    up = AnyOf("on_first", "on_second")
    asking = AnyOf("asking_for_first", "asking_for_second")
    at_first = AnyOf("trying_first", "on_first", "asking_for_first")
    at_second = AnyOf("trying_second", "on_second", "asking_for_second")

    off = State(initial=True)
    choosing = State()
    trying_first = State()
    on_first = State()
    asking_for_first = State()
    trying_second = State()
    on_second = State()
    asking_for_second = State()

    log_in = (
        off.to(choosing, cond="first_offered and second_offered")  # OCM-3
        | off.to(trying_first, cond="first_offered and not second_offered", on="connect_first")
        | off.to(trying_second, cond="second_offered and not first_offered", on="connect_second")
    )  # OCM-3
    """The user logs in: OCM shows the list, or tries the only OCS that is on it."""
    choose_first = choosing.to(trying_first, cond="first_offered", on="connect_first")  # OCM-3
    """The user chooses the first OCS."""
    choose_second = choosing.to(trying_second, cond="second_offered", on="connect_second")  # OCM-3
    """The user chooses the second OCS."""
    accepted = trying_first.to(on_first) | trying_second.to(on_second)  # OCM-2
    """The OCS accepts: the connection is up."""
    refused = (
        trying_first.to(asking_for_first)  # OCM-9
        | trying_second.to(asking_for_second)  # OCM-9
    )
    """The try has failed: OCM shows its dialog."""
    dropped = on_first.to(asking_for_first) | on_second.to(asking_for_second)  # OCM-7
    """The connection is lost: OCM shows its dialog."""
    retry = (
        asking_for_first.to(trying_first, on="connect_first")  # OCM-8
        | asking_for_second.to(trying_second, on="connect_second")  # OCM-8
    )
    """The user lets OCM try the same OCS again."""
    cancel = choosing.from_(asking_for_first, asking_for_second)  # OCM-3, OCM-9
    """The user cancels the dialog, and is shown the list."""
    first_withdrawn = (
        asking_for_first.to(choosing)  # OCM-5
        | choosing.from_(trying_first, on_first, on="close_first")  # OCM-5
    )
    """The first OCS is no longer defined: whoever uses it is shown the list."""
    second_withdrawn = (
        asking_for_second.to(choosing)  # OCM-5
        | choosing.from_(trying_second, on_second, on="close_second")  # OCM-5
    )
    """The second OCS is no longer defined: whoever uses it is shown the list."""
    log_off = (
        off.from_(choosing, asking_for_first, asking_for_second)  # OCM-3
        | off.from_(trying_first, on_first, on="close_first")
        | off.from_(trying_second, on_second, on="close_second")
    )
    """The user logs off."""

    def connect_first(self):
        self.emit("first.connect")

    def connect_second(self):
        self.emit("second.connect")

    def close_first(self):
        self.emit("first.close")

    def close_second(self):
        self.emit("second.close")

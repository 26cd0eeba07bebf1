"""What meets a pair of OCS: client applications, and the servers that get its requests."""

from statemachine import State

from dialonce import Machine, Read


class ClientConnection(Machine):
    """The connections of client applications to one OCS.

    Source: HA-15.
    """

    outputs = frozenset({"ocs.client_asks"})
    spontaneous = frozenset({"connect"})

    off = State(initial=True)
    on = State()

    connect = off.to(None, on="ask")  # HA-15
    """A client tries this OCS; one that is frozen or down gives no answer."""
    accepted = off.to(on)  # HA-15
    """OCS accepts the client."""
    dropped = on.to(off) | off.to(None)  # HA-15
    """OCS drops its clients, or is gone."""

    def ask(self):
        self.emit("ocs.client_asks")


class RequestWay(Machine):
    """A request of one OCS on its way to the servers, which look at the role when it arrives.

    Assumes: what was sent under an older role is refused, whoever has the newest one (D-281);
    what a dead OCS sent may still arrive.
    Source: HA-10.
    """

    outputs = frozenset({"servers.effect", "servers.refusal"})
    spontaneous = frozenset({"arrive"})
    admitted = Read("the servers accept the requests of this OCS")

    empty = State(initial=True)
    under_way = State()
    outdated = State()

    submit = empty.to(under_way) | under_way.to(None) | outdated.to(under_way)  # HA-10
    """OCS sends a request."""
    arrive = (
        under_way.to(empty, cond="admitted", on="have_effect")  # HA-10
        | under_way.to(empty, unless="admitted", on="be_refused")  # HA-10
        | outdated.to(empty, on="be_refused")  # HA-10
    )
    """The request reaches the servers."""
    disconnected = under_way.to(outdated) | empty.to(None) | outdated.to(None)  # HA-10
    """The role was given anew: what is under way was sent under an older one."""

    def have_effect(self):
        self.emit("servers.effect")

    def be_refused(self):
        self.emit("servers.refusal")


class Servers(Machine):
    """The database, the switch and the CPD Server: where requests have an effect.

    Source: HA-10.
    """

    serving = State(initial=True)

    effect = serving.to(None)  # HA-10
    """A request is carried out: rows are retrieved, or a person is called."""
    refusal = serving.to(None)  # HA-10
    """A request is refused, since its OCS has not the role."""

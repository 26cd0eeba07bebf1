"""The dialing session of one campaign group in OCS."""

from statemachine import State

from dialonce import Machine, Read


class DialingSession(Machine):
    """A dialing session that a person starts and stops, and that a lost connection pauses.

    Assumes: it is told of each loss and each completed reconnection.
    Source: SES-1 to SES-6.
    """

    spontaneous = frozenset({"start", "stop"})
    optional = frozenset({"lost", "restored"})
    connected = Read("the connection that the session needs is up")
    hindered = Read("another connection that the session needs is not up", optional=True)

    stopped = State(initial=True)
    running = State()
    paused = State()

    start = (
        stopped.to(running, cond="connected and not hindered")  # SES-1
        | stopped.to(paused, cond="not connected or hindered")  # SES-1, SES-5
    )
    """A person starts the session."""
    stop = (
        running.to(stopped)  # SES-1
        | paused.to(stopped)  # SES-6, LES-7
    )
    """A person stops the session."""
    lost = running.to(paused)  # SES-2, SES-7, PATH-1, PRX-14
    """The connection is lost: the running session pauses."""
    restored = paused.to(running, cond="connected and not hindered")  # SES-4, SES-5, PATH-1, LES-7
    """A connection is up again: the paused session goes on if nothing else holds it."""

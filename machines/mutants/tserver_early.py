"""Wrong designs that take an open connection to a T-Server for a usable one."""

from dialonce import Mutant, fresh, without
from machines.session import DialingSession
from machines.systems.tserver import tserver_single
from machines.tserver_single import SingleTServerConnection

Right = without(fresh(SingleTServerConnection), "accepted")


class TellsTooEarly(Right):
    mutant = "An open connection resumes the session before OCS is registered (D-201)."
    accepted = Right.trying_primary.to(
        Right.registering_primary, on=["register", "restore_session"]
    )


Right = without(fresh(DialingSession), "restored")


class GoesOnWhenTold(Right):
    mutant = "The session goes on without a look at the connection."
    restored = Right.paused.to(Right.running)


resumes_when_connected = Mutant(
    "resumes_when_connected",
    (
        "the_session_runs_only_on_a_usable_t_server",
        "nothing_is_sent_before_a_t_server_is_usable",
        "the_session_runs_only_while_a_connection_is_up",
    ),
    tserver_single,
    {"link": TellsTooEarly, "session": GoesOnWhenTold},
)
Right = without(fresh(SingleTServerConnection), "dropped")


class NoticesNothing(Right):
    mutant = "OCS does not notice that its connection broke while it registers, or awaits answers."
    dropped = (
        Right.on_primary.to(Right.trying_primary, on=["lose", "connect"])
        | Right.registering_primary.to(None)
        | Right.asking_primary.to(None)
    )


joins_a_t_server_that_is_gone = Mutant(
    "joins_a_t_server_that_is_gone",
    ("a_t_server_is_joined_only_on_a_connection",),
    tserver_single,
    {"link": NoticesNothing},
)

"""Wrong designs of the dialing session."""

from dialonce import Mutant, fresh, without
from machines.cpd import NoBackupConnection
from machines.session import DialingSession
from machines.systems.cpd import cpd_several, cpd_warm_addp

Right = without(fresh(DialingSession), "lost")


class NeverPauses(Right):
    mutant = "The session runs on when the connection is lost."
    lost = Right.running.to(None)


never_pauses = Mutant(
    "never_pauses",
    (
        "the_session_runs_only_while_a_connection_is_up",
        "a_loss_pauses_the_running_session",
    ),
    cpd_warm_addp,
    {"session": NeverPauses},
)
Right = without(fresh(DialingSession), "restored")


class StaysPaused(Right):
    mutant = "The session stays paused after the switchover, until a person starts it again."
    restored = Right.paused.to(None)


stays_paused = Mutant(
    "stays_paused",
    (
        "the_session_is_paused_only_while_no_connection_is_up",
        "a_paused_session_goes_on_when_the_connection_is_restored",
        "a_paused_session_runs_again",
    ),
    cpd_warm_addp,
    {"session": StaysPaused},
)
Right = without(fresh(DialingSession), "restored")


class StartsStopped(Right):
    mutant = "A reconnection starts a session that a person had stopped."
    restored = Right.paused.to(Right.running) | Right.stopped.to(Right.running)


starts_a_stopped_session = Mutant(
    "starts_a_stopped_session",
    ("only_a_person_starts_a_stopped_session",),
    cpd_warm_addp,
    {"session": StartsStopped},
)
Right = without(fresh(DialingSession), "restored", "stop")


class CannotStop(Right):
    mutant = "The session cannot be stopped, and starts with the first connection."
    stop = Right.running.to(None)
    restored = Right.paused.to(Right.running) | Right.stopped.to(Right.running)


cannot_be_stopped = Mutant(
    "cannot_be_stopped",
    ("a_stop_by_a_person_always_counts", "a_connection_can_be_up_with_the_session_stopped"),
    cpd_warm_addp,
    {"session": CannotStop},
)
Right = without(fresh(DialingSession), "stop")


class StopIgnoredInPause(Right):
    mutant = "A stop by a person is forgotten while the session is paused."
    stop = Right.running.to(Right.stopped) | Right.paused.to(None)


stop_forgotten_in_pause = Mutant(
    "stop_forgotten_in_pause",
    ("a_stop_by_a_person_always_counts",),
    cpd_warm_addp,
    {"session": StopIgnoredInPause},
)
Right = fresh(NoBackupConnection)


class PausesAll(Right):
    mutant = "The loss of one CPD Server pauses every session (D-36)."
    outputs = Right.outputs | {"session_2.lost"}

    def lose(self):
        super().lose()
        self.emit("session_2.lost")


pauses_all_sessions = Mutant(
    "pauses_all_sessions",
    ("a_loss_leaves_the_sessions_of_other_servers_alone",),
    cpd_several,
    {"link": PausesAll},
)
Right = without(fresh(DialingSession), "start")


class WaitsForAll(Right):
    mutant = "A session starts paused, although its own connection is up."
    start = Right.stopped.to(Right.paused)


starts_paused = Mutant(
    "starts_paused",
    ("the_session_is_paused_only_while_no_connection_is_up",),
    cpd_warm_addp,
    {"session": WaitsForAll},
)
Right = without(fresh(DialingSession), "start")


class NeverStarts(Right):
    mutant = "The second session never starts."
    start = Right.stopped.to(None)


second_session_never_starts = Mutant(
    "second_session_never_starts",
    ("one_session_can_run_while_another_one_is_paused",),
    cpd_several,
    {"session_2": NeverStarts},
)

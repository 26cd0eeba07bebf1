"""Wrong designs of what a person decides: starts, stops and resets."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.session import DialingSession
from machines.systems.cpd import cpd_by_hand, cpd_several, cpd_warm_addp
from machines.systems.path import dial_path

Right = without(fresh(DialingSession), "start")


class IgnoresStart(Right):
    mutant = "A start is ignored while the session has no connection."
    start = Right.stopped.to(Right.running, cond="connected and not hindered") | Right.stopped.to(
        None, cond="not connected or hindered"
    )


ignores_a_start_without_a_connection = Mutant(
    "ignores_a_start_without_a_connection",
    ("a_start_by_a_person_always_counts", "a_session_can_be_started_before_it_is_connected"),
    cpd_warm_addp,
    {"session": IgnoresStart},
)

Right = without(fresh(DialingSession), "lost")


class StopsAtTheSecondLoss(Right):
    mutant = "A second loss stops the paused session, which a person then has to start again."
    lost = Right.running.to(Right.paused) | Right.paused.to(Right.stopped)


a_second_loss_stops_the_session = Mutant(
    "a_second_loss_stops_the_session",
    ("a_stop_by_a_person_always_counts",),
    dial_path,
    {"session": StopsAtTheSecondLoss},
)

Right = without(fresh(DialingSession), "lost")


class HearsOfTheFirst(Right):
    mutant = "Only the loss of the first CPD Server pauses a session."
    lost = Right.running.to(None)


second_session_is_never_paused = Mutant(
    "second_session_is_never_paused",
    ("every_session_runs_only_on_its_own_connection",),
    cpd_several,
    {"session_2": HearsOfTheFirst},
)

Right = without(fresh(CallRecord), "reset")


class ResetsAny(Right):
    mutant = (
        "A reset makes any record ready, one that was completed or is being called too (D-452)."
    )
    reset = (
        Right.stale.to(Right.ready)
        | Right.completed.to(Right.ready)
        | Right.lost.to(Right.ready, on="stop_timer")
        | Right.requested.to(Right.ready, on="stop_timer")
    )


resets_any_record = Mutant(
    "resets_any_record",
    ("a_reset_frees_exactly_the_records_of_unknown_outcome",),
    cpd_by_hand,
    {"record": ResetsAny},
)

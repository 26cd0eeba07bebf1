"""Wrong designs of the call record's stale timer."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.systems.cpd import cpd_warm_addp

Right = fresh(CallRecord)


class RearmsOnReconnect(Right):
    mutant = "When the session runs again, the timers of lost records start anew (D-9)."
    spontaneous = Right.spontaneous | {"rearm"}
    rearm = Right.lost.to(None, cond="session_running", on="start_timer")
    """OCS starts the timer of the lost record anew."""


rearm_on_reconnect = Mutant(
    "rearm_on_reconnect",
    (
        "the_stale_timer_is_never_re_armed",
        "a_record_handed_over_is_closed_within_its_stale_timer",
        "a_lost_record_becomes_stale",
    ),
    cpd_warm_addp,
    {"record": RearmsOnReconnect},
)
Right = without(fresh(CallRecord), "connection_lost", "hand_over")


class TimesFromDisconnect(Right):
    mutant = "The stale timer starts when the connection is lost, not with the request (D-9)."
    hand_over = Right.claimed.to(Right.requested, cond="session_running", on="request_call")
    connection_lost = Right.requested.to(Right.lost, on="start_timer")


timer_from_disconnect = Mutant(
    "timer_from_disconnect",
    ("the_stale_timer_starts_with_the_request",),
    cpd_warm_addp,
    {"record": TimesFromDisconnect},
)
Right = without(fresh(CallRecord), "connection_lost")


class StaleAtOnce(Right):
    mutant = "A loss makes the requested records stale at once, before their timers end."
    connection_lost = Right.requested.to(Right.stale, on="stop_timer")


stale_at_once = Mutant(
    "stale_at_once",
    (
        "a_record_becomes_stale_only_when_its_timer_ends",
        "a_session_can_be_paused_while_records_are_lost",
    ),
    cpd_warm_addp,
    {"record": StaleAtOnce},
)
Right = without(fresh(CallRecord), "tick")


class PausesTimers(Right):
    mutant = "While the session is paused, the timers stand still (D-12)."
    tick = (
        Right.requested.to(None, cond="session_running and timer > 1", on="count_down")
        | Right.requested.to(Right.stale, cond="session_running and timer == 1", on="stop_timer")
        | Right.lost.to(None, cond="session_running and timer > 1", on="count_down")
        | Right.lost.to(Right.stale, cond="session_running and timer == 1", on="stop_timer")
    )


timer_stops_in_pause = Mutant(
    "timer_stops_in_pause",
    (
        "a_paused_session_lets_the_timers_run",
        "a_record_whose_timer_ends_is_stale",
        "a_lost_record_becomes_stale",
    ),
    cpd_warm_addp,
    {"record": PausesTimers},
)
Right = without(fresh(CallRecord), "tick")


class NeverStale(Right):
    mutant = "Nothing marks a record stale: a lost call stays forgotten."
    tick = Right.requested.to(None, cond="timer > 1", on="count_down")


never_stale = Mutant(
    "never_stale",
    (
        "a_record_whose_person_was_called_can_become_stale",
        "a_result_can_be_late",
        "a_lost_record_becomes_stale",
        "a_claimed_record_is_closed_in_the_end",
    ),
    cpd_warm_addp,
    {"record": NeverStale},
)
Right = without(fresh(CallRecord), "result")


class LeavesTimerRunning(Right):
    mutant = "A result completes the record, but leaves its timer running."
    result = Right.requested.to(Right.completed)


timer_left_running = Mutant(
    "timer_left_running",
    (
        "the_stale_timer_runs_exactly_while_the_record_waits",
        "a_result_in_time_completes_the_record",
    ),
    cpd_warm_addp,
    {"record": LeavesTimerRunning},
)

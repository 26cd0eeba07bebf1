"""Wrong designs of the call record."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.systems import cpd_by_hand, cpd_warm, cpd_warm_addp

Right = fresh(CallRecord)


class RetriesLost(Right):
    mutant = "When the session runs again after a switchover, lost records are dialed again (D-11)."
    spontaneous = Right.spontaneous | {"retry"}
    retry = Right.lost.to(Right.ready, cond="session_running", on="stop_timer")


retry_after_switchover = Mutant(
    "retry_after_switchover",
    ("a_record_is_dialed_at_most_once", "transactions_of_the_lost_server_are_not_retried"),
    cpd_warm,
    {"record": RetriesLost},
)
Right = fresh(CallRecord)


class RetriesAfterReset(Right):
    mutant = "A record that a person reset is dialed again after each loss, without a new reset."
    spontaneous = Right.spontaneous | {"retry"}
    retry = Right.lost.to(Right.ready, cond="session_running", on="stop_timer")


retry_by_hand = Mutant(
    "retry_by_hand",
    ("a_record_is_dialed_once_more_at_most_for_each_reset_by_hand",),
    cpd_by_hand,
    {"record": RetriesAfterReset},
)
Right = without(fresh(CallRecord), "reset")


class IgnoresReset(Right):
    mutant = "A reset by a person has no effect."
    reset = Right.stale.to(None)


reset_without_effect = Mutant(
    "reset_without_effect",
    ("a_reset_by_hand_can_permit_a_second_call",),
    cpd_by_hand,
    {"record": IgnoresReset},
)
Right = fresh(CallRecord)


class RearmsOnReconnect(Right):
    mutant = "When the session runs again, the timers of lost records start anew (D-9)."
    spontaneous = Right.spontaneous | {"rearm"}
    rearm = Right.lost.to(None, cond="session_running", on="start_timer")


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
Right = without(fresh(CallRecord), "result")


class LateResultReopens(Right):
    mutant = "A result that comes too late makes the record ready again (D-10)."
    result = (
        Right.requested.to(Right.completed, on="stop_timer")
        | Right.lost.to(Right.ready, on="stop_timer")
        | Right.stale.to(Right.ready)
    )


late_result_reopens_record = Mutant(
    "late_result_reopens_record",
    (
        "a_record_is_dialed_at_most_once",
        "stale_is_absorbing_for_automatic_dialing",
        "a_late_result_changes_no_record",
    ),
    cpd_warm_addp,
    {"record": LateResultReopens},
)
Right = without(fresh(CallRecord), "result")


class LateResultOverwrites(Right):
    mutant = "A result that comes too late replaces the stale one (D-10)."
    result = (
        Right.requested.to(Right.completed, on="stop_timer")
        | Right.lost.to(Right.completed, on="stop_timer")
        | Right.stale.to(Right.completed)
    )


late_result_overwrites_stale = Mutant(
    "late_result_overwrites_stale",
    ("a_late_result_changes_no_record", "stale_is_absorbing_for_automatic_dialing"),
    cpd_warm_addp,
    {"record": LateResultOverwrites},
)
Right = without(fresh(CallRecord), "result")


class IgnoresResults(Right):
    mutant = "Results are ignored."
    result = Right.requested.to(None)


results_ignored = Mutant(
    "results_ignored",
    ("a_record_can_be_completed", "a_result_in_time_completes_the_record"),
    cpd_warm_addp,
    {"record": IgnoresResults},
)
Right = without(fresh(CallRecord), "connection_lost")


class ClaimedCountsAsLost(Right):
    mutant = "A loss makes claimed records unknown too, although their request never left (D-11)."
    connection_lost = (
        Right.claimed.to(Right.lost, on="start_timer") | Right.requested.to(Right.lost)
    )  # fmt: skip


claimed_counts_as_lost = Mutant(
    "claimed_counts_as_lost",
    (
        "a_loss_makes_exactly_the_requested_records_unknown",
        "a_claimed_record_can_wait_through_a_loss",
        "a_session_can_be_paused_with_a_claimed_record",
    ),
    cpd_warm_addp,
    {"record": ClaimedCountsAsLost},
)
Right = without(fresh(CallRecord), "connection_lost")


class LostMeansUnsent(Right):
    mutant = "A loss takes all requests for unsent, and makes their records ready (D-11)."
    connection_lost = Right.requested.to(Right.ready, on="stop_timer")


lost_means_unsent = Mutant(
    "lost_means_unsent",
    ("a_record_is_dialed_at_most_once", "a_loss_makes_exactly_the_requested_records_unknown"),
    cpd_warm_addp,
    {"record": LostMeansUnsent},
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
Right = without(fresh(CallRecord), "hand_over")


class RequestsWhilePaused(Right):
    mutant = "A claimed record is handed over although the session does not run (D-12)."
    hand_over = Right.claimed.to(Right.requested, on=["start_timer", "request_call"])


requests_while_paused = Mutant(
    "requests_while_paused",
    ("no_request_is_sent_while_the_session_does_not_run",),
    cpd_warm_addp,
    {"record": RequestsWhilePaused},
)
Right = fresh(CallRecord)


class HandsOverUnclaimed(Right):
    mutant = "A second dialing pass hands over records that it has not claimed."
    spontaneous = Right.spontaneous | {"overtake"}
    overtake = Right.ready.to(
        Right.requested, cond="session_running", on=["start_timer", "request_call"]
    )


hands_over_unclaimed = Mutant(
    "hands_over_unclaimed",
    ("a_record_is_requested_only_after_a_claim",),
    cpd_warm_addp,
    {"record": HandsOverUnclaimed},
)
Right = fresh(CallRecord)


class SweepsStale(Right):
    mutant = "A sweep sets stale records back to ready without a person (D-29)."
    spontaneous = Right.spontaneous | {"sweep"}
    sweep = Right.stale.to(Right.ready)


automatic_reset = Mutant(
    "automatic_reset",
    ("a_record_is_dialed_at_most_once", "stale_is_absorbing_for_automatic_dialing"),
    cpd_warm_addp,
    {"record": SweepsStale},
)

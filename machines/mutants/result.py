"""Wrong designs of the call record: what a result means."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.systems.cpd import cpd_warm_addp

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

"""Wrong designs of what a reset by a person means for calls that are under way."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.systems.cpd import cpd_by_hand

Right = without(fresh(CallRecord), "earlier_result")


class TakesAnyResult(Right):
    mutant = "A result names no attempt: that of an earlier call closes the record (D-112)."
    earlier_result = Right.requested.to(Right.completed, on="stop_timer")


results_name_no_attempt = Mutant(
    "results_name_no_attempt",
    ("a_result_of_an_earlier_attempt_changes_no_record",),
    cpd_by_hand,
    {"record": TakesAnyResult},
)

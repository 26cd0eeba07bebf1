"""Wrong designs of passes that do too little, and of records with one number."""

from dialonce import Mutant, fresh, without
from machines.dialing_pass import DialingPass
from machines.record import CallRecord
from machines.systems.passes import one_number, passes

Right = without(fresh(DialingPass), "look")


class ForgetsItsSnapshot(Right):
    mutant = "There is only one pass: nothing overlaps."
    look = Right.idle.to(None)


never_overlaps = Mutant(
    "never_overlaps",
    ("a_pass_can_hold_an_old_snapshot", "a_pass_can_hang_while_the_session_is_paused"),
    passes,
    {"pass_1": ForgetsItsSnapshot, "pass_2": ForgetsItsSnapshot},
)
Right = without(fresh(CallRecord), "claim", "hand_over")


class IgnoresItsTwin(Right):
    mutant = "Two records with one number know nothing of each other (D-354)."
    claim = Right.ready.to(Right.claimed, cond="session_running")
    hand_over = Right.claimed.to(
        Right.requested, cond="session_running", on=["start_timer", "request_call"]
    )


dials_the_number_of_another_record = Mutant(
    "dials_the_number_of_another_record",
    ("a_number_is_dialed_at_most_once",),
    one_number,
    {"twin": IgnoresItsTwin},
)
Right = without(fresh(CallRecord), "claim")


class WaitsForItsTwin(Right):
    mutant = "Of two records with one number the second is never dialed."
    claim = Right.ready.to(None)


forgets_the_second_record_of_a_number = Mutant(
    "forgets_the_second_record_of_a_number",
    ("either_record_of_a_number_can_be_the_one_that_is_dialed",),
    one_number,
    {"twin": WaitsForItsTwin},
)
Right = without(fresh(DialingPass), "claim")


class ClingsToItsSnapshot(Right):
    mutant = "A pass whose snapshot is no longer true waits until it is true again."
    claim = Right.seen.to(Right.holding, cond="session_running and record_ready", on="claim_record")


a_pass_clings_to_its_snapshot = Mutant(
    "a_pass_clings_to_its_snapshot",
    ("an_old_snapshot_is_forgotten_in_the_end",),
    passes,
    {"pass_1": ClingsToItsSnapshot, "pass_2": ClingsToItsSnapshot},
)
Right = without(fresh(DialingPass), "hand_over", "revoke")


class TakesUpItsOldSnapshot(Right):
    mutant = "A pass that is done with its record, or lost it, goes back to its old snapshot."
    hand_over = Right.holding.to(Right.seen, cond="session_running", on="hand_over_record")
    revoke = Right.hanging.to(Right.seen, on="release_record")


a_pass_takes_up_its_old_snapshot = Mutant(
    "a_pass_takes_up_its_old_snapshot",
    ("a_pass_has_a_snapshot_only_from_a_look",),
    passes,
    {"pass_1": TakesUpItsOldSnapshot, "pass_2": TakesUpItsOldSnapshot},
)

"""Wrong designs of passes among which a person resets records and servers change."""

from dialonce import Mutant, fresh, without
from machines.dialing_pass import DialingPass
from machines.environment.operator import Operator
from machines.environment.pair_line import PairLine
from machines.record import CallRecord
from machines.systems.passes import passes_warm

Right = without(fresh(CallRecord), "hand_over")


class DialsWhatItIsTold(Right):
    mutant = "The hand-over does not look at the record's state."
    hand_over = Right.requested.from_(
        Right.claimed, Right.requested, cond="session_running", on=["start_timer", "request_call"]
    )


Right = without(fresh(DialingPass), "revoke")


class KeepsItsClaim(Right):
    mutant = "A pass that a sweep has deposed goes on when it wakes (D-353)."
    revoke = Right.hanging.to(None, on="release_record")


deposed_pass_hands_over = Mutant(
    "deposed_pass_hands_over",
    (
        "a_record_is_dialed_once_more_at_most_for_each_reset_by_hand",
        "a_claimed_record_is_held_by_exactly_one_pass",
    ),
    passes_warm,
    {"pass_1": KeepsItsClaim, "pass_2": KeepsItsClaim, "record": DialsWhatItIsTold},
)
Right = without(fresh(CallRecord), "reset")


class ResetsClaimed(Right):
    mutant = "A person may reset a record that a pass has claimed, and the pass is not told."
    reset = Right.ready.from_(Right.claimed, Right.stale) | Right.lost.to(
        Right.ready, on="stop_timer"
    )


resets_a_claimed_record = Mutant(
    "resets_a_claimed_record",
    ("a_claimed_record_is_held_by_exactly_one_pass",),
    passes_warm,
    {"record": ResetsClaimed},
)
Right = without(fresh(Operator), "reset_record")


class NeverResets(Right):
    mutant = "The environment is too kind: nobody resets a record."
    reset_record = Right.watching.to(None)


nobody_resets_a_record = Mutant(
    "nobody_resets_a_record",
    (
        "a_snapshot_can_be_older_than_a_reset",
        "a_reply_of_an_earlier_attempt_can_come_after_a_switchover",
    ),
    passes_warm,
    {"operator": NeverResets},
)
Right = without(fresh(PairLine), "reach_backup")


class NeverSwitches(Right):
    mutant = "The environment is too kind: no switchover ever leads to the backup."
    reach_backup = Right.gone.to(None)


no_switchover_to_the_backup = Mutant(
    "no_switchover_to_the_backup",
    (
        "a_reply_of_an_earlier_attempt_can_come_after_a_switchover",
        "a_late_reply_can_meet_a_stopped_session",
    ),
    passes_warm,
    {"line": NeverSwitches},
)

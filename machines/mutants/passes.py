"""Wrong designs of dialing passes and sweeps."""

from dialonce import Mutant, fresh, without
from machines.dialing_pass import DialingPass, Sweep
from machines.record import CallRecord
from machines.systems.passes import passes

Right = without(fresh(CallRecord), "hand_over")


class DialsWhatItIsTold(Right):
    mutant = "The hand-over does not look at the record's state."
    hand_over = Right.requested.from_(
        Right.claimed, Right.requested, cond="session_running", on=["start_timer", "request_call"]
    )


Right = without(fresh(DialingPass), "claim")


class BelievesItsSnapshot(Right):
    mutant = "A pass takes what its snapshot showed, whoever has claimed it since (D-352)."
    claim = Right.seen.to(Right.holding, cond="session_running", on="claim_record")


claims_from_an_old_snapshot = Mutant(
    "claims_from_an_old_snapshot",
    (
        "a_record_is_dialed_at_most_once",
        "a_claim_from_an_old_snapshot_fails",
        "a_claimed_record_is_held_by_exactly_one_pass",
    ),
    passes,
    {"pass_1": BelievesItsSnapshot, "pass_2": BelievesItsSnapshot, "record": DialsWhatItIsTold},
)
Right = without(fresh(DialingPass), "revoke")


class KeepsItsClaim(Right):
    mutant = "A sweep frees the record, and the hanging pass that wakes still has it (D-353)."
    revoke = Right.hanging.to(None, on="release_record")


sweeps_without_revoking = Mutant(
    "sweeps_without_revoking",
    ("a_record_is_dialed_at_most_once", "a_claimed_record_is_held_by_exactly_one_pass"),
    passes,
    {"pass_1": KeepsItsClaim, "pass_2": KeepsItsClaim, "record": DialsWhatItIsTold},
)
Right = without(fresh(DialingPass), "revoke")


class LosesItsClaim(Right):
    mutant = "A sweep takes records from passes that work on them."
    revoke = Right.idle.from_(Right.hanging, Right.holding, on="release_record")


sweeps_working_passes = Mutant(
    "sweeps_working_passes",
    ("a_sweep_takes_records_only_from_passes_that_hang",),
    passes,
    {"pass_1": LosesItsClaim},
)
Right = without(fresh(Sweep), "sweep")


class SweepsNothing(Right):
    mutant = "No sweep comes: a record whose pass hangs is forgotten."
    sweep = Right.waiting.to(None)


never_sweeps = Mutant(
    "never_sweeps",
    ("what_a_hanging_pass_keeps_is_free_again", "a_ready_record_is_closed_in_the_end"),
    passes,
    {"sweep": SweepsNothing},
)
Right = without(fresh(DialingPass), "look")


class ClaimsAtTheLook(Right):
    mutant = "A pass claims as it looks, and forgets that it did."
    look = Right.idle.to(Right.seen, cond="record_ready", on="claim_record")


claims_at_the_look = Mutant(
    "claims_at_the_look",
    ("looking_at_a_record_changes_nothing", "a_claimed_record_is_held_by_exactly_one_pass"),
    passes,
    {"pass_1": ClaimsAtTheLook},
)
Right = without(fresh(DialingPass), "claim")


class HandsOverAtOnce(Right):
    mutant = "A pass that comes too late hands over what another one holds."
    claim = (
        Right.seen.to(Right.holding, cond="session_running and record_ready", on="claim_record")
        | Right.seen.to(Right.idle, unless="record_ready", on="hand_over_record")
    )  # fmt: skip


hands_over_what_another_pass_holds = Mutant(
    "hands_over_what_another_pass_holds",
    ("only_the_pass_that_holds_a_record_hands_it_over",),
    passes,
    {"pass_1": HandsOverAtOnce},
)
Right = without(fresh(CallRecord), "hand_over")


class MarksLater(Right):
    mutant = "The request is sent in one step and marked in a later one: the effect comes first."
    spontaneous = Right.spontaneous | {"mark"}
    hand_over = Right.claimed.to(None, cond="session_running", on="request_call")
    mark = Right.claimed.to(Right.requested, on="start_timer")
    """OCS marks the record as requested."""


marks_after_the_request = Mutant(
    "marks_after_the_request",
    ("the_mark_comes_in_the_step_of_the_request",),
    passes,
    {"record": MarksLater},
)

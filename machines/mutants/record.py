"""Wrong designs of the call record: what is dialed again, and what a loss means."""

from dialonce import Mutant, fresh, without
from machines.record import CallRecord
from machines.systems.cpd import cpd_by_hand, cpd_warm, cpd_warm_addp

Right = fresh(CallRecord)


class RetriesLost(Right):
    mutant = "When the session runs again after a switchover, lost records are dialed again (D-11)."
    spontaneous = Right.spontaneous | {"retry"}
    retry = Right.lost.to(Right.ready, cond="session_running", on="stop_timer")
    """OCS dials the lost record again."""


retry_after_switchover = Mutant(
    "retry_after_switchover",
    ("a_record_is_dialed_at_most_once", "transactions_of_the_lost_server_are_not_retried"),
    cpd_warm,
    {"record": RetriesLost},
)
retry_by_hand = Mutant(
    "retry_by_hand",
    ("a_record_is_dialed_once_more_at_most_for_each_reset_by_hand",),
    cpd_by_hand,
    {"record": RetriesLost},
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
    """A second dialing pass hands over the record that it has not claimed."""


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
    """A sweep makes the stale record ready again."""


automatic_reset = Mutant(
    "automatic_reset",
    ("a_record_is_dialed_at_most_once", "stale_is_absorbing_for_automatic_dialing"),
    cpd_warm_addp,
    {"record": SweepsStale},
)
Right = without(fresh(CallRecord), "claim")


class ClaimsWhilePaused(Right):
    mutant = "Dialing passes go on while the session is paused (D-12)."
    claim = Right.ready.to(Right.claimed)


claims_while_paused = Mutant(
    "claims_while_paused",
    ("no_record_is_claimed_while_the_session_does_not_run",),
    cpd_warm_addp,
    {"record": ClaimsWhilePaused},
)

"""Wrong designs of when an unknown outcome is given up, and for what."""

from dialonce import Mutant, fresh, without
from machines.cpd import WarmStandbyConnection
from machines.record import CallRecord
from machines.systems.cpd import cpd_warm_addp

Right = fresh(CallRecord)


class RearmsOnSigns(Right):
    mutant = "Each sign of life of the CPD Server starts the timers of its records anew (D-421)."
    spontaneous = Right.spontaneous | {"hear"}
    hear = Right.requested.to(None, on="start_timer")
    """The CPD Server gives a sign of life."""


signs_of_life_rearm_the_timer = Mutant(
    "signs_of_life_rearm_the_timer",
    (
        "the_stale_timer_is_never_re_armed",
        "a_record_handed_over_is_closed_within_its_stale_timer",
    ),
    cpd_warm_addp,
    {"record": RearmsOnSigns},
)
Right = fresh(CallRecord)


class SweepsTheYoung(Right):
    mutant = "A sweep takes every record without a result for stale, however young (D-422)."
    spontaneous = Right.spontaneous | {"sweep"}
    sweep = Right.stale.from_(Right.requested, Right.lost, on="stop_timer")
    """A sweep finds the record without a result."""


a_sweep_ignores_the_age = Mutant(
    "a_sweep_ignores_the_age",
    ("a_record_becomes_stale_only_when_its_timer_ends",),
    cpd_warm_addp,
    {"record": SweepsTheYoung},
)
Right = without(fresh(CallRecord), "tick")


class SweepsWhenItWorks(Right):
    mutant = "What has expired is swept only while the session runs: a pause holds it back (D-422)."
    spontaneous = Right.spontaneous | {"sweep"}
    tick = Right.requested.to(None, cond="timer > 1", on="count_down") | Right.lost.to(
        None, cond="timer > 1", on="count_down"
    )
    sweep = Right.stale.from_(
        Right.requested, Right.lost, cond="session_running and expired", on="stop_timer"
    )
    """A sweep finds the record expired."""

    def expired(self):
        return self.timer == 1


a_paused_session_sweeps_nothing = Mutant(
    "a_paused_session_sweeps_nothing",
    (
        "a_record_whose_timer_ends_is_stale",
        "a_record_handed_over_is_closed_within_its_stale_timer",
    ),
    cpd_warm_addp,
    {"record": SweepsWhenItWorks},
)
Right = without(fresh(CallRecord), "tick")


class ClaimsAnOutcome(Right):
    mutant = "The end of the timer closes the record with an outcome: nobody answered."
    tick = (
        Right.requested.to(None, cond="timer > 1", on="count_down")
        | Right.requested.to(Right.completed, cond="timer == 1", on="stop_timer")
        | Right.lost.to(None, cond="timer > 1", on="count_down")
        | Right.lost.to(Right.completed, cond="timer == 1", on="stop_timer")
    )


expiry_claims_an_outcome = Mutant(
    "expiry_claims_an_outcome",
    ("a_record_whose_timer_ends_is_stale", "transactions_of_the_lost_server_are_not_retried"),
    cpd_warm_addp,
    {"record": ClaimsAnOutcome},
)
Right = without(fresh(WarmStandbyConnection), "refused")


class BelievesTheRefusal(Right):
    mutant = "A refused try is taken as a sign that the requests before it never arrived."
    outputs = Right.outputs | {"record.reset"}
    refused = Right.trying_primary.to(
        Right.resting_for_backup, on="take_for_unsent"
    ) | Right.trying_backup.to(Right.resting_for_primary, on="take_for_unsent")

    def take_for_unsent(self):
        self.emit("record.reset")


a_refused_try_clears_the_unknown = Mutant(
    "a_refused_try_clears_the_unknown",
    ("transactions_of_the_lost_server_are_not_retried", "a_record_is_dialed_at_most_once"),
    cpd_warm_addp,
    {"link": BelievesTheRefusal},
)

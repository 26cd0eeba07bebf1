"""Wrong designs of sequences and predictive data in two OCS."""

from dialonce import Mutant, fresh, without
from machines.environment.pair import Host
from machines.ha_sequence import PairedEstimate, PairedSequence
from machines.systems.ha_sync import ha_predictive, ha_sequence

Right = without(fresh(PairedSequence), "activate")


class ActivatedInSecret(Right):
    mutant = "The backup is not told that a sequence was activated."
    activate = Right.inactive.to(Right.active, cond="is_primary")


an_activation_is_not_told = Mutant(
    "an_activation_is_not_told",
    (
        "the_state_of_a_sequence_is_told",
        "both_ocs_hold_the_same_sequences",
        "a_backup_learns_every_sequence_in_the_end",
    ),
    ha_sequence,
    {"first_sequence": ActivatedInSecret, "second_sequence": ActivatedInSecret},
)
Right = without(fresh(PairedSequence), "promoted")


class BeginsWithNone(Right):
    mutant = "A new primary begins with no sequence active."
    promoted = (
        Right.blank.to(Right.inactive, on="tell_inactive")
        | Right.inactive.to(None, on="tell_inactive")
        | Right.active.to(Right.inactive, on=["begin_anew", "tell_inactive"])
    )


a_promotion_ends_the_sequences = Mutant(
    "a_promotion_ends_the_sequences",
    (
        "a_promoted_ocs_keeps_every_sequence",
        "a_sequence_changes_at_its_primary_or_as_told_only",
    ),
    ha_sequence,
    {"first_sequence": BeginsWithNone, "second_sequence": BeginsWithNone},
)
Right = without(fresh(PairedSequence), "dial", "heard_on", "promoted")


class CarriesTheCount(Right):
    mutant = "Each dial is told to the backup, which counts along and goes on with the count."
    dial = (
        Right.active.to(None, cond="is_primary and not last", on=["count", "tell_active"])
        | Right.active.to(
            Right.inactive, cond="is_primary and last", on=["begin_anew", "tell_inactive"]
        )
    )  # fmt: skip
    heard_on = (
        Right.active.from_(Right.blank, Right.inactive, cond="is_backup", on="begin_anew")
        | Right.active.to(None, cond="is_backup and not last", on="count")
    )  # fmt: skip
    promoted = (
        Right.blank.to(Right.inactive, on="tell_inactive")
        | Right.inactive.to(None, on="tell_inactive")
        | Right.active.to(None, on="tell_active")
    )  # fmt: skip


the_count_is_carried_over = Mutant(
    "the_count_is_carried_over",
    ("a_backup_has_counted_no_dials", "a_promoted_ocs_begins_to_count_at_zero"),
    ha_sequence,
    {"first_sequence": CarriesTheCount, "second_sequence": CarriesTheCount},
)
Right = without(fresh(PairedSequence), "dial")


class NeverCounts(Right):
    mutant = "Dials are not counted, and a sequence never ends by them."
    dial = Right.active.to(None, cond="is_primary")


dials_are_not_counted = Mutant(
    "dials_are_not_counted",
    (
        "a_sequence_ends_at_its_number_of_dials",
        "dials_of_the_old_primary_can_be_made_again",
    ),
    ha_sequence,
    {"first_sequence": NeverCounts, "second_sequence": NeverCounts},
)
Right = without(fresh(PairedEstimate), "measure")


class KeepsItForItself(Right):
    mutant = "The backup is not told what the primary has measured."
    measure = (
        Right.blank.to(Right.low, cond="is_primary")
        | Right.low.to(Right.high, cond="is_primary")
        | Right.high.to(Right.low, cond="is_primary")
    )


predictive_data_are_not_told = Mutant(
    "predictive_data_are_not_told",
    ("predictive_data_are_told", "both_ocs_hold_the_same_predictive_data"),
    ha_predictive,
    {"first_estimate": KeepsItForItself, "second_estimate": KeepsItForItself},
)
Right = without(fresh(PairedEstimate), "promoted")


class MeasuresAnew(Right):
    mutant = "A new primary has no estimate, and measures until it has one."
    promoted = Right.blank.from_(Right.blank, Right.low, Right.high)


predictive_data_are_measured_anew = Mutant(
    "predictive_data_are_measured_anew",
    (
        "a_promoted_ocs_keeps_its_predictive_data",
        "predictive_data_change_by_measuring_or_as_told_only",
    ),
    ha_predictive,
    {"first_estimate": MeasuresAnew, "second_estimate": MeasuresAnew},
)
Right = without(fresh(Host), "start")


class StaysDown(Right):
    mutant = "The environment is too kind: the second OCS never runs, so it takes nothing over."
    start = Right.down.to(None)


no_ocs_takes_predictive_data_over = Mutant(
    "no_ocs_takes_predictive_data_over",
    ("a_new_primary_can_have_an_estimate_at_once",),
    ha_predictive,
    {"second_host": StaysDown},
)

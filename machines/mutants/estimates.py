"""Wrong designs of the periodic count of ready records."""

from dialonce import Data, Mutant, fresh, without
from machines.db import Estimates
from machines.systems.db import db_estimates, db_single

Right = without(fresh(Estimates), "fall_due")


class AsksInTheGap(Right):
    mutant = "A count is asked for although OCS is not connected."
    fall_due = Right.counting.from_(Right.idle, Right.counting, on="ask")


asks_for_counts_in_the_gap = Mutant(
    "asks_for_counts_in_the_gap",
    ("counts_are_asked_for_when_due_and_connected",),
    db_estimates,
    {"estimates": AsksInTheGap},
)
Right = without(fresh(Estimates), "disconnected")


class SendsTheOldOne(Right):
    mutant = "When the DB Server is lost the estimate before it is sent once more (D-17)."
    disconnected = Right.counting.to(Right.idle, on="tell")


sends_an_old_estimate = Mutant(
    "sends_an_old_estimate",
    ("estimates_follow_answers_only",),
    db_estimates,
    {"estimates": SendsTheOldOne},
)
Right = without(fresh(Estimates), "fall_due")


class CountsNoMore(Right):
    mutant = "After a loss OCS counts no more."
    fall_due = Right.counting.to(None)


counts_no_more = Mutant(
    "counts_no_more",
    ("counting_goes_on_after_a_loss",),
    db_estimates,
    {"estimates": CountsNoMore},
)
Right = without(fresh(Estimates), "fall_due")


class WaitsForAnAnswer(Right):
    mutant = "The next count is asked for when the last one was answered (D-242)."
    fall_due = Right.idle.to(Right.counting, cond="database_up", on="ask")


counts_only_after_an_answer = Mutant(
    "counts_only_after_an_answer",
    ("every_outcome_is_stored_in_the_end", "a_row_that_was_retrieved_reaches_ocs"),
    db_single,
    {"estimates": WaitsForAnAnswer},
)
Right = without(fresh(Estimates), "fall_due")


class CatchesUp(Right):
    mutant = "A count that was due in the gap is asked for, and told, with the next one (D-17)."
    missed = Data(range(2))
    fall_due = Right.counting.from_(
        Right.idle, Right.counting, cond="database_up", on="ask"
    ) | Right.idle.to(None, unless="database_up", on="note")

    def note(self):
        self.missed = 1

    def ask(self):
        for _ in range(1 + self.missed):
            super().ask()

    def tell(self):
        for _ in range(1 + self.missed):
            super().tell()
        self.missed = 0


catches_up_on_estimates = Mutant(
    "catches_up_on_estimates",
    ("counts_are_asked_for_when_due_and_connected", "estimates_follow_answers_only"),
    db_estimates,
    {"estimates": CatchesUp},
)

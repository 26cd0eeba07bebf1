"""Wrong designs of adding Do Not Call entries, of what completes a reading, and of forgetting."""

from dialonce import Mutant, fresh, without
from machines.ha_do_not_call import DoNotCallReading, KnownNumber
from machines.systems.ha_do_not_call import ha_do_not_call

Right = without(fresh(KnownNumber), "add")


class AddsAsABackup(Right):
    mutant = "An entry is added at an OCS that is no primary; the servers refuse it, it is lost."
    add = Right.unknown.to(Right.adding, on="write")


a_backup_adds_entries = Mutant(
    "a_backup_adds_entries",
    ("entries_are_added_by_a_primary_only", "an_ocs_that_is_down_knows_no_entry"),
    ha_do_not_call,
    {"first_number": AddsAsABackup},
)
Right = without(fresh(KnownNumber), "add")


class WritesLater(Right):
    mutant = "OCS notes an entry that it is asked for, and writes it when it finds the time."
    add = Right.unknown.to(Right.adding, cond="is_primary")


an_entry_is_written_later = Mutant(
    "an_entry_is_written_later",
    ("an_entry_is_written_when_a_person_asks_for_it",),
    ha_do_not_call,
    {"second_number": WritesLater},
)
Right = without(fresh(KnownNumber), "learn")


class WritesWhatItReads(Right):
    mutant = "OCS writes every entry that it reads back to the database."
    learn = Right.unknown.to(Right.adding) | Right.adding.to(None)


what_is_read_is_written_back = Mutant(
    "what_is_read_is_written_back",
    ("entries_are_written_only_if_a_person_asks_for_them",),
    ha_do_not_call,
    {"second_number": WritesWhatItReads},
)
Right = without(fresh(KnownNumber), "saved")


class WritesForEver(Right):
    mutant = "OCS writes an entry again and again, also when the database has acknowledged it."
    saved = Right.adding.to(None)


an_entry_is_written_for_ever = Mutant(
    "an_entry_is_written_for_ever",
    ("an_entry_is_written_until_it_is_stored",),
    ha_do_not_call,
    {"first_number": WritesForEver, "second_number": WritesForEver},
)
Right = without(fresh(KnownNumber), "promoted")


class KeepsUnsavedNumbers(Right):
    mutant = "An OCS that is ordered once more keeps only the entries that it has still to write."
    promoted = Right.unknown.from_(Right.unknown, Right.known) | Right.adding.to(None)


an_order_empties_the_read_list = Mutant(
    "an_order_empties_the_read_list",
    ("an_order_takes_no_known_number_away",),
    ha_do_not_call,
    {"second_number": KeepsUnsavedNumbers},
)
Right = without(fresh(DoNotCallReading), "answered_before")


class BeginsAgain(Right):
    mutant = "After an older answer OCS does not wait for the newest one, and asks once more."
    answered_before = Right.asked.to(Right.unread)


an_older_answer_restarts_the_reading = Mutant(
    "an_older_answer_restarts_the_reading",
    ("the_newest_answer_completes_the_reading",),
    ha_do_not_call,
    {"second_reader": BeginsAgain},
)
Right = without(fresh(DoNotCallReading), "ask")


class AsksWhileDown(Right):
    mutant = "An OCS that does not run asks for Do Not Call entries."
    ask = Right.unread.to(Right.asked, on="send_question")


an_ocs_that_is_down_reads = Mutant(
    "an_ocs_that_is_down_reads",
    ("an_ocs_that_is_down_knows_no_entry",),
    ha_do_not_call,
    {"first_reader": AsksWhileDown},
)
Right = without(fresh(KnownNumber), "forgotten")


class KeepsItsEntries(Right):
    mutant = "An OCS that steps down goes on with the Do Not Call list that it had."
    forgotten = Right.unknown.to(None) | Right.adding.to(None) | Right.known.to(None)


an_ocs_that_steps_down_keeps_its_entries = Mutant(
    "an_ocs_that_steps_down_keeps_its_entries",
    ("an_ocs_that_steps_down_forgets_its_entries",),
    ha_do_not_call,
    {"second_number": KeepsItsEntries},
)

"""Wrong designs of OCS's buffer: its count, its message, and what is dialed from it."""

from statemachine import State

from dialonce import AnyOf, Mutant, fresh, without
from machines.buffer import BufferedCopy, RecordBuffer
from machines.systems.db import db_single
from machines.systems.path import dial_path, dial_path_outage

Right = without(fresh(RecordBuffer), "take")


class NeverDepleted(Right):
    mutant = "What is dialed is not taken from the count: the buffer never runs dry."
    take = Right.supplied.to(None) | Right.waiting.to(None)


buffer_is_never_depleted = Mutant(
    "buffer_is_never_depleted",
    ("the_buffer_counts_each_record_that_comes_and_goes",),
    db_single,
    {"buffer": NeverDepleted},
)

Right = without(fresh(RecordBuffer), "put")


class NeverFilled(Right):
    mutant = "What arrives is not counted: OCS tells that it waits while it has records."
    put = Right.supplied.to(None) | Right.waiting.to(Right.supplied, on="tell_supplied")


buffer_is_never_filled = Mutant(
    "buffer_is_never_filled",
    ("the_buffer_counts_each_record_that_comes_and_goes",),
    db_single,
    {"buffer": NeverFilled},
)

Right = fresh(RecordBuffer)


class TakesBackEarly(Right):
    mutant = "The message is taken back when the DB Server is there, and no record yet."
    spontaneous = Right.spontaneous | {"take_back"}
    take_back = Right.waiting.to(Right.supplied, unless="database_lost", on="tell_supplied")
    """OCS tells that it has records again."""


takes_waiting_back_too_early = Mutant(
    "takes_waiting_back_too_early",
    ("waiting_for_records_is_taken_back_when_one_arrives",),
    db_single,
    {"buffer": TakesBackEarly},
)

Right = without(fresh(BufferedCopy), "disconnected")


class SetsAside(Right):
    mutant = "When the DB Server is lost, the buffer is set aside until it is back."
    spontaneous = Right.spontaneous | {"take_up"}
    missing = AnyOf("absent", "asked", "aside")
    aside = State()
    take_up = aside.to(Right.buffered, cond="database_up")
    """The DB Server is back: OCS goes on with what it had."""
    disconnected = (
        Right.asked.to(Right.absent)
        | Right.writing.to(Right.buffered)
        | Right.buffered.to(aside)
    )  # fmt: skip


sets_the_buffer_aside = Mutant(
    "sets_the_buffer_aside",
    ("a_record_stays_in_the_buffer", "the_buffer_is_dialed_without_the_db_server"),
    db_single,
    {"copy": SetsAside},
)
sets_the_buffer_aside_on_the_dial_path = Mutant(
    "sets_the_buffer_aside_on_the_dial_path",
    ("a_retrieved_record_stays_in_the_buffer",),
    dial_path,
    {"copy": SetsAside},
)
waits_for_the_database_for_ever = Mutant(
    "waits_for_the_database_for_ever",
    ("the_buffer_is_dialed_however_long_the_database_is_gone",),
    dial_path_outage,
    {"copy": SetsAside},
)

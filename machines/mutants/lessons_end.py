"""Wrong designs in which the end of something is not heard, and what it held is kept."""

from dialonce import Mutant, fresh, without
from machines.dialing_pass import DialingPass
from machines.environment.detection import make_addp_contract
from machines.environment.row import Row
from machines.environment.tserver import TServerDialog
from machines.record import CallRecord
from machines.systems.cpd import cpd_warm_addp
from machines.systems.db import db_warm
from machines.systems.passes import passes
from machines.systems.tserver import tserver_warm
from spec.parameters import ADDP_CONTRACT_TICKS

Right = without(make_addp_contract(ADDP_CONTRACT_TICKS), "closed")


class WatchesOn(Right):
    mutant = "The watch over a connection is kept when the connection is closed."
    closed = Right.listening.to(None)


watch_outlives_its_connection = Mutant(
    "watch_outlives_its_connection",
    ("nothing_is_held_for_a_connection_that_is_gone",),
    cpd_warm_addp,
    {"detector": WatchesOn},
)
Right = without(fresh(TServerDialog), "closed")


class WaitsOn(Right):
    mutant = "OCS waits for answers of a connection that is gone."
    closed = Right.deaf.to(Right.idle)


questions_outlive_their_connection = Mutant(
    "questions_outlive_their_connection",
    ("nothing_is_held_for_a_connection_that_is_gone",),
    tserver_warm,
    {"dialog": WaitsOn},
)
Right = without(fresh(Row), "disconnected")


class AnswersOnTheNext(Right):
    mutant = "What was under way on one connection to the database arrives on the next one."
    disconnected = Right.ready.to(None)


answers_outlive_their_connection = Mutant(
    "answers_outlive_their_connection",
    ("nothing_is_held_for_a_connection_that_is_gone",),
    db_warm,
    {"row": AnswersOnTheNext},
)
Right = without(fresh(CallRecord), "result")


class KeepsItsTimer(Right):
    mutant = "A result completes the record and leaves its timer running."
    result = Right.requested.to(Right.completed) | Right.lost.to(None) | Right.stale.to(None)


result_frees_no_timer = Mutant(
    "result_frees_no_timer",
    (
        "the_stale_timer_runs_exactly_while_the_record_waits",
        "a_result_in_time_completes_the_record",
    ),
    cpd_warm_addp,
    {"record": KeepsItsTimer},
)
Right = without(fresh(DialingPass), "wake", "revoke")


class DeafWhileItHangs(Right):
    mutant = "A pass that hangs hears nothing, not even a sweep: what it keeps is kept for ever."
    wake = Right.hanging.to(None)
    revoke = Right.idle.to(None)


hanging_pass_is_deaf = Mutant(
    "hanging_pass_is_deaf",
    (
        "what_a_hanging_pass_keeps_is_free_again",
        "every_ready_record_is_dialed_and_closed_without_a_person",
    ),
    passes,
    {"pass_1": DeafWhileItHangs, "pass_2": DeafWhileItHangs},
)

"""Wrong designs of how a request ends, and of what becomes of its outcome."""

from dialonce import Mutant, fresh
from machines.record import CallRecord
from machines.systems.cpd import cpd_warm_addp

Right = fresh(CallRecord)


class FailsInAPause(Right):
    mutant = "A session that pauses, or is stopped, gives an error result to its open requests."
    spontaneous = Right.spontaneous | {"give_up"}
    give_up = Right.requested.to(Right.failed, unless="session_running", on="stop_timer")
    """OCS gives the open request up."""


a_pause_fails_requests = Mutant(
    "a_pause_fails_requests",
    ("only_a_report_a_loss_or_the_timer_ends_a_request",),
    cpd_warm_addp,
    {"record": FailsInAPause},
)

Right = fresh(CallRecord)


class CorrectsItself(Right):
    mutant = "A sweep turns completed records into failed ones."
    spontaneous = Right.spontaneous | {"correct"}
    correct = Right.completed.to(Right.failed)
    """OCS thinks better of it."""


completed_records_are_failed_later = Mutant(
    "completed_records_are_failed_later",
    ("a_completed_record_keeps_its_outcome",),
    cpd_warm_addp,
    {"record": CorrectsItself},
)

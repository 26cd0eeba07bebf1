"""What must hold for the transactions that OCS writes to the database."""

from dialonce import invariant, leads_to, reachable, step
from properties.session import some_server_is_up


@invariant("DB-10", "LES-1")
def a_transaction_takes_effect_once(s):
    """The database has taken as many effects as there are different transactions in it."""
    return s.row.effects == s.row.stored


@invariant("DB-10", "LES-1")
def what_was_acknowledged_is_in_the_database(s):
    """A transaction that OCS takes for done is stored."""
    return s.copy.acknowledged <= s.row.stored


@step("DB-10", "DB-11")
def what_is_stored_is_never_replaced_by_something_older(before, step, after):
    """The value in the row only becomes newer."""
    return after.row.stored >= before.row.stored


@step("DB-11")
def the_next_transaction_waits_for_the_one_before(before, step, after):
    """History is sent only when the outcome before it was acknowledged."""
    return (step.sent("row.amend") == 0) | (before.copy.acknowledged == 1)


@step("DB-10", "LES-2")
def only_an_acknowledgement_ends_a_transaction(before, step, after):
    """A transaction is over when its acknowledgement comes, never by a loss."""
    grows = after.copy.acknowledged > before.copy.acknowledged
    return ~grows | (step.event == "row.acknowledge")


@leads_to("DB-10", "LES-5")
def every_outcome_is_stored_in_the_end(s):
    """A record that is closed has its outcome in the database in the end, if one stays up."""
    return s.record.done & (s.row.stored == 0), (s.row.stored > 0) | ~some_server_is_up(s)


@leads_to("DB-10", "DB-11", "LES-5")
def every_transaction_is_retried_until_it_is_acknowledged(s):
    """An outcome, and its history, are acknowledged in the end, if a DB Server stays up."""
    unknown = s.record.done & (s.copy.acknowledged == 0)
    unknown |= s.record.amended & (s.copy.acknowledged == 1)
    return unknown, ~unknown | ~some_server_is_up(s)


@reachable("DB-11")
def history_can_follow_an_outcome_into_the_database(s):
    """OCS can know that both the outcome and the history after it are in the database."""
    return (s.row.stored == 2) & (s.copy.acknowledged == 2)


@leads_to("DB-10", "DB-11", "REC-11")
def every_history_is_stored_in_the_end(s):
    """What came after an outcome is in the database in the end too, if a DB Server stays up."""
    open_history = s.record.amended & (s.row.stored < 2)
    return open_history, (s.row.stored == 2) | ~some_server_is_up(s)


@step("DB-10")
def a_transaction_that_was_acknowledged_is_not_sent_again(before, step, after):
    """OCS sends a transaction until it is acknowledged, and then no more."""
    outcome = (step.sent("row.update") == 0) | (before.copy.acknowledged == 0)
    return outcome & ((step.sent("row.amend") == 0) | (before.copy.acknowledged == 1))


@reachable("DB-10")
def a_transaction_can_be_done_without_ocs_knowing(s):
    """A transaction can be in the database while OCS has to send it again."""
    return s.copy.buffered & (s.row.stored > s.copy.acknowledged) & s.link.seeking


@step("DB-10", "DB-11", needs=("estimates",))
def history_is_kept_beside_an_outcome_only(before, step, after):
    """A late result is kept as the history of a record that has its outcome already."""
    comes = after.record.amended & ~before.record.amended
    return ~comes | before.record.closed


@step("ADDP-9", "DB-13", needs=("estimates",))
def tcp_waits_for_whatever_ocs_sends_to_the_db_server(before, step, after):
    """A count, a request for a row or a transaction, sent without ADDP, is in flight for TCP."""
    if not after.detector.has("idle"):  # with ADDP nothing waits for an acknowledgement
        return True
    sent = step.sent("lists.count") + step.sent("row.ask")
    sent = sent + step.sent("row.update") + step.sent("row.amend")
    return (sent == 0) | ~after.detector.idle

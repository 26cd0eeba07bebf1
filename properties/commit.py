"""What must hold for a transaction of several statements whose answers may be lost."""

from dialonce import invariant, leads_to, reachable, step


@invariant("LES-1")
def a_transaction_is_in_the_database_whole_or_not_at_all(s):
    """The database has both statements of a transaction, or neither."""
    return s.ledger.outcomes == s.ledger.callbacks


@invariant("LES-1")
def a_transaction_that_comes_again_is_kept_once(s):
    """However often a transaction is sent, the database has each of its statements once at most."""
    return (s.ledger.outcomes <= 1) & (s.ledger.callbacks <= 1)


@invariant("LES-1")
def what_was_reported_committed_is_in_the_database(s):
    """A transaction that OCS takes for done is in the database."""
    return ~s.transaction.done | ((s.ledger.outcomes > 0) & (s.ledger.callbacks > 0))


@step("LES-1")
def what_was_committed_is_there_after_every_crash(before, step, after):
    """Nothing that the database has for good is ever gone from it."""
    outcomes = after.ledger.outcomes >= before.ledger.outcomes
    return outcomes & (after.ledger.callbacks >= before.ledger.callbacks)


@invariant("LES-2")
def what_is_called_failed_is_not_in_the_database(s):
    """A transaction that OCS calls failed, or unwritten, is not in the database."""
    kept = (s.ledger.outcomes > 0) | (s.ledger.callbacks > 0)
    return ~(s.transaction.failed | s.transaction.unwritten) | ~kept


@step("LES-2")
def only_the_answer_to_the_commit_ends_the_doubt(before, step, after):
    """A transaction in doubt is never failed or unwritten, and it is done with an answer only."""
    answered = (step.sent("transaction.committed") > 0) | before.transaction.done
    doubtful = before.transaction.doubt == 1
    cleared = after.transaction.failed | after.transaction.unwritten
    return ~doubtful | (~cleared & (~after.transaction.done | answered))


@step("LES-1", "LES-2")
def a_transaction_waits_for_the_answer_to_what_it_has_sent(before, step, after):
    """In the step that sends a statement or the commit, OCS begins to wait for that answer."""
    outcome = (step.sent("ledger.outcome") == 0) | after.transaction.writing_outcome
    callback = (step.sent("ledger.callback") == 0) | after.transaction.writing_callback
    return outcome & callback & ((step.sent("ledger.commit") == 0) | after.transaction.committing)


@invariant("LES-2")
def only_a_commit_leaves_a_transaction_unknown(s):
    """A transaction is unknown only if its commit was sent: without one the outcome is known."""
    return ~s.transaction.unknown | (s.transaction.doubt == 1)


@step("LES-2")
def only_a_refusal_makes_a_transaction_failed(before, step, after):
    """A refused statement makes a transaction without doubt failed; a lost connection does not."""
    refused = (step.sent("transaction.error") > 0) & (before.transaction.doubt == 0)
    return refused == (after.transaction.failed & ~before.transaction.failed)


@step("LES-1", "DB-10")
def a_transaction_that_is_done_stays_done(before, step, after):
    """A transaction whose commit was answered is not begun again."""
    return ~before.transaction.done | after.transaction.done


@leads_to("LES-1", "LES-2")
def every_transaction_is_done_in_the_end(s):
    """A transaction is done in the end, whatever went wrong before, with no person's help."""
    return ~s.transaction.done, s.transaction.done


@reachable("LES-2")
def a_transaction_in_doubt_can_be_in_the_database(s):
    """A transaction whose outcome OCS does not know can be in the database."""
    return s.transaction.unknown & (s.ledger.outcomes == 1)


@reachable("LES-2")
def a_transaction_in_doubt_can_be_missing_in_the_database(s):
    """A transaction whose outcome OCS does not know can be lost."""
    return s.transaction.unknown & (s.ledger.outcomes == 0)


@reachable("LES-1")
def a_connection_can_break_between_two_statements(s):
    """A connection can be dead when one of two statements is written."""
    return s.transaction.writing_callback & s.line.silent & (s.ledger.open_outcome == 1)

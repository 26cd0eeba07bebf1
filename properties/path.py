"""What must hold when several connections of the dial path are lost at once."""

from dialonce import invariant, leads_to, reachable, step


@invariant("PATH-1")
def the_session_runs_only_while_every_server_that_it_dials_over_is_up(s):
    """The session runs only while both the CPD Server and the T-Server are connected."""
    return ~s.session.running | (s.link.up & s.switch_link.up)


@invariant("PATH-1", "PATH-2")
def the_session_is_paused_only_while_it_cannot_dial(s):
    """The session is paused only while a server that it dials over, or a reading, is missing."""
    complete = s.link.up & s.switch_link.up
    if s.has("reader"):
        complete = complete & s.reader.complete
    return ~s.session.paused | ~complete


@step("PATH-1", "SES-3")
def no_request_is_sent_while_a_cause_of_the_pause_holds(before, step, after):
    """A request enters the wire only while both connections that it needs are up."""
    return (step.sent("call.request") == 0) | (before.link.up & before.switch_link.up)


@step("PATH-1", "LES-7")
def a_return_resumes_the_session_only_if_it_is_the_last_one(before, step, after):
    """When one of two lost connections returns, the session stays paused."""
    first = ~before.link.up & after.link.up & ~before.switch_link.up
    second = ~before.switch_link.up & after.switch_link.up & ~before.link.up
    return ~before.session.paused | ~(first | second) | after.session.paused


@step("PATH-2")
def the_loss_of_the_database_leaves_the_session_alone(before, step, after):
    """Neither the loss nor the return of the DB Server alone changes the session."""
    others = (before.link.up == after.link.up) & (before.switch_link.up == after.switch_link.up)
    changes = (before.db_link.up != after.db_link.up) & others
    kept = (before.session.running == after.session.running) & (
        before.session.paused == after.session.paused
    )
    return ~changes | kept


@invariant("PATH-3")
def only_retrieved_records_are_dialed(s):
    """A record is in work only if the database has it as retrieved, or with its outcome."""
    return ~(s.record.begun | (s.call.placed > 0)) | ~s.row.ready


@step("PATH-3")
def no_record_comes_into_the_buffer_without_the_database(before, step, after):
    """A record comes into the buffer only over a connection that is up."""
    return ~(before.copy.missing & ~after.copy.missing) | before.db_link.up


@step("PATH-4", "REC-5")
def the_loss_of_the_t_server_makes_requested_records_unknown(before, step, after):
    """When the T-Server is lost, a requested record is lost, and no other one becomes so."""
    loss = before.switch_link.up & ~after.switch_link.up & (step.event != "clock.tick")
    return (
        ~loss
        | (after.record.forgotten & (step.event == "failover.promote"))
        | (after.record.lost == (before.record.requested | before.record.lost))
    )


@invariant("PATH-5")
def each_outcome_takes_effect_at_most_once(s):
    """The row of a record takes at most one effect, and never one before the record is closed."""
    return (s.row.effects <= 1) & (s.record.closed | (s.row.effects == 0))


@invariant("PATH-5", "LES-1")
def an_outcome_that_ocs_takes_for_written_is_in_the_database(s):
    """What OCS takes for acknowledged is final in the database."""
    return (s.copy.acknowledged == 0) | s.row.final


@leads_to("PATH-5", "PATH-6")
def every_outcome_reaches_the_database(s):
    """A closed record has its outcome in the database in the end, unless its OCS is gone."""
    return s.record.closed, s.row.final | s.row.left


@leads_to("PATH-6", "LES-19")
def every_ready_row_is_dialed_or_closed(s):
    """A ready row has its outcome in the end, unless a person stops the session or OCS is gone."""
    return s.row.ready, s.row.final | s.row.left | s.session.stopped


@leads_to("PATH-1", "PATH-7")
def a_session_that_is_paused_goes_on_without_a_person(s):
    """A paused session goes on, or was stopped by a person, in the end."""
    return s.session.paused, ~s.session.paused


@step("PATH-8")
def only_a_failover_forgets_records(before, step, after):
    """A record is forgotten, and its row left behind, only when another OCS takes over."""
    forgets = after.record.forgotten & ~before.record.forgotten
    leaves = after.row.left & ~before.row.left
    return ~(forgets | leaves) | (step.event == "failover.promote")


@step("PATH-2", "PATH-3", "PATH-8")
def a_retrieved_record_stays_in_the_buffer(before, step, after):
    """What OCS has of a row it keeps, whatever is lost, unless another OCS takes over."""
    kept = after.copy.buffered | after.copy.writing
    gone = step.event == "failover.promote"
    return ~(before.copy.buffered | before.copy.writing) | kept | gone


@step("PATH-3", "PATH-5")
def nothing_is_sent_to_a_lost_db_server(before, step, after):
    """OCS asks for rows, and writes outcomes, only while the DB Server is connected."""
    sent = step.sent("row.ask") + step.sent("row.update") + step.sent("row.amend")
    return (sent == 0) | before.db_link.up


@step("PATH-5")
def an_outcome_that_was_acknowledged_is_not_written_again(before, step, after):
    """OCS writes an outcome until it is acknowledged, and then no more."""
    return (step.sent("row.update") == 0) | (before.copy.acknowledged == 0)


@reachable("PATH-1")
def all_three_connections_can_be_lost_at_once(s):
    """DB Server, T-Server and CPD Server can be lost together, with a record in doubt."""
    lost = s.link.seeking & s.switch_link.seeking & s.db_link.seeking
    return lost & s.record.lost & s.session.paused


@reachable("PATH-2", "PATH-3")
def the_buffer_can_be_dialed_without_the_database(s):
    """A record can be requested while the DB Server is lost."""
    return s.db_link.seeking & s.record.requested & s.session.running


@reachable("PATH-5")
def an_outcome_can_be_in_the_database_without_ocs_knowing(s):
    """The acknowledgement of an outcome can be lost with the connection."""
    return s.row.final & s.copy.buffered

"""What must hold for the dialing session."""

from dialonce import invariant, leads_to, reachable, step


@invariant("SES-1", "SES-2")
def the_session_runs_only_while_a_connection_is_up(s):
    """The session runs only while the connection to a CPD Server is up."""
    return ~s.session.running | s.link.up


@invariant("SES-4", "SES-5")
def the_session_is_paused_only_while_no_connection_is_up(s):
    """The session is not left paused when the connection is up again."""
    return ~s.session.paused | ~s.link.up


@step("SES-2")
def a_loss_pauses_the_running_session(before, step, after):
    """When the connection is lost, the running session is paused in the same step."""
    loss = before.link.up & ~after.link.up & before.session.running
    return ~loss | after.session.paused


@step("SES-3", "REC-2", needs=("record",))
def no_request_is_sent_while_the_session_does_not_run(before, step, after):
    """A request enters the wire only while the session runs."""
    sends = step.sent("call.request") > 0
    return ~sends | (before.session.running & after.session.running)


@step("SES-3", "REC-1", needs=("record",))
def no_record_is_claimed_while_the_session_does_not_run(before, step, after):
    """A dialing pass claims a record only while the session runs."""
    claims = after.record.claimed & ~before.record.claimed
    return ~claims | before.session.running


@step("SES-3", needs=("record",))
def a_paused_session_lets_the_timers_run(before, step, after):
    """While the session is paused, a tick still counts down the timer of a waiting record."""
    ticks = before.session.paused & before.record.waiting & (step.event == "clock.tick")
    return ~ticks | (after.record.timer < before.record.timer)


@step("SES-4", "SES-5")
def a_paused_session_goes_on_when_the_connection_is_restored(before, step, after):
    """When the connection comes up, the paused session runs in the same step."""
    restored = ~before.link.up & after.link.up & before.session.paused
    return ~restored | after.session.running


@step("SES-7", needs=("several",))
def a_loss_leaves_the_sessions_of_other_servers_alone(before, step, after):
    """The loss of one CPD Server pauses no session that is bound to another one still there."""
    first = before.link.up & ~after.link.up
    second = before.link_2.up & ~after.link_2.up
    return (~first | second | _same(before.session_2, after.session_2)) & (
        ~second | first | _same(before.session, after.session)
    )


@invariant("SES-2", "SES-7", needs=("several",))
def every_session_runs_only_on_its_own_connection(s):
    """The second session, too, runs only while its own connection is up, and is paused else."""
    return (~s.session_2.running | s.link_2.up) & (~s.session_2.paused | ~s.link_2.up)


@reachable("SES-7", needs=("several",))
def one_session_can_run_while_another_one_is_paused(s):
    """A session can run while that of a lost CPD Server is paused."""
    return s.session.paused & s.session_2.running


@leads_to("SES-4", "SES-5", "CPD-10")
def a_paused_session_runs_again(s):
    """A paused session runs again in the end, unless a person stops it or no server is up."""
    return s.session.paused & s.link.seeking, unless_no_server_is_up(s, ~s.session.paused)


@reachable("SES-2", needs=("record",))
def a_session_can_be_paused_while_records_are_lost(s):
    """A session can be paused with a record lost."""
    return s.session.paused & s.record.lost


@reachable("SES-3", needs=("record",))
def a_session_can_be_paused_with_a_claimed_record(s):
    """A session can be paused between the claim and the hand-over of a record."""
    return s.session.paused & s.record.claimed


@reachable("SES-1", "SES-5")
def a_session_can_be_started_before_it_is_connected(s):
    """A person can start a session before its connection was ever up: it is paused until then."""
    return s.session.paused & (s.link.off if s.link.has("off") else s.link.seeking)


@reachable("SES-6")
def a_connection_can_be_up_with_the_session_stopped(s):
    """The connection can be restored while the session is stopped."""
    return s.session.stopped & s.link.up


def unless_no_server_is_up(s, answer):
    """The answer, or that no server is up; one that a contract stands for comes back in the end."""
    return answer | ~some_server_is_up(s) if s.has("primary") else answer


def some_server_is_up(s):
    """Whether a server that OCS may connect to is up."""
    return s.primary.up | s.backup.up if s.has("backup") else s.primary.up


def _same(before, after):
    return (before.running == after.running) & (before.paused == after.paused)


@invariant("SES-6")
def a_paused_session_can_be_stopped(s):
    """A person may stop a session while it is paused."""
    return ~s.session.paused | s.session.may_stop

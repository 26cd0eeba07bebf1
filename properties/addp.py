"""What must hold for ADDP and for detection by TCP alone."""

from dialonce import invariant, reachable, step, within


@invariant("ADDP-5", "ADDP-8", "TS-15", needs=("client_addp",))
def ocs_notices_a_silence_within_twice_its_timeout(s):
    """When the cable has been silent for 2T ticks, OCS has given the connection up."""
    return s.client.lost | (s.cable.silence < 2 * s.client.timeout)


@invariant("ADDP-5", "ADDP-8", needs=("server_addp",))
def the_server_notices_a_silence_within_twice_its_own_timeout(s):
    """When the cable has been silent for 2T of the server's own ticks, it has given up."""
    return s.server.lost | (s.cable.silence < 2 * s.server.timeout)


@within("ADDP-5", ticks=lambda machines: 2 * machines["client"].timeout, needs=("client_addp",))
def a_silence_is_answered_by_a_loss_in_time(s):
    """From the beginning of a silence to the loss at most 2T ticks pass."""
    return s.cable.silent & (s.cable.silence == 0), s.client.lost


@step("ADDP-5", needs=("client_addp", "prompt"))
def ocs_never_notices_a_silence_before_its_timeout(before, step, after):
    """On a prompt network OCS gives the connection up at the earliest T ticks into a silence."""
    notices = after.client.lost & ~before.client.lost
    return ~notices | (after.cable.silence >= after.client.timeout)


@reachable("ADDP-5", needs=("client_addp", "prompt"), without=("polled_more_often",))
def a_silence_can_be_noticed_as_early_as_its_timeout(s):
    """OCS can notice a silence after just T ticks: when it began right before a poll."""
    return s.client.lost & (s.cable.silence == s.client.timeout)


@reachable("ADDP-5", needs=("client_addp", "prompt"))
def a_silence_can_take_twice_the_timeout(s):
    """OCS can need the full 2T ticks: when the silence began right after a message."""
    return (s.cable.silence == 2 * s.client.timeout - 1) & ~s.client.lost


@invariant("ADDP-6", needs=("client_addp",))
def a_peer_that_answers_in_time_is_never_declared_lost(s):
    """OCS gives a connection up only when the cable is silent.

    Assumes: an answer arrives less than T ticks after its poll was sent.
    """
    return ~s.client.lost | s.cable.silent


@invariant("ADDP-6", needs=("server_addp",))
def an_ocs_that_answers_in_time_is_never_declared_lost(s):
    """The server gives a connection up only when the cable is silent."""
    return ~s.server.lost | s.cable.silent


@step("ADDP-1", needs=("client_addp",))
def a_poll_is_sent_after_a_quiet_timeout(before, step, after):
    """OCS polls exactly at the tick that completes T ticks without a message."""
    polls = after.client.polling & ~before.client.polling
    quiet = before.client.watching & (before.client.quiet == before.client.timeout - 1)
    ticks = step.event == "clock.tick"
    return polls == (quiet & ticks)


@step("ADDP-1", needs=("client_addp",))
def one_poll_is_sent_for_a_quiet_timeout(before, step, after):
    """A side sends one poll when it begins to wait for an answer, and none at any other moment."""
    due = (after.client.polling & ~before.client.polling) * 1
    if before.server.has("polling"):
        due = due + (after.server.polling & ~before.server.polling) * 1
    return step.sent("out.poll") == due


@step("ADDP-2")
def a_poll_is_answered_at_once(before, step, after):
    """Either side answers a poll once in the step in which it arrives, and nothing else."""
    to_server = (step.event == "to_server.deliver") & (before.to_server.has_poll == 1)
    to_client = (step.event == "to_client.deliver") & (before.to_client.has_poll == 1)
    return step.sent("out.answer") == (to_server | to_client) * 1


@step("ADDP-3", needs=("client_addp",))
def a_connection_is_lost_only_after_an_unanswered_poll(before, step, after):
    """OCS gives the connection up only T ticks after a poll that nothing followed."""
    gives_up = after.client.lost & ~before.client.lost
    unanswered = before.client.polling & (before.client.quiet == before.client.timeout - 1)
    return ~gives_up | (unanswered & (step.event == "clock.tick"))


@step("ADDP-4", needs=("client_addp",))
def only_received_messages_count_as_activity(before, step, after):
    """What OCS sends itself postpones neither its poll nor its verdict."""
    if step.event != "client.transmit":
        return before.client.quiet == before.client.quiet
    return (after.client.quiet == before.client.quiet) & (
        after.client.polling == before.client.polling
    )


@step("ADDP-4", "ADDP-6", needs=("client_addp",))
def any_received_message_counts_as_activity(before, step, after):
    """Whatever arrives at OCS ends its wait and begins a new quiet time."""
    arrives = (step.event == "to_client.deliver") & ~before.client.lost
    return ~arrives | (after.client.watching & (after.client.quiet == 0))


@reachable("ADDP-7", "ADDP-9", needs=("no_addp",))
def without_addp_an_idle_silence_is_never_noticed(s):
    """Without ADDP the cable can be silent beyond TCP's bound, and OCS has noticed nothing."""
    return (s.cable.silence > s.client_tcp.bound) & s.client_tcp.idle


@reachable("ADDP-9", needs=("no_addp",))
def without_addp_tcp_notices_when_data_are_in_flight(s):
    """Without ADDP a silence can be noticed by TCP, when data are in flight."""
    return s.client_tcp.lost & s.cable.silent


@step("ADDP-9", needs=("tcp",))
def tcp_notices_only_at_its_bound(before, step, after):
    """TCP gives up only when data stayed unacknowledged for its bound."""
    gives_up = after.client_tcp.lost & ~before.client_tcp.lost
    full = before.client_tcp.unanswered == before.client_tcp.bound - 1
    return ~gives_up | (full & before.client_tcp.sending & (step.event == "clock.tick"))


@within("ADDP-9", ticks=lambda machines: machines["client_tcp"].bound, needs=("no_addp",))
def tcp_notices_data_in_flight_at_its_bound(s):
    """Data that stay unacknowledged end the connection within TCP's bound."""
    return s.client_tcp.sending & s.cable.silent, s.client_tcp.lost


@invariant("ADDP-10", needs=("client_addp", "tcp"))
def with_addp_a_silence_is_noticed_sooner_than_by_tcp(s):
    """TCP never gives up before ADDP has.

    Assumes: twice the timeout is below TCP's bound.
    """
    return ~s.client_tcp.lost | s.client.lost

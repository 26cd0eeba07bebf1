"""What must hold for the data that a side sends beside the polls and answers of ADDP."""

from dialonce import reachable, step


@step("ADDP-9", needs=("tcp",))
def tcp_waits_for_whatever_ocs_sends(before, step, after):
    """Data, polls and answers of OCS are all in flight for TCP until they are acknowledged."""
    sends = (step.event == "to_client.deliver") & (before.to_client.has_poll == 1)
    sends = sends | (step.event == "client.transmit")
    if before.client.has("polling"):
        sends = (sends & ~before.client.lost) | (after.client.polling & ~before.client.polling)
    return ~sends | ~after.client_tcp.idle


@reachable("ADDP-4", needs=("client_addp", "prompt"))
def data_can_be_under_way_right_before_a_poll(s):
    """OCS can send data in the last tick of its quiet time, and its poll is due all the same."""
    last = s.client.watching & (s.client.quiet == s.client.timeout - 1)
    return last & s.to_server.carrying & (s.to_server.has_poll == 0)


@reachable("ADDP-4", needs=("client_addp", "prompt"))
def data_can_be_under_way_while_ocs_awaits_an_answer(s):
    """OCS can send data while it awaits the answer to its poll, and awaits it as before."""
    return s.client.polling & s.to_server.carrying & (s.to_server.has_poll == 0)

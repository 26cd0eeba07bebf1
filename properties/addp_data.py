"""What must hold for the data that a side sends beside the polls and answers of ADDP."""

from dialonce import invariant, step


@step("ADDP-9", needs=("tcp",))
def tcp_waits_for_whatever_ocs_sends(before, step, after):
    """Data, polls and answers of OCS are all in flight for TCP until they are acknowledged."""
    sends = (step.event == "to_client.deliver") & (before.to_client.has_poll == 1)
    sends = sends | (step.event == "client.transmit")
    if before.client.has("polling"):
        sends = (sends & ~before.client.lost) | (after.client.polling & ~before.client.polling)
    return ~sends | ~after.client_tcp.idle


@invariant("ADDP-4", needs=("client_addp",))
def ocs_can_send_beside_its_polls(s):
    """OCS can send data in its quiet time, and while it awaits the answer to its poll."""
    return ~(s.client.watching | s.client.polling) | s.client.may_transmit

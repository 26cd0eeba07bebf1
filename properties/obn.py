"""What must hold for the connection of OCS to the OBN Manager."""

from dialonce import reachable, step, within
from spec.parameters import ADDP_CONTRACT_TICKS


@step("OBN-1")
def gvp_dials_only_what_obn_manager_hands_on(before, step, after):
    """GVP places a call only in the step in which the OBN Manager hands its request on."""
    dialed = after.call.placed > before.call.placed
    return ~dialed | ((step.sent("call.dial") == 1) & before.primary_wire.open)


@step("OBN-1")
def obn_manager_hands_each_request_on_once(before, step, after):
    """The OBN Manager hands a request on when it arrives, once, and at no other moment."""
    return step.sent("call.dial") == int(step.event == "call.deliver")


@step("OBN-3", needs=("stillness",))
def a_basic_connection_notices_no_silence_on_an_idle_connection(before, step, after):
    """A basic connection that is silent with nothing in flight stays up until it is cut."""
    idle = before.stillness.idle & before.link.up
    return ~idle | after.link.up | (step.event == "primary_wire.cut")


@reachable("OBN-3", needs=("stillness",))
def a_basic_connection_can_be_silent_while_the_session_runs(s):
    """The session can run on a basic connection that has been silent and idle."""
    return s.stillness.idle & s.session.running


@within("OBN-4", needs=("obn_full",), ticks=2 * ADDP_CONTRACT_TICKS)
def a_full_connection_notices_a_silence_in_time(s):
    """A silence of a full connection is noticed within twice the timeout of ADDP."""
    return s.primary_wire.silent, ~s.primary_wire.silent

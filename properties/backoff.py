"""What must hold for a client that slows down its tries."""

from dialonce import leads_to, reachable, step, within
from properties.openings import begins
from spec.parameters import RETRY_DELAY_MAX_TICKS, STABLE_CONNECTION_TICKS


@step("LES-6")
def each_try_waits_as_long_as_the_failures_before_it_ask(before, step, after):
    """After one failure the client rests 1 tick, then 2, and then as long as the cap says.

    Observes: a stopwatch beside the network, which knows nothing of the client's delays.
    """
    failures = before.pace.failures
    needed = (failures == 1) * 1 + (failures == 2) * 2 + (failures > 2) * RETRY_DELAY_MAX_TICKS
    tries = before.pace.waiting & begins(before, step, after, "primary")
    return ~tries | ((before.pace.waited + 1 == needed) & (step.event == "clock.tick"))


@step("LES-6")
def a_connection_that_flaps_is_not_hammered(before, step, after):
    """A connection that is lost before it was stable is not tried again in the step of its loss."""
    at_once = before.pace.lasting & begins(before, step, after, "primary")
    return ~at_once | _stable(before, step)


@step("LES-6")
def a_stable_connection_that_is_lost_is_tried_again_at_once(before, step, after):
    """A connection that was stable has its delay restored: the first try comes with the loss."""
    loss = before.link.up & ~after.link.up
    return ~(loss & _stable(before, step)) | after.primary_wire.opening


@within("LES-6", ticks=RETRY_DELAY_MAX_TICKS)
def no_rest_is_longer_than_its_cap(s):
    """A client that waits tries again before the ticks of the longest rest are over."""
    return s.pace.waiting, s.primary_wire.opening


@leads_to("LES-6")
def tries_have_no_limit_in_number(s):
    """However often it has failed, the client is connected in the end, if the server stays up."""
    return s.link.seeking, s.link.up | s.primary.down


@step("LES-6", "LES-10")
def a_short_connection_that_is_lost_is_told_too(before, step, after):
    """Each loss is told once, however short the connection was; a failed try is not told."""
    return step.sent("management.loss") == (before.link.up & ~after.link.up)


@reachable("LES-6")
def a_connection_can_flap_at_the_longest_rest(s):
    """After many failures the client can be connected for a moment, with the delay at its cap."""
    return s.link.up & (s.pace.failures > 2) & (s.pace.lasted == 0)


@reachable("LES-6")
def a_stable_connection_can_end_a_row_of_failures(s):
    """After many failures a connection can become stable."""
    return (s.pace.failures > 2) & (s.pace.lasted == STABLE_CONNECTION_TICKS)


def _stable(before, step):
    ticked = int(step.event == "clock.tick")
    return before.pace.lasted + ticked >= STABLE_CONNECTION_TICKS

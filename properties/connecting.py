"""What every client of a server, or of a pair in warm standby, keeps to while it connects."""

from dialonce import step, within
from properties.openings import begins
from spec.parameters import RECONNECT_DELAY_TICKS

ENDS = ("primary.crash", "backup.crash", "primary_wire.cut", "backup_wire.cut")


@step("CPD-5", "TS-9", "TS-17", "CT-6", "CT-9", "POOL-9", "POOL-12", "D-101")
def the_first_try_goes_to_the_primary(before, step, after):
    """The first try after a client has started goes to the primary."""
    starts = _client(before).off & ~_client(after).off
    return ~starts | after.primary_wire.opening


@step("CPD-8", "CPD-9", "TS-9", "TS-17", "CT-8", "CT-9", "POOL-11", "POOL-12", "PRX-4", "DB-3")
def a_failed_try_is_followed_by_a_rest(before, step, after):
    """After a try that failed a client opens no connection before time has passed."""
    return ~(_client(before).seeking & _opens(before, step, after)) | (step.event == "clock.tick")


@within("CPD-8", "CPD-9", "TS-9", "TS-17", "CT-8", "POOL-11", "DB-3", ticks=RECONNECT_DELAY_TICKS)
def a_rest_ends_with_its_delay(s):
    """A client that rests after a failed try begins the next one after one reconnect delay."""
    rests = _client(s).seeking & ~_used(s)
    return rests, ~rests


@step("CPD-7", "TS-10", "CT-7", "POOL-10", "PRX-12", "D-451")
def a_connection_that_works_is_kept(before, step, after):
    """A client leaves a server that it hears only because that server stops, or the way breaks.

    Observes: the wires, which know whether both sides hear each other.
    """
    leaves = _client(before).up & ~_client(after).up
    working = before.primary_wire.open
    if before.has("backup_wire"):
        working = working | before.backup_wire.open
    return ~(leaves & working) | step.by(*ENDS)


def _client(s):
    """The machine that connects, by the name that it has in this system."""
    if s.has("first"):
        return s.first
    return s.switch_link if s.has("switch_link") else s.link


def _used(s):
    used = ~s.primary_wire.closed
    return used | ~s.backup_wire.closed if s.has("backup_wire") else used


def _opens(before, step, after):
    opens = begins(before, step, after, "primary")
    if before.has("backup_wire"):
        opens = opens | begins(before, step, after, "backup")
    return opens

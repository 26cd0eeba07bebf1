"""What the yardstick promises."""

from dialonce import invariant, leads_to


@invariant()
def a_yardstick_record_is_placed_at_most_once(s):
    """No record's call is placed twice."""
    return s.record.placed <= 1


@invariant()
def a_running_yardstick_session_has_a_link(s):
    """The session runs only while the link is on a server."""
    return ~s.session.running | s.link.up


@invariant()
def a_done_yardstick_record_was_placed_once(s):
    """A record that is done was placed exactly once."""
    return ~s.record.done | (s.record.placed == 1)


@leads_to()
def a_lost_yardstick_record_becomes_stale(s):
    """A lost record becomes stale in the end."""
    return s.record.lost_req | s.record.lost_call, s.record.stale

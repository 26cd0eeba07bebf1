"""What must hold for OCS's view of the agents at a T-Server."""

from dialonce import invariant, leads_to, reachable


@invariant("TS-11", "LES-5")
def after_a_gap_ocs_knows_the_agents_as_the_t_server_does(s):
    """When the list has come and no event is under way, OCS and T-Server agree, both ways."""
    settled = s.feed.live & (s.feed.news == 0)
    return ~settled | ((s.view.free == s.agent.free) & (s.view.busy == s.agent.busy))


@invariant("LES-5", "LES-13")
def nothing_that_ocs_knew_before_a_gap_counts_after_it(s):
    """Until the list has come, no agent counts as free, and none as busy."""
    return s.feed.live | s.view.unknown


@leads_to("LES-5")
def no_agent_is_taken_for_busy_for_ever(s):
    """An agent who is free is known as free in the end, or takes a call."""
    return s.agent.free & ~s.view.free, s.view.free | s.agent.busy


@leads_to("LES-5")
def no_agent_is_taken_for_free_for_ever(s):
    """An agent who is busy is known as busy in the end, or ends the call."""
    return s.agent.busy & ~s.view.busy, s.view.busy | s.agent.free


@reachable("LES-5")
def an_agent_can_change_in_a_gap(s):
    """An agent can be busy, and free again, while OCS knows nothing of it."""
    return s.view.unknown & s.line.gone & s.agent.busy

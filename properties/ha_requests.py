"""What must hold for the requests of the two OCS of a pair: whose they are, and when they count."""

from dialonce import reachable, step
from properties.pairs import both_ways


@step("HA-10", "HA-7")
@both_ways
def an_ocs_without_the_role_sends_no_request(before, step, after):
    """An OCS makes and sends requests only while it works as the primary: a backup asks nobody."""
    acts = step.event in (before.event("queue.make"), before.event("queue.submit"))
    return (not acts) | before.ocs.primary


@step("HA-10", "LES-3")
@both_ways
def a_request_has_an_effect_only_if_its_ocs_has_the_role(before, step, after):
    """A request is carried out only if it was sent in the present role of its OCS."""
    arrives = step.event == before.event("request.arrive")
    effect = (step.sent("servers.effect") > 0) & arrives
    return ~effect | (before.door.open & before.request.under_way)


@step("HA-10")
@both_ways
def a_change_of_role_leaves_no_request_that_counts(before, step, after):
    """When an OCS gets or loses the role, what it sent before has no effect any more.

    What it had made and not sent is forgotten when it gets the role.
    """
    gets = before.ordered & after.holds
    loses = before.door.open & ~after.door.open
    return ~((gets | loses) & after.request.under_way) & ~(gets & ~after.queue.idle)


@step("HA-10", "LES-3")
@both_ways
def an_ocs_that_steps_down_forgets_its_requests(before, step, after):
    """An OCS that is told to step down has no request left to send."""
    return ~(before.ocs.primary & after.ocs.backup) | after.queue.idle


@reachable("HA-10")
def a_thawed_primary_can_have_a_request_under_way(s):
    """A former primary can go on and send a request, while the other OCS is accepted."""
    return s.first.primary & s.first_request.under_way & s.second_door.open & s.second.primary


@reachable("HA-10")
def a_request_of_an_older_role_can_arrive_in_a_new_one(s):
    """What an OCS sent before it lost the role can be under way when it has the role again."""
    return s.first_request.outdated & s.first_door.open & s.first.primary


@step("HA-10", "REC-2")
@both_ways
def a_request_that_was_sent_is_not_left_to_send(before, step, after):
    """The step that sends a request takes it out of the queue: it is sent once."""
    return (step.event != before.event("queue.submit")) | after.queue.idle

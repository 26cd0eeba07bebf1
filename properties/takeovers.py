"""Facts about a failover, as several property files tell them."""


def first_is_ordered(step):
    """The first OCS is ordered to be the primary in this step."""
    ways = ("takeover.give_first", "takeover.pass_to_first", "takeover.repeat_first")
    return step.event in ways


def second_is_ordered(step):
    """The second OCS is ordered to be the primary in this step."""
    ways = ("takeover.give_second", "takeover.pass_to_second", "takeover.repeat_second")
    return step.event in ways

"""Facts about a failover, as several property files tell them."""


def first_is_ordered(step):
    """The first OCS is ordered to be the primary in this step."""
    return step.event in ("takeover.give_first", "takeover.pass_to_first")


def second_is_ordered(step):
    """The second OCS is ordered to be the primary in this step."""
    return step.event in ("takeover.give_second", "takeover.pass_to_second")

"""The beginning of a try, as several property files tell it."""

FAILURES = ("refuse", "decline", "give_no_answer")


def fails(step, server):
    """Whether the step is one in which a try on this server fails."""
    return step.by(*(f"{server}_wire.{failure}" for failure in FAILURES))


def begins(before, step, after, server):
    """Whether a try on this server begins, be it in the step in which the one before it fails."""
    wire = f"{server}_wire"
    return getattr(after, wire).opening & (fails(step, server) | ~getattr(before, wire).opening)


def repeats(before, step, after, *servers):
    """Whether a try goes to the server that was tried last, as the network remembers it."""
    again = False
    for server in servers:
        last = getattr(before, f"{server}_wire").last_tried == 1
        again |= begins(before, step, after, server) & last
    return again

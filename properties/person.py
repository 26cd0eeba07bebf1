"""What only a person decides about a dialing session, whatever is lost or comes back."""

from dialonce import step


@step("SES-1", "SES-5", "LES-7")
def a_start_by_a_person_always_counts(before, step, after):
    """A session that a person starts is started: it runs, or is paused until it can run."""
    return (step.event != "session.start") | ~after.session.stopped


@step("SES-1", "SES-6", "LES-7")
def only_a_person_starts_a_stopped_session(before, step, after):
    """A stopped session starts when a person starts it, never by a reconnection."""
    starts = before.session.stopped & ~after.session.stopped
    return ~starts | (step.event == "session.start")


@step("SES-1", "SES-6", "PATH-1", "PATH-7", "LES-7")
def a_stop_by_a_person_always_counts(before, step, after):
    """A session is stopped by a person only, and then it is stopped whatever its state was."""
    stops = after.session.stopped & ~before.session.stopped
    asked = step.event == "session.stop"
    return (~stops | asked) & (after.session.stopped | (not asked))

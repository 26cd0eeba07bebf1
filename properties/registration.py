"""What must hold while OCS registers at a T-Server, asks it, or is refused."""

from dialonce import invariant, reachable, step


@step("TS-11", "TS-12", "TS-18", "LES-4")
def a_t_server_is_usable_only_after_three_answers(before, step, after):
    """The connection becomes usable in the step of the third answer, and in no other one."""
    comes = after.link.up & ~before.link.up
    third = (step.event == "dialog.answer") & (before.dialog.open == 1)
    return comes == (third & before.link.joining)


@step("TS-19", "LES-11", needs=("refusals",))
def a_refused_registration_is_told_once_and_closes(before, step, after):
    """A refusal stops OCS in its step: it is told to the Management Layer, and nothing is open."""
    refused = step.event == "dialog.refuse_ocs"
    closed = after.link.barred & ~after.primary_wire.open & ~after.primary_wire.opening
    if after.has("backup_wire"):
        closed &= ~after.backup_wire.open & ~after.backup_wire.opening
    return (step.sent("management.refusal") == refused) & ((not refused) | closed)


@step("TS-19", "LES-11", needs=("refusals",))
def a_refused_ocs_waits_for_a_person(before, step, after):
    """After a refusal OCS tries no T-Server until a person has corrected the cause."""
    corrected = (step.event == "link.correct") & after.primary_wire.opening
    return ~before.link.barred | after.link.barred | corrected


@reachable("TS-19", "LES-11", needs=("refusals",))
def a_session_can_wait_for_a_correction(s):
    """A started session can be paused because OCS was refused."""
    return s.link.barred & s.session.paused


@step("TS-22")
def a_question_without_an_answer_ends_the_try(before, step, after):
    """When the time for an answer is over, OCS waits for it no longer."""
    return (step.event != "clock.tick") | ~after.link.joining


@step("TS-11", "TS-20", "LES-9")
def questions_are_asked_when_ocs_is_registered(before, step, after):
    """OCS asks for queues, agents and calls when it has been registered, and at no other moment."""
    return step.sent("dialog.ask") == (step.event == "dialog.register_ocs")


@step("TS-19", needs=("refusals",))
def a_correction_by_a_person_is_followed_by_a_try(before, step, after):
    """When a person has corrected the cause of a refusal, OCS tries a T-Server in that step."""
    return (step.event != "link.correct") | after.primary_wire.opening


@invariant("TS-19", needs=("refusals",))
def a_refused_registration_can_be_corrected(s):
    """A person can correct the cause of a refusal, so that OCS tries again."""
    return ~s.link.barred | s.link.may_correct

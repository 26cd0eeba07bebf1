"""How an OCS of a pair adds Do Not Call entries, what completes its reading, and what it forgets.

The two OCS are alike: what is asked of the second one alone holds for the first one too.
"""

from dialonce import invariant, leads_to, step
from properties.takeovers import first_is_ordered, second_is_ordered


@step("HA-6", "HA-10", "D-284")
def entries_are_added_by_a_primary_only(before, step, after):
    """A person asks not to be called of an OCS that takes itself for the primary."""
    first = (step.event != "first_number.add") | before.first.primary
    return first & ((step.event != "second_number.add") | before.second.primary)


@step("HA-25", "D-284")
def an_entry_is_written_when_a_person_asks_for_it(before, step, after):
    """OCS sends a new entry to the database in the step in which it is asked for it."""
    asked = (step.event == "first_number.add") | (step.event == "second_number.add")
    return ~asked | (step.sent("entry.write") > 0)


@step("HA-25", "D-284")
def entries_are_written_only_if_a_person_asks_for_them(before, step, after):
    """OCS has an entry to write only after it was asked for it, and only until that is stored."""
    first = ~before.first_number.adding & after.first_number.adding
    second = ~before.second_number.adding & after.second_number.adding
    return ((step.event == "first_number.add") | ~first) & (
        (step.event == "second_number.add") | ~second
    )


@leads_to("HA-25", "D-284")
def an_entry_is_written_until_it_is_stored(s):
    """An OCS that has an entry to write has written it in the end, or its term of office ends."""
    waits = s.takeover.second_accepted & s.second_number.adding
    return waits, ~waits


@step("HA-23", "HA-25", "D-284")
def an_order_takes_no_known_number_away(before, step, after):
    """An OCS that is ordered to be the primary knows the same listed numbers as before."""
    first = before.first_number.listed == after.first_number.listed
    second = before.second_number.listed == after.second_number.listed
    return ((not first_is_ordered(step)) | first) & ((not second_is_ordered(step)) | second)


@step("HA-24", "D-293")
def the_newest_answer_completes_the_reading(before, step, after):
    """With the answer to the question that was asked last, OCS has read every entry."""
    if step.event == "first_list.answer":
        return ~before.first_list.asking | after.first_reader.complete
    answered = (step.event == "second_list.answer") & before.second_list.asking
    return ~answered | after.second_reader.complete


def _knows_nothing(s, end):
    """The OCS has no entry, reading or record in memory, and no question under way."""
    reads, list_ = getattr(s, f"{end}_reader"), getattr(s, f"{end}_list")
    number, record = getattr(s, f"{end}_number"), getattr(s, f"{end}_record")
    return reads.unread & list_.idle & number.unknown & record.absent


@invariant("HA-28")
def an_ocs_that_is_down_knows_no_entry(s):
    """An OCS that does not run knows no Do Not Call entry and no record, and asks for none."""
    first = ~s.first.down | _knows_nothing(s, "first")
    return first & (~s.second.down | _knows_nothing(s, "second"))


@step("HA-10", "HA-28")
def an_ocs_that_steps_down_forgets_its_entries(before, step, after):
    """A primary that becomes a backup knows no Do Not Call entry and no record any more."""
    first = before.first.primary & after.first.backup
    second = before.second.primary & after.second.backup
    forgets = ~first | _knows_nothing(after, "first")
    return forgets & (~second | _knows_nothing(after, "second"))

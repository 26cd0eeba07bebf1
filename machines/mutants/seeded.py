"""The yardstick's seeded bug, which other model checkers are asked for too."""

from dialonce import Mutant, fresh
from machines.reference import ReferenceLink, ReferenceRecord
from machines.systems.reference import reference

Right = fresh(ReferenceLink)


class ResumingLink(Right):
    mutant = "A reconnection turns every lost record back to ready."
    outputs = Right.outputs | {"record.resume"}

    def resume(self):
        super().resume()
        self.emit("record.resume")


Right = fresh(ReferenceRecord)


class RetryingRecord(Right):
    mutant = ResumingLink.mutant
    resume = Right.lost_req.to(Right.ready) | Right.lost_call.to(Right.ready)


seeded_double_dial = Mutant(
    "seeded_double_dial",
    ("a_yardstick_record_is_placed_at_most_once",),
    reference,
    {"link": ResumingLink, "record": RetryingRecord},
)

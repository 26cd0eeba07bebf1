"""Mistakes in connecting: whom to try, and when."""

from ..core.action import Action
from ..core.dialer import Parts
from ..core.link import Link
from ..core.tserver import SwitchLink
from .variant import Variant


class NeverTheBackup(Link):
    """Tries the primary again and again, and never the backup."""

    def other(self) -> int:
        return 0


class BackupFirst(Link):
    """Starts with the backup."""

    def start(self) -> None:
        self.attempt(len(self.servers) - 1)


class Hurries(Link):
    """Tries the other server at once when one has refused, without a rest."""

    def refused(self) -> None:
        if self.state == "trying":
            self.attempt(self.other())


class RestsFirst(Link):
    """Rests after a loss, before the first try."""

    def lost(self) -> None:
        if self.up:
            self.state = "lost"
            self.on_loss(self)
            self.state = "resting"


class GivesUp(Link):
    """Gives up when each server was tried once."""

    def refused(self) -> None:
        super().refused()
        if self.state == "resting" and self.place:
            self.state = "off"


class ConnectsTwice(Link):
    """Connects to the backup as well, to have it ready."""

    def joined(self) -> None:
        super().joined()
        self.say(Action("connect", self.servers[self.other()], self.name))


class FailsBack(Link):
    """Leaves a backup that works, to be on the primary again."""

    def tick(self) -> None:
        if self.up and self.place:
            self.on_loss(self)
            self.attempt(0)
        super().tick()


class ResumesEarly(SwitchLink):
    """Is up as soon as it is registered, before the snapshot of queues, agents and calls."""

    def registered(self) -> None:
        super().registered()
        self.state = "up"


class TakesOpenForUsable(SwitchLink):
    """Takes an open connection for usable: it neither registers nor asks."""

    joined = Link.joined


class WaitsForEver(SwitchLink):
    """Waits for an answer of the T-Server for ever."""

    tick = Link.tick


class LeavesItOpen(SwitchLink):
    """Turns to the other T-Server and leaves the old connection open."""

    def close(self) -> None:
        pass


CPD, TSERVER = "cpd_warm_addp", "tserver_warm"
VARIANTS = (
    Variant("never_tries_the_backup", CPD, ("CPD-6", "CPD-8"), Parts(cpd=NeverTheBackup)),
    Variant("starts_with_the_backup", CPD, ("CPD-5",), Parts(cpd=BackupFirst)),
    Variant("tries_without_rest", CPD, ("CPD-8",), Parts(cpd=Hurries)),
    Variant("rests_before_the_first_try", CPD, ("CPD-6", "CPD-7"), Parts(cpd=RestsFirst)),
    Variant("gives_up", CPD, ("CPD-8", "CPD-10"), Parts(cpd=GivesUp)),
    Variant("connects_twice", CPD, ("LES-4", "CPD-7", "CPD-10"), Parts(cpd=ConnectsTwice)),
    Variant("fails_back_by_itself", CPD, ("CPD-7",), Parts(cpd=FailsBack)),
    Variant("resumes_before_the_snapshot", TSERVER, ("TS-12",), Parts(tserver=ResumesEarly)),
    Variant(
        "takes_open_for_usable", TSERVER, ("TS-11", "TS-20"), Parts(tserver=TakesOpenForUsable)
    ),
    Variant("waits_for_an_answer_for_ever", TSERVER, ("TS-22",), Parts(tserver=WaitsForEver)),
    Variant("leaves_the_old_connection_open", TSERVER, ("TS-22",), Parts(tserver=LeavesItOpen)),
)

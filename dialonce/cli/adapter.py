"""`dialonce adapter`: the specification's machines, or a wrong design's, as an adapter process."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dialonce.cli.choose import chosen_mutant, chosen_systems
from dialonce.cli.options import mutant_option, records_option
from dialonce.errors import UsageError

if TYPE_CHECKING:
    from dialonce.conform.player import Player
    from dialonce.system import System


@click.command(short_help="Be an implementation: the specification's machines as an adapter.")
@click.argument("name", metavar="SYSTEM", required=False)
@mutant_option
@records_option
@click.option("--process", metavar="NAME", help="Be this process of the system: else its first.")
@click.option("--lazy", is_flag=True, help="Do by chance, and not at once, what may be done later.")
@click.option("--seed", type=int, default=0, metavar="N", help="The chance of --lazy.")
def adapter(
    name: str | None, mutant: str | None, records: int | None, process: str | None,
    lazy: bool, seed: int,
) -> int:  # fmt: skip
    """Speak the adapter protocol on standard input and output, as docs/adapters.md tells it.

    It is for trying `dialonce conform`, which must find nothing wrong with the specification's
    own machines, and something with most wrong designs:

    dialonce conform cpd_warm --command "dialonce adapter cpd_warm --mutant retry_after_switchover"
    """
    from dialonce import catalog

    wrong = chosen_mutant(mutant)
    if name is None and wrong is None:
        raise UsageError("name a system: dialonce adapter SYSTEM; dialonce systems lists them")
    (system,) = chosen_systems((name,) if name else (), wrong)
    right = wrong.system if wrong else system
    chosen = catalog.find("process", process, right.processes) if process else None
    return _serve(Actor(system, right, process if chosen else None, records, seed, lazy))


class Actor:
    """What the adapter is made of, once it knows how many members there are."""

    def __init__(
        self, system: System, right: System, process: str | None, records: int | None,
        seed: int, lazy: bool,
    ):  # fmt: skip
        self.system, self.right, self.process = system, right, process
        self.records, self.seed, self.lazy = records, seed, lazy

    def player(self, process: str, members: int) -> Player:
        """The machines at work."""
        from dialonce.conform.player import Player

        process, members = self.process or process, self.records or members
        return Player(self.system, process, members, self.right, self.seed, self.lazy)


def _serve(actor: Actor) -> int:
    """Answer line by line, until goodbye or the end of input."""
    from dialonce.conform.fault import Fault
    from dialonce.conform.protocol import Bye, encode, from_kit

    answers = Answers(actor)
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            message = from_kit(line)
        except Fault as fault:
            raise UsageError(f"{fault}: this is for `dialonce conform`, not for people") from None
        if isinstance(message, Bye):
            break
        said = [encode(each) + b"\n" for each in answers.to(message)]
        sys.stdout.buffer.write(b"".join(said))
        sys.stdout.buffer.flush()
    return 0


class Answers:
    """The answers of a player, message by message."""

    def __init__(self, actor: Actor):
        self.actor = actor
        self.player: Player | None = None

    def to(self, message: Any) -> list[Any]:
        """What is said to a message of the kit."""
        from dialonce import __version__
        from dialonce.conform.protocol import PROTOCOL, Greeting, Hello, Ready, Reset

        if isinstance(message, Greeting):
            self.player = self.actor.player(message.process, message.members)
            name = "the specification's machines"
            return [Hello(PROTOCOL, name, [self.actor.system.name], version=__version__)]
        if self.player is None:
            raise UsageError("the kit must say hello first")
        if isinstance(message, Reset):
            self.player.reset()
            return [Ready()]
        return self.done(message, self.player)

    def done(self, message: Any, player: Player) -> list[Any]:
        """The events of a request, and its answer."""
        from dialonce.conform.protocol import Advance, Done, Error, Event

        if isinstance(message, Advance):
            last = message.ticks - 1
            said = [
                each for i in range(last + 1) for each in player.tick(message.more and i == last)
            ]
        else:
            machine, _, event = message.event.partition(".")
            member = (message.member or 1) - 1
            if not player.knows(machine, event, member):
                return [Error(message.id, "unsupported", True, f"{message.event} is not known")]
            heard = player.hear((machine, member), event, message.more)
            if heard is None:
                return [Error(message.id, "refused", True, f"{message.event} is not possible now")]
            said = heard
        events = [Event(event, None if m is None else m + 1) for event, m in said]
        return [*events, Done(message.id)]

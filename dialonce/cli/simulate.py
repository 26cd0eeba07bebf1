"""`dialonce simulate`: step through a system by hand, or by a script."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dialonce.cli.choose import chosen_mutant, chosen_systems
from dialonce.cli.options import json_option, mutant_option, print_json, records_option
from dialonce.cli.outcome import printable
from dialonce.errors import UsageError

if TYPE_CHECKING:
    import random

    from dialonce.system import System

STEPS_MAX = 10_000
HELP = """\
  NUMBER or EVENT   take that step: 3, link.dropped, record.claim 2, record[2].claim
  Enter             list what is possible
  state             show the whole state
  back              take the last step back
  random [N]        let chance take N steps
  quit              leave (the end of input does, too)"""


@click.command(short_help="Step through a system by hand, or by a script.")
@click.argument("name", metavar="SYSTEM", required=False)
@records_option
@click.option("--script", "script_name", metavar="FILE", help="Take these events, one a line.")
@mutant_option
@click.option("--seed", type=int, default=0, metavar="N", help="For the command `random`.")
@json_option
def simulate(
    name: str | None, records: int | None, script_name: str | None, mutant: str | None,
    seed: int, as_json: bool,
) -> int:  # fmt: skip
    """Step through a system: what can happen, what it changes, and the clauses at work.

    The steps come from --script, from standard input with `--script -`, or from you.
    """
    import random

    from dialonce.cli.script import read_script

    wrong = chosen_mutant(mutant)
    if name is None and wrong is None:
        raise UsageError("name a system: dialonce simulate SYSTEM; dialonce systems lists them")
    (system,) = chosen_systems((name,) if name else (), wrong)
    script = read_script(script_name) if script_name else []
    walk = Walk(system, records or system.members, quiet=as_json)
    walk.follow(script, script_name or "")
    if as_json:
        print_json(walk.facts(wrong.name if wrong else None))
    elif not script_name:
        walk.converse(random.Random(seed))
    else:
        walk.show_enabled()
    return 0


class Walk:
    """A system under way, and what is said about it."""

    def __init__(self, system: System, members: int, quiet: bool):
        from dialonce import catalog
        from dialonce.trace import Runner

        self.system, self.quiet = system, quiet
        self.runner = Runner(system, members if system.group else 0)
        self.clauses = catalog.clauses()

    def say(self, *lines: str) -> None:
        """Print, unless only JSON is wanted."""
        for line in () if self.quiet else lines:
            click.echo(line)

    def follow(self, script: list[tuple[int, str]], source: str) -> None:
        """Take the events of a script. Errors: UsageError with the line that is not possible."""
        self.show_state()
        for number, text in script:
            try:
                self.take(text)
            except UsageError as error:
                raise UsageError(f"{source}, line {number}: {error}") from None

    def take(self, text: str) -> None:
        """Take one step, and show what it did and by which clauses."""
        from dialonce.cli.script import event_of

        self.step(*event_of(self.runner, text))

    def step(self, instance: tuple[str, int], event: str) -> None:
        """Take an enabled step and show it."""
        from dialonce.show import clause_lines, faint, step_lines

        trace = self.runner.trace
        if len(trace.steps) >= STEPS_MAX:
            raise UsageError(f"after {STEPS_MAX:,} steps there are no more: begin anew")
        step = self.runner.take(instance, event)
        self.say(*step_lines(trace, len(trace.steps), step))
        self.say(*(faint(line) for line in clause_lines(step.clauses, self.clauses, 7)), "")

    def show_state(self) -> None:
        """The whole state."""
        from dialonce.show import connection, state_lines, strong

        self.say(strong(connection(self.system)))
        self.say(*(f"  {line}" for line in state_lines(self.runner.trace, self.runner.state)), "")

    def show_enabled(self) -> None:
        """What is possible, by number, with a sentence each."""
        from dialonce.show import event_name, sentence, wrapped

        enabled = self.runner.enabled()
        named = [event_name(self.system, *event) for event in enabled]
        widest = max(map(len, named), default=0)
        self.say("What can happen now:" if enabled else "Nothing can happen any more.")
        for number, (event, shown) in enumerate(zip(enabled, named, strict=True), 1):
            first = f"{number:>4}  {shown:{widest}}  "
            self.say(wrapped(sentence(self.system, *event), len(first), first))

    def converse(self, chance: random.Random) -> None:
        """Take commands until the end of input."""
        self.say("Type a number or an event; help says what else.", "")
        self.show_enabled()
        while (line := _asked()) is not None:
            try:
                if not self.obey(line.split(), chance):
                    return
            except UsageError as error:
                self.say(f"{error}")

    def obey(self, words: list[str], chance: random.Random) -> bool:
        """Do one command; False is the end."""
        verb = words[0].lower() if words else ""
        if verb in ("quit", "exit", "q"):
            return False
        if verb == "help":
            self.say(HELP)
        elif verb == "state":
            self.show_state()
        else:
            if verb == "back":
                self.back()
            elif verb == "random":
                self.wander(words[1:], chance)
            elif words:
                self.take(" ".join(words))
            self.show_enabled()
        return True

    def back(self) -> None:
        """Undo the last step."""
        trace = self.runner.trace
        if not trace.steps:
            raise UsageError("there is no step to take back")
        trace.steps.pop()
        trace.states.pop()
        self.runner.state = dict(trace.states[-1])
        self.say(f"Back after step {len(trace.steps)}." if trace.steps else "Back at the start.")

    def wander(self, words: list[str], chance: random.Random) -> None:
        """Take some steps at random."""
        if words and not words[0].isdecimal():
            raise UsageError("random takes a number of steps")
        for _ in range(int(words[0]) if words else 1):
            enabled = self.runner.enabled()
            if not enabled:
                return
            self.step(*chance.choice(enabled))

    def facts(self, mutant: str | None) -> dict[str, object]:
        """The walk as plain values."""
        from dialonce.cli.facts import of_event, of_state, of_steps

        trace = self.runner.trace
        return {
            "system": self.system.name,
            "mutant": mutant,
            "records": self.runner.members,
            "initial": of_state(trace, trace.states[0]),
            "steps": of_steps(trace),
            "state": of_state(trace, self.runner.state),
            "enabled": [of_event(trace, *event) for event in self.runner.enabled()],
        }


def _asked() -> str | None:
    """The next line from the user or the pipe; None at the end of input."""
    if sys.stdin.isatty():
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401
        try:
            return input("> ")
        except EOFError:
            click.echo()
            return None
    from dialonce.cli.script import next_line

    line = next_line()
    if line:
        click.echo(f"> {printable(line.rstrip())}")
    return line or None

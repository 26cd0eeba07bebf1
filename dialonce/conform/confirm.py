"""What only the time speaks against is believed when it is seen again: machines may be busy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialonce.conform.guide import Given
from dialonce.conform.run import Choose, Outcome
from dialonce.conform.setting import Setting
from dialonce.conform.watch import TooSlow
from dialonce.judge.automaton import TICKED
from dialonce.judge.observation import Pace
from dialonce.judge.resemble import follow
from dialonce.judge.timely import MOMENT, judge_of

AGAIN = 2  # times that it must be seen again before it is believed
TRIES_MAX = 8  # in which that must be, while the machine is too slow for some of them
TICKS = 2  # that pass at the end of a try, in place of the time that choosing took


class Confirmation:
    """Decides which contradictions stand."""

    def __init__(self, setting: Setting, play: Callable[[Choose], Outcome]):
        self.play, self.again = play, AGAIN
        loose = replace(setting.seen, pace=Pace(1, None))
        self.judge = judge_of(loose, setting.members)

    def of(self, outcome: Outcome) -> Outcome:
        """A run that went wrong, as it does each time; too slow to judge where it does not."""
        if not self.of_time(outcome):
            return outcome
        seen, labels = 0, [*outcome.labels, *[TICKED] * TICKS]
        for _ in range(TRIES_MAX):
            again = self.play(Given(labels))
            seen += again.wrong is not None
            if seen == self.again:
                return again
            if not (again.wrong or again.slow):
                break
        outcome.wrong, outcome.slow = None, TooSlow(0.0)
        return outcome

    def of_time(self, outcome: Outcome) -> bool:
        """Whether the run would be allowed if timers could end at any time."""
        assert outcome.wrong is not None
        runs = ([*track.run, outcome.wrong.symbol] for track in outcome.wrong.before)
        timeless = ([symbol for symbol in run if symbol != MOMENT] for run in runs)
        return any(follow(self.judge.start, run) for run in timeless)

"""What only the time speaks against is believed when it is seen again: machines may be busy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialonce.conform.run import Outcome
from dialonce.conform.setting import Setting
from dialonce.judge.observation import Pace
from dialonce.judge.resemble import follow
from dialonce.judge.timely import MOMENT, judge_of

AGAIN = 2  # times that it must be seen again
TRIES_MAX = 8  # in which that must be, while the machine is too slow for some of them


class Confirmation:
    """Decides which contradictions stand."""

    def __init__(self, setting: Setting):
        self.setting = setting
        loose = replace(setting.seen, pace=Pace(1, None))
        self.judge = judge_of(loose, setting.members)

    def stands(self, outcome: Outcome, again: Callable[[], Outcome]) -> bool:
        """Whether a run goes wrong, at whatever pace, or each time that it is played."""
        return not self.of_time(outcome) or self._seen_again(again)

    def _seen_again(self, again: Callable[[], Outcome]) -> bool:
        seen = 0
        for _ in range(TRIES_MAX):
            outcome = again()
            seen += outcome.wrong is not None
            if seen == AGAIN or not (outcome.wrong or outcome.slow):
                break
        return seen == AGAIN

    def of_time(self, outcome: Outcome) -> bool:
        """Whether the run would be allowed if timers could end at any time."""
        assert outcome.wrong is not None
        runs = ([*track.run, outcome.wrong.symbol] for track in outcome.wrong.before)
        timeless = ([symbol for symbol in run if symbol != MOMENT] for run in runs)
        return any(follow(self.judge.start, run) for run in timeless)

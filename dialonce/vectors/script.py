"""A run of the right design as the steps of a case, which every right design passes.

What the process does by itself joins the step before it: the case waits for it, no longer than it
may be left undone. Where right designs may differ, the step says what else may be seen; then the
case ends open, neither passed nor failed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialonce.judge.words import Symbol, symbol_of
from dialonce.vectors.effects import Effect, Effects, Said, Start, State
from dialonce.vectors.play import FOR_EVER, WAIT_MAX, Element, Item, Outcome, Play, Step, Words


@dataclass(frozen=True)
class Script:
    """The steps of a case, and the reactions that the run takes: machine, event and transition."""

    effects: Effects
    run: tuple[Start, ...]
    steps: tuple[Step, ...]

    @property
    def sure(self) -> bool:
        """Whether every right design passes, and none leaves the case open."""
        return all(item.sure for step in self.steps for item in step.expect) and not any(
            step.may for step in self.steps
        )

    @property
    def driven(self) -> tuple[str, ...]:
        """What the process else does by itself, and here only when it is told to."""
        own = self.effects.seen.own if self.effects.driven else ()
        return tuple(".".join(key) for key in own)

    @property
    def weight(self) -> int:
        """How long it is to read; a case that may end open counts twice."""
        return len(self.steps) * (1 if self.sure else 2)


class Writer:
    """Writes scripts for the right design of a process. What two runs begin with is kept."""

    def __init__(self, effects: Effects):
        self.effects = effects
        self._known: dict[tuple[Step, ...], frozenset[Element]] = {
            (): frozenset({Element(effects.start)})
        }
        self._steps: dict[tuple[Step, frozenset[Element]], tuple[Step | None, frozenset[Element]]]
        self._steps = {}

    def script(self, run: Iterable[Start], part: bool = False) -> Script | None:
        """The script of a run; None where it cannot be put to an implementation.

        `part`: of the run as far as that is possible.
        """
        done: tuple[Step, ...] = ()
        run, length = tuple(run), 0
        for draft, state in self._drafts(run):
            step, after = self._written(draft, self._known[done])
            if step is None or all(element.state != state for element in after):
                # also where the run leaves undone for too long what is due
                return Script(self.effects, run[:length], done) if part and done else None
            done = (*done, step)
            length += (step.start is not None) + len(step.own)
            self._known[done] = after
        return Script(self.effects, run, done)

    def elements(self, steps: tuple[Step, ...]) -> frozenset[Element]:
        """What is possible after steps of a script that was written."""
        return self._known[steps]

    def _drafts(self, run: tuple[Start, ...]) -> list[tuple[Step, State]]:
        """The steps, of which is not known yet how long to wait and what else may be.

        With each the state in which the run is after it.
        """
        state, drafts = self.effects.start, list[tuple[Step, State]]()
        for start in run:
            effect = self.effects.effect(state, start)
            assert effect is not None, start
            own = any(start == known for known, _ in self.effects.own)
            if own:
                last = drafts.pop()[0] if drafts else Step(None)
                items = _items(effect.says, len(last.expect), FOR_EVER)
                step = last._replace(own=(*last.own, start), expect=last.expect + items)
            else:
                step = Step(start, self._told(start, effect), (), _items(effect.says))
            state = effect.after
            drafts.append((step, state))
        return drafts

    def _told(self, start: Start, effect: Effect) -> tuple[Symbol, ...]:
        system = self.effects.system
        if system.process_of[start[0][0]] == self.effects.seen.process:
            return (symbol_of(system, *start),)
        return effect.told

    def _written(
        self, draft: Step, before: frozenset[Element]
    ) -> tuple[Step | None, frozenset[Element]]:
        """The step as no right design fails it, and what is possible after it."""
        key = (draft, before)
        if key not in self._steps:
            step = self._bounded(draft, Play(self.effects, draft).run(before))
            last = Play(self.effects, step).run(before) if step else Outcome()
            passed = frozenset(last.passed)
            if step is None or last.wrong or not passed:
                self._steps[key] = None, passed
            else:
                known = step._replace(state=self._common(passed), not_due=self._not_due(passed))
                self._steps[key] = known, passed
        return self._steps[key]

    def _bounded(self, draft: Step, first: Outcome) -> Step | None:
        """The step with how long to wait, what else may be seen, and what may be missing."""
        if any(wrong.kind == "refused" for wrong in first.wrong):
            return None
        lacking = {s for w in first.wrong if w.kind == "lacks" for s in w.symbols}
        expect = tuple(
            item._replace(
                within=first.late.get(n, 0) if item.within else 0,
                sure=item.symbol not in lacking and not (first.open and item.within),
            )
            for n, item in enumerate(draft.expect)
        )
        if any(item.within > WAIT_MAX for item in expect):
            return None
        may = frozenset(w.symbols[0] for w in first.wrong if w.kind == "shows")
        return draft._replace(expect=expect, may=may)

    def _not_due(self, elements: frozenset[Element]) -> tuple[Start, ...]:
        """What a machine does by itself where it is, and not as the others are."""
        ready = self.effects.ready
        place, effect = self.effects.place, self.effects.effect
        return tuple(
            start for start, acts in ready.items()
            if any(acts[element.state[place[start[0]]]] for element in elements)
            and not any(effect(element.state, start) for element in elements)
        )  # fmt: skip

    def _common(self, elements: frozenset[Element]) -> Words:
        """The states of the machines of the process, where all elements agree."""
        one, *others = [self.effects.words(element.state) for element in elements]
        return tuple(each for each in one.items() if all(o[each[0]] == each[1] for o in others))


def _items(says: tuple[Said, ...], first: int = 0, within: int = 0) -> tuple[Item, ...]:
    """What is said as items, numbered from `first` on."""
    return tuple(
        Item(said.symbol, said.cause + first if said.cause >= 0 else -1, within) for said in says
    )

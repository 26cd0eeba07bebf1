"""The strict base class: a statechart that says everything it does, or fails loudly."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, ClassVar, NamedTuple, NoReturn

from statemachine import StateChart
from statemachine.orderedset import OrderedSet

from dialonce.contract import Contract
from dialonce.data import AnyOf, Data, Read
from dialonce.engine import StrictEngine
from dialonce.errors import SpecificationError, nearest

OWN = {"_data", "_inputs", "_consulted", "_acting", "_outputs", "_taken"}
LIBRARY = {
    "model", "history_values", "state_field", "start_configuration_values",
    "_callbacks", "_config", "_listeners", "_engine",
}  # fmt: skip


class Local(NamedTuple):
    """One local state of a machine: active state ids in document order, and data values."""

    states: tuple[str, ...]
    data: tuple[Any, ...]


class Reaction(NamedTuple):
    """What a machine did with one event: `taken` transitions, `outputs`, `consulted` reads."""

    taken: tuple[Any, ...]
    outputs: tuple[str, ...]
    consulted: frozenset[str]


class Configuration:
    """Where the library keeps the active states: always in document order."""

    def __init__(self, order: dict[str, int]):
        self._order, self._state = order, None

    @property
    def state(self) -> Any:
        """The active state ids: one, an ordered set of several, or None."""
        return self._state

    @state.setter
    def state(self, value: Any) -> None:
        if isinstance(value, OrderedSet):
            value = OrderedSet(sorted(value, key=self._order.__getitem__))
        self._state = value


class Machine(StateChart, metaclass=Contract):
    """A statechart under the machine contract: declared data, declared outputs, no other effect.

    Class attributes: `outputs` ("role.event" names that it may emit), `spontaneous` (events that
    may happen by themselves whenever enabled), `faults` (those of them that are faults: liveness
    claims assume finitely many), `by_hand` (those that a person decides on, whether fair or not),
    `optional` (events that some systems never send), `device` (an instrument of the model, to
    which nothing is told on a wire), `mutant` (only in wrong variants: what is wrong).
    Errors: SpecificationError for every break of the contract.
    """

    catch_errors_as_events = False
    validate_final_reachability = False
    outputs: ClassVar[frozenset[str]] = frozenset()
    spontaneous: ClassVar[frozenset[str]] = frozenset()
    faults: ClassVar[frozenset[str]] = frozenset()
    by_hand: ClassVar[frozenset[str]] = frozenset()
    optional: ClassVar[frozenset[str]] = frozenset()
    device: ClassVar[bool] = False
    mutant: ClassVar[str] = ""
    # A list that changes: an attribute of the class would empty the look-up caches of all machines.
    _running: ClassVar[list[Machine]] = []

    def __init__(self) -> None:
        if type(self)._spent:
            self._refuse("a mutant was made from this class.", "use fresh() for mutants")
        self._data: dict[str, Any] = {}
        self._inputs: dict[str, bool] = {}
        self._acting = False
        self._outputs: list[str] = []
        self._taken: list[Any] = []
        self._consulted: set[str] = set()
        order = {state.id: state.document_order for state in type(self).ordered_states}
        try:
            super().__init__(model=Configuration(order))
        except SpecificationError:
            raise
        except Exception as error:
            self._refuse(f"it cannot start: {_said(error)}.", "mend the class body")
        self._taken.clear()

    def _get_engine(self) -> StrictEngine:
        return StrictEngine(self)

    def _refuse(self, rule: str, mend: str) -> NoReturn:
        raise SpecificationError(type(self).__name__, rule, mend)

    def __setattr__(self, name: str, value: Any) -> None:
        # Only the library's roll-back, which runs while an error is handled, sets configuration.
        known = name in OWN or name in LIBRARY or (name == "configuration" and sys.exc_info()[0])
        if not known and not isinstance(getattr(type(self), name, None), (Data, Read)):
            self._refuse(f"{name} is undeclared data.", f"declare {name} = Data(...)")
        object.__setattr__(self, name, value)

    def emit(self, output: str) -> None:
        """Send `output` ("role.event"); only from an action, and only if declared."""
        if not self._acting:
            self._refuse(
                f"{output} is emitted outside an action.",
                "emit from an action of an event, never from a guard or at the start",
            )
        if output not in type(self).outputs:
            self._refuse(f"{output} is not declared.", "add it to `outputs`")
        self._outputs.append(output)

    def send(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Refused: outputs go through `emit`, and `react` is the only way in."""
        self._refuse(f"send({event!r}) by-passes the system.", "use emit in actions, react outside")

    def _put_nonblocking(self, trigger_data: Any, internal: bool = False) -> None:
        if not (internal and str(trigger_data.event).startswith("done.state.")):
            self.send(str(trigger_data.event))

    def react(self, event: str) -> Reaction:
        """Run one event to completion. Errors: SpecificationError; the machine stays as it was."""
        self._check_idle()
        known = type(self).events_by_id
        if event not in known:
            self._refuse(f"{event} is no event of this machine.", nearest(event, list(known)))
        before = self._config.value, dict(self._data)
        self._outputs, self._taken, self._consulted, self._acting = [], [], set(), True
        self._engine.microsteps = 0
        self._running.append(self)
        try:
            self._engine.take(known[event].build_trigger(machine=self))
        except Exception as error:
            self._config.value, self._data = before
            self._engine.running = True
            if isinstance(error, SpecificationError):
                raise
            self._refuse(f"{event} raised {_said(error)}.", "mend the action or the guard")
        finally:
            self._acting = False
            self._running.clear()
        return Reaction(tuple(self._taken), tuple(self._outputs), frozenset(self._consulted))

    def _check_idle(self) -> None:
        if self._running:
            self._refuse("it is driven from inside a machine's step.", "use emit")

    def wire(self, inputs: dict[str, bool]) -> None:
        """Set the values of the declared reads, by name; those not named are False."""
        self._check_idle()
        reads = reads_of(type(self))
        for name in inputs.keys() - reads.keys():
            self._refuse(f"{name} is no declared read.", nearest(name, list(reads)))
        self._inputs = dict(inputs)

    def snapshot(self) -> Local:
        """The local state: equal snapshots behave equally."""
        value = self._config.value
        active = tuple(value) if isinstance(value, OrderedSet) else (value,)
        return Local(active, tuple(self._data.get(n, v[0]) for n, v in data_of(type(self)).items()))

    def restore(self, local: Local) -> None:
        """Put the machine into a local state that it once had."""
        self._check_idle()
        states, known, names = local.states, type(self).states_by_id, data_of(type(self))
        if not states or not known.keys() >= set(states) or len(local.data) != len(names):
            self._refuse(f"{local} is not its local state.", "restore what snapshot() gave")
        self._config.value = states[0] if len(states) == 1 else OrderedSet(states)
        self._data = dict(zip(names, local.data, strict=True))
        self._engine.running = not any(end.id in states for end in type(self).final_states)


def event_names(machine: type[Machine]) -> list[str]:
    """The event ids of a machine class, in the order of its lines."""
    return list(machine.events_by_id)


@cache
def data_of(machine: type[Machine]) -> dict[str, tuple[Any, ...]]:
    """The declared variables of a machine class: name to possible values, initial first."""
    return {n: d.values for n, d in _declared(machine, Data).items()}


@cache
def reads_of(machine: type[Machine]) -> dict[str, str]:
    """The declared reads of a machine class: name to sentence."""
    return {n: d.sentence for n, d in _declared(machine, Read).items()}


@cache
def state_sets(machine: type[Machine]) -> dict[str, tuple[str, ...]]:
    """Every state name that an observer may use: the states, and the AnyOf names over them."""
    sets: dict[str, tuple[str, ...]] = {state.id: (state.id,) for state in machine.ordered_states}
    sets.update({n: d.states for n, d in _declared(machine, AnyOf).items()})
    return sets


def _declared(machine: type, kind: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(machine.__mro__):
        found.update({n: d for n, d in vars(base).items() if isinstance(d, kind)})
    return found


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split()).rstrip('.')}"

"""The strict base class: a statechart that says everything it does, or fails loudly."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from statemachine import StateChart
from statemachine.orderedset import OrderedSet

from dialonce.contract import Contract
from dialonce.data import AnyOf, Data, Read
from dialonce.engine import StrictEngine
from dialonce.errors import SpecificationError


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
    claims assume finitely many), `optional` (events that some systems never send), `mutant` (only in wrong variants: what is wrong).
    Errors: SpecificationError for every break of the contract.
    """

    catch_errors_as_events = False
    validate_final_reachability = False
    outputs: ClassVar[frozenset[str]] = frozenset()
    spontaneous: ClassVar[frozenset[str]] = frozenset()
    faults: ClassVar[frozenset[str]] = frozenset()
    optional: ClassVar[frozenset[str]] = frozenset()
    mutant: ClassVar[str] = ""
    _running: ClassVar[Machine | None] = None
    _plain: ClassVar = {"model", "history_values", "state_field", "start_configuration_values"}

    def __init__(self) -> None:
        vars(self).update(_data={}, _inputs={}, _consulted=set(), _acting=False)
        vars(self).update(_outputs=[], _taken=[])
        order = {state.id: state.document_order for state in type(self).ordered_states}
        super().__init__(model=Configuration(order))
        self._taken.clear()

    def _get_engine(self) -> StrictEngine:
        if self._callbacks.has_async_callbacks:
            self._refuse("an action is async.", "write a plain method")
        return StrictEngine(self)

    def _refuse(self, rule: str, mend: str) -> None:
        raise SpecificationError(type(self).__name__, rule, mend)

    def __setattr__(self, name: str, value: Any) -> None:
        known = name.startswith("_") or name in self._plain
        if not known and not isinstance(getattr(type(self), name, None), (Data, Read)):
            self._refuse(f"{name} is undeclared data.", f"declare {name} = Data(...) in the class")
        super().__setattr__(name, value)

    def emit(self, output: str) -> None:
        """Send `output` ("role.event"); only from an action, and only if declared."""
        if not self._acting:
            self._refuse(f"{output} is emitted outside an action.", "emit from on=, never a guard")
        if output not in type(self).outputs:
            self._refuse(f"{output} is not declared.", "add it to `outputs`")
        self._outputs.append(output)

    def send(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Refused: outputs go through `emit`, and `react` is the only way in."""
        self._refuse(f"send({event!r}) by-passes the system.", "use emit in actions, react outside")

    def react(self, event: str) -> Reaction:
        """Run one event to completion. Errors: SpecificationError; the machine is then void."""
        if event not in event_names(type(self)):
            self._refuse(f"{event} is not an event of this machine.", "correct the name")
        if Machine._running is not None:
            self._refuse("a machine runs inside another machine's step.", "use emit")
        self._outputs, self._taken, self._consulted, self._acting = [], [], set(), True
        Machine._running = self
        try:
            super().send(event)
        except SpecificationError:
            raise
        except Exception as error:
            self._refuse(f"{event} raised {type(error).__name__}: {error}.", "mend the callback")
        finally:
            self._acting, Machine._running = False, None
        return Reaction(tuple(self._taken), tuple(self._outputs), frozenset(self._consulted))

    def wire(self, inputs: dict[str, bool]) -> None:
        """Set the values of the declared reads, by name."""
        self._inputs = inputs

    def snapshot(self) -> Local:
        """The local state: equal snapshots behave equally."""
        values = self.configuration_values
        active = tuple(s.id for s in type(self).ordered_states if s.value in values)
        return Local(active, tuple(self._data.get(n, v[0]) for n, v in data_of(type(self)).items()))

    def restore(self, local: Local) -> None:
        """Put the machine into a local state that it once had."""
        values = [type(self).states_by_id[i].value for i in local.states]
        self._config.value = values[0] if len(values) == 1 else OrderedSet(values)
        self._config._invalidate()
        self._data = dict(zip(data_of(type(self)), local.data, strict=True))
        final = type(self).states_by_id[local.states[0]]
        self._engine.running = not (final.final and final.parent is None)


def event_names(machine: type[Machine]) -> list[str]:
    """The event ids of a machine class, in the order of its lines."""
    return [event.id for event in machine._events]


def data_of(machine: type[Machine]) -> dict[str, tuple[Any, ...]]:
    """The declared variables of a machine class: name to possible values, initial first."""
    return {n: d.values for n, d in _declared(machine, Data).items()}


def reads_of(machine: type[Machine]) -> dict[str, str]:
    """The declared reads of a machine class: name to sentence."""
    return {n: d.sentence for n, d in _declared(machine, Read).items()}


def state_sets(machine: type[Machine]) -> dict[str, tuple[str, ...]]:
    """Every state name that an observer may use: the states, and the AnyOf names over them."""
    sets = {state.id: (state.id,) for state in machine.ordered_states}
    sets.update({n: d.states for n, d in _declared(machine, AnyOf).items()})
    return sets


def _declared(machine: type, kind: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(machine.__mro__):
        found.update({n: d for n, d in vars(base).items() if isinstance(d, kind)})
    return found

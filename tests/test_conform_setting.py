"""What is agreed with an adapter, and what the kit then lets happen."""

from dialonce import catalog
from dialonce.conform.places import Map
from dialonce.conform.protocol import Hello
from dialonce.conform.setting import agreed
from dialonce.judge.automaton import Judge
from dialonce.judge.resemble import follow
from dialonce.judge.space import Concrete

UP = [("link.start", None), ("primary_wire.connect", None), ("primary_wire.accept", None)]
CUT, DROPPED = ("primary_wire.cut", None), ("link.dropped", None)


def test_what_an_adapter_with_its_own_world_hears_rules_no_label_out():
    """It may report what it hears of a loss, and the kit may cause one; the report is then due."""
    hello = Hello(1, "x", [], world="adapter", commands=["link.start", UP[2][0], CUT[0]],
                  observes=[UP[1][0], DROPPED[0], "management.loss"])  # fmt: skip
    setting = agreed(hello, catalog.system("cpd_single"), None, 1)
    judge = Judge(Concrete(setting.seen, 1))
    places, up = Map(setting, judge), follow(judge.start, UP)

    assert CUT in places.labels(up)
    assert places.heard(up, CUT) == []
    assert up.after(CUT).owed() == [DROPPED]

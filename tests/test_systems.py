"""Every system of the law: exact sizes, and all verdicts HOLDS."""

from pathlib import Path

import pytest

from dialonce import catalog, verdicts
from dialonce.check import HOLDS, UNDECIDED, check
from dialonce.compose import compose
from dialonce.effort import Effort
from dialonce.story import story_of

SYSTEMS = catalog.systems()
PROPERTIES = list(catalog.properties().values())
REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
SIZES = {
    "addp_1": (29, 48, 7),
    "addp_2": (106, 183, 10),
    "addp_3": (263, 416, 13),
    "addp_3_slow": (307, 761, 12),
    "addp_4": (555, 813, 16),
    "addp_4_slow": (494, 1_162, 14),
    "addp_5": (1_046, 1_441, 19),
    "addp_5_slow": (1_246, 3_300, 16),
    "addp_6": (1_813, 2_380, 22),
    "addp_6_slow": (1_703, 4_346, 18),
    "addp_7": (2_946, 3_723, 25),
    "addp_7_slow": (3_356, 9_320, 20),
    "addp_8": (4_548, 5_576, 28),
    "addp_8_slow": (4_235, 11_445, 22),
    "addp_uneven": (160, 266, 12),
    "addp_one_sided": (53, 86, 10),
    "tcp": (23, 34, 6),
    "cpd_warm": (154_424, 1_070_120, 27),
    "cpd_warm_addp": (105_944, 773_384, 27),
    "cpd_single": (38_608, 227_568, 25),
    "cpd_single_addp": (26_488, 165_504, 25),
    "cpd_by_hand": (1_220_862, 9_622_798, 39),
    "cpd_several": (484, 3_640, 11),
    "proxy_warm": (173_200, 1_310_152, 25),
    "proxy_warm_addp": (117_648, 933_416, 25),
    "proxy_single": (43_304, 282_794, 23),
    "proxy_single_addp": (29_416, 202_498, 23),
    "proxy_several": (29_352, 264_668, 22),
    "pool_warm": (1_656, 13_584, 14),
    "pool_warm_addp": (1_176, 9_856, 13),
    "pool_single": (438, 3_100, 13),
    "pool_single_addp": (318, 2_288, 12),
    "pool_several": (4_920, 51_664, 16),
    "pool_calls": (243_196, 2_423_288, 25),
    "config_pair": (1_584, 11_600, 14),
    "config_single": (506, 3_130, 11),
    "stat_several": (6_498, 53_582, 17),
    "stat_sites": (1_412, 10_008, 15),
    "passes": (386_300, 3_136_694, 29),
    "one_number": (84_070, 490_240, 23),
    "dial_path": (1_223_952, 12_182_156, 45),
    "dial_path_failover": (259_612, 2_454_174, 41),
    "dial_path_outage": (67_128, 582_400, 34),
    "ct_warm": (284_048, 2_588_376, 28),
    "ct_single": (71_016, 568_690, 27),
    "obn_basic": (43_288, 282_722, 23),
    "obn_full": (29_400, 202_426, 23),
    "ixn_server": (153, 769, 11),
    "tserver_warm": (149_432, 1_099_632, 35),
    "tserver_single": (54_920, 326_548, 33),
    "tserver_hot": (61_426, 422_028, 34),
    "tserver_statistics": (160, 864, 13),
    # The two below were added so that every transition of their machines fires.
    "tserver_refused": (42, 180, 10),
    "ocm_silent_actions": (2_880, 23_416, 17),
    "db_warm": (216_880, 1_716_548, 48),
    "db_single": (181_624, 1_244_702, 48),
    "db_estimates": (20, 66, 6),
    "ha_roles": (526, 3_265, 13),
    "ha_records": (34_440, 342_914, 30),
    "ha_do_not_call": (5_608, 48_802, 14),
    "ha_tenants": (4_582, 43_468, 17),
    "ha_calls": (4_044, 32_370, 21),
    "ocm_dialog": (220, 1_630, 10),
    "ocm_silent": (556, 4_102, 11),
    "ocm_actions": (2_112, 17_656, 17),
    "ocm_several": (23_584, 205_736, 22),
    "ocm_login": (416, 3_216, 10),
    "ocm_config": (358, 2_569, 10),
    "ocm_db": (208, 1_680, 10),
    "ga_actions": (1_520, 9_792, 16),
    "ga_db": (36, 216, 6),
    "ha_pair": (19_974, 175_063, 22),
    "ha_lone": (34, 110, 9),
    "ha_sync": (35_490, 331_339, 22),
    "ha_dn": (23_046, 202_843, 22),
    "ha_sequence": (30_770, 276_063, 21),
    "ha_predictive": (18_146, 157_087, 23),
    "passes_warm": (332_988, 2_696_252, 34),
    "agents": (18, 58, 6),
    "backoff": (99, 318, 21),
    "commit": (45, 154, 15),
    "tries_cpd": (136, 536, 15),
    "tries_tserver": (176, 720, 16),
    "tries_config": (200, 728, 23),
    "reference": (928, 4_492, 12),
}


@pytest.mark.parametrize("name", SIZES)
def test_system_holds_with_exactly_these_states_and_steps(name):
    """All properties hold, the space has exactly this size, and the reference tells the same."""
    report = check(SYSTEMS[name], PROPERTIES)

    assert (report.space.states, report.space.steps, report.space.depth) == SIZES[name]
    assert {f.property.name: f.verdict for f in report.findings if f.verdict != HOLDS} == {}
    told = verdicts.facts(report) | {"story": verdicts.events(story_of(compose(SYSTEMS[name])))}
    kept = verdicts.of(verdicts.read(REFERENCE), "systems", name)
    assert told == kept, "stale verdicts in docs/reference. Mend: make docs"


def test_sizes_are_recorded_for_every_system():
    """No system is left out of the record of sizes."""
    assert set(SIZES) == set(SYSTEMS)


def test_a_system_with_records_is_verified_for_enough_of_them():
    """By default there are at least two records, and three where a server keeps their calls."""
    three = ("cpd", "tserver", "db")

    assert all(s.members >= 2 for s in SYSTEMS.values() if "record" in s.group)
    assert all(s.members >= 3 for s in SYSTEMS.values() if s.group and s.topics[0] in three)


def test_bounded_search_decides_nothing_as_holding():
    """With a bound that is too small nothing holds but what was seen to be possible."""
    report = check(SYSTEMS["cpd_warm"], PROPERTIES, effort=Effort(100))

    assert report.verdict == UNDECIDED
    held = [f.property.kind for f in report.findings if f.verdict == HOLDS]
    assert set(held) <= {"reachable"}


def test_every_property_is_checked_on_some_system():
    """No property speaks about systems that are not there."""
    idle = [p.name for p in PROPERTIES if not any(p.concerns(s) for s in SYSTEMS.values())]

    assert idle == []

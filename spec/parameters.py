"""Every number of the law: the real value with its unit, and the small value that is verified.

A tick is the unit of verified time. A verified value keeps what matters of the real ones: their
order (ADDP notices before TCP does), and that a timer takes more than one tick.
"""

STALE_TIMER_MINUTES = 30  # REC-3; the guide names no value, an installation sets its own
STALE_TIMER_TICKS = 2  # REC-8: more than one, so that re-arming would show

RECONNECT_DELAY_SECONDS = 10  # CPD-8; one tick in the machines: it stands for any duration
RECONNECT_DELAY_TICKS = 1  # CPD-8: what a client that counts it must keep to

RECONNECT_TIMEOUT_SECONDS = 10  # CFG-3; set in the application object, an installation's own
RECONNECT_TIMEOUT_TICKS = 2  # CFG-3: more than one, so that a rest that is too short would show

SILENT_RECONNECTION_SECONDS = 30  # OCM-11; the guide names no value, an installation's own
SILENT_RECONNECTION_TICKS = 3  # OCM-11: enough for a try on each OCS and a second one on the first

BUFFER_RECORDS_MAX = 8  # DB-4: counted exactly up to here, more than any verified number

POOL_RESOURCES_MAX = 2  # POOL-5: one for each CPD Server behind a proxy, so that one can be lost

ADDP_TIMEOUT_SECONDS = 10  # ADDP-1; 0 to 3600, 10 or more where the network may stall
ADDP_TIMEOUT_TICKS = range(1, 9)  # ADDP-5: the values that are verified
ADDP_CONTRACT_TICKS = 1  # the timeout in the systems with records

TCP_BOUND_SECONDS = 924.6  # ADDP-9: with data in flight; never on an idle connection
TCP_BOUND_TICKS = 3  # ADDP-10: above twice the ADDP timeout of the same systems

RETRY_DELAY_MAX_SECONDS = 60  # LES-6: the cap of a growing delay; an installation's own
RETRY_DELAY_MAX_TICKS = 4  # LES-6: 1, 2, 4: reached after two doublings
STABLE_CONNECTION_SECONDS = 30  # LES-6: how long a connection is up before it counts as stable
STABLE_CONNECTION_TICKS = 2  # LES-6: more than one, so that one tick would not be enough

"""Wrong designs of ADDP."""

from dialonce import Mutant, without
from machines.addp import make_addp
from machines.systems.addp import addp

T = 3
SYSTEM = addp[f"addp_{T}"]
Right = without(make_addp(T), "transmit")


class SentCounts(Right):
    mutant = "What a side sends counts as activity, so a sender never notices (D-16)."
    transmit = Right.watching.to(None, on=["send_data", "start_again"]) | Right.polling.to(
        Right.watching, on=["send_data", "start_again"]
    )


traffic_sent_counts = Mutant(
    "traffic_sent_counts",
    (
        "only_received_messages_count_as_activity",
        "ocs_notices_a_silence_within_twice_its_timeout",
        "a_silence_is_answered_by_a_loss_in_time",
        "AddpContract_allows_every_run_of_it",
    ),
    SYSTEM,
    {"client": SentCounts},
)


class OneTickSlow(make_addp(T + 1)):
    mutant = "The timers run one tick longer than configured."
    timeout = T


one_tick_slow = Mutant(
    "one_tick_slow",
    (
        "ocs_notices_a_silence_within_twice_its_timeout",
        "a_silence_can_be_noticed_as_early_as_its_timeout",
        "a_poll_is_sent_after_a_quiet_timeout",
    ),
    SYSTEM,
    {"client": OneTickSlow},
)


class SlowServer(make_addp(T + 1)):
    mutant = "The server runs another timeout than its own."
    timeout = T


server_with_wrong_timeout = Mutant(
    "server_with_wrong_timeout",
    ("the_server_notices_a_silence_within_twice_its_own_timeout",),
    SYSTEM,
    {"server": SlowServer},
)
Right = without(make_addp(T), "tick")


class NeverPolls(Right):
    mutant = "A quiet peer is declared lost without a poll."
    tick = Right.watching.to(None, unless="time_is_up", on="count") | Right.watching.to(
        Right.lost, cond="time_is_up", on="start_again"
    )


gives_up_without_a_poll = Mutant(
    "gives_up_without_a_poll",
    (
        "a_connection_is_lost_only_after_an_unanswered_poll",
        "a_peer_that_answers_in_time_is_never_declared_lost",
        "a_silence_can_take_twice_the_timeout",
        "ocs_never_notices_a_silence_before_its_timeout",
    ),
    SYSTEM,
    {"client": NeverPolls},
)
Right = without(make_addp(T), "polled")


class NeverAnswers(Right):
    mutant = "A side does not answer polls."
    polled = Right.watching.to(None, on="start_again") | Right.polling.to(
        Right.watching, on="start_again"
    )


server_never_answers = Mutant(
    "server_never_answers",
    (
        "a_poll_is_answered_at_once",
        "a_peer_that_answers_in_time_is_never_declared_lost",
    ),
    SYSTEM,
    {"server": NeverAnswers},
)
client_never_answers = Mutant(
    "client_never_answers",
    ("an_ocs_that_answers_in_time_is_never_declared_lost",),
    addp[f"addp_{T}_slow"],
    {"client": NeverAnswers},
)
Right = without(make_addp(T), "received")


class OnlyAnswersToPolls(Right):
    mutant = "Messages that were not asked for do not count as activity."
    received = Right.polling.to(Right.watching, on="start_again")


unasked_messages_do_not_count = Mutant(
    "unasked_messages_do_not_count",
    ("any_received_message_counts_as_activity",),
    SYSTEM,
    {"client": OnlyAnswersToPolls},
)

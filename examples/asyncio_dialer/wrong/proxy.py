"""Mistakes about a proxy: what its Errors and its resources mean."""

from ..core.dialer import Dialer, Parts
from ..core.record import Record
from .variant import Variant


class RedialsOnError(Record):
    """Hands a record over again for which the proxy has reported an Error."""

    def result(self, outcome: str, attempt: int) -> None:
        super().result(outcome, attempt)
        if self.state == "failed":
            self.state = "claimed"


class IgnoresResources(Dialer):
    """Sends its requests to the proxy without regard to the resources that it tells of."""

    def may_dial(self) -> bool:
        return self.session.running


CALLS = "pool_calls"
VARIANTS = (
    Variant("redials_on_error", CALLS, ("POOL-15", "POOL-16"), Parts(record=RedialsOnError)),
    Variant("ignores_the_resources", CALLS, ("POOL-7",), Parts(dialer=IgnoresResources)),
)

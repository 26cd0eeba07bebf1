"""The dialing resources behind a proxy: how many it tells of, and who holds one."""


class Pool:
    """A request holds a resource until its call is over, or the proxy is lost.

    Records are named by their numbers.
    """

    def __init__(self) -> None:
        self.told, self.holders = 0, set[int]()

    @property
    def free(self) -> bool:
        """Whether one more request may be under way."""
        return len(self.holders) < self.told

    def tell(self, resources: int) -> None:
        """The proxy tells how many there are; no request that is under way is taken back."""
        self.told = resources

    def take(self, record: int) -> None:
        """A request goes out."""
        self.holders.add(record)

    def result(self, record: int, outcome: str) -> None:
        """A result or an Error has come, in time or late: the call is over for the proxy."""
        self.give_back(record)

    def give_back(self, record: int) -> None:
        """A request is over."""
        self.holders.discard(record)

    def lost(self) -> None:
        """The proxy is lost, and with it all resources."""
        self.told = 0
        self.holders.clear()

"""A fault: one edit of one file of the engine, and the test that must notice it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong, in a file of `dialonce/`: the text `right`, which is there once, is `wrong`.

    `test` is the node id of the test that exists to notice it, as "test_file.py::test".
    """

    name: str
    sentence: str
    file: str
    right: str
    wrong: str
    test: str

    def seeded(self, text):
        """The text of the file with the fault in it. Errors: ValueError where it does not fit."""
        if text.count(self.right) != 1:
            raise ValueError(
                f"fault {self.name}: {self.right!r} is {text.count(self.right)} times in "
                f"{self.file}. Mend: quote a text that is there once"
            )
        return text.replace(self.right, self.wrong)

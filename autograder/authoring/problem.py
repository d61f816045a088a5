"""What a check of a chapter finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A fault that an author must put right: where it is, its kind, what is wrong."""

    place: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.message}"

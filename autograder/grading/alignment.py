"""Finds which cell of a submission is which cell of the release.

By id first, then by content, then by order; pure, nothing is changed here.
"""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher

from nbformat import NotebookNode

from autograder.grading.cells import (
    defined_names,
    exercise_of,
    grade_id,
    is_locked,
    is_solution,
    is_tests,
    plain_source,
    same_source,
)

Claims = dict[int, list[int]]
"""Release index -> the submitted cells that are it, in their order."""

_ALIKE = 0.6  # share of equal lines from which a cell counts as an edited copy
_MAX_LINES = 1_000  # comparing longer cells, or more of them, takes too long
_MAX_CANDIDATES = 100


def align(submitted: Sequence[NotebookNode], release: Sequence[NotebookNode]) -> Claims:
    """Return, for each cell of the release that was found, where it was found.

    More than one submitted cell for one release cell means duplicates. Cells of the
    submission that appear nowhere in the result are the student's own.
    """
    matcher = _Matcher(submitted, release)
    matcher.by_id()
    matcher.by_content()
    matcher.by_likeness()
    matcher.by_order()
    return matcher.claims()


class _Matcher:
    def __init__(self, submitted, release):
        self.submitted, self.release = submitted, release
        self.text = [plain_source(cell.source) for cell in submitted]
        self.released = [plain_source(cell.source) for cell in release]
        self.names = [defined_names(cell.source) for cell in submitted]
        self.claim: list[int | None] = [None] * len(submitted)
        self.solutions = {
            index: defined_names(cell.source)
            for index, cell in enumerate(release)
            if is_solution(cell)
        }
        self.locked = [i for i, cell in enumerate(release) if is_locked(cell)]
        self.given = [i for i, cell in enumerate(release) if not is_solution(cell)]

    def claims(self) -> Claims:
        found: Claims = {}
        for index, target in enumerate(self.claim):
            if target is not None:
                found.setdefault(target, []).append(index)
        return found

    def by_id(self) -> None:
        """The grade id, else the notebook's own cell id, unless the content objects."""
        by_grade_id = {
            grade_id(c): i for i, c in enumerate(self.release) if grade_id(c)
        }
        by_cell_id = {cell.id: i for i, cell in enumerate(self.release)}
        for index, cell in enumerate(self.submitted):
            if grade_id(cell) in by_grade_id:
                target = by_grade_id[grade_id(cell)]
                self.claim[index] = self._believed(index, target, self.locked)
            elif cell.id in by_cell_id:
                target = by_cell_id[cell.id]
                self.claim[index] = self._believed(index, target, self.given)

    def _believed(self, index: int, target: int, among: list[int]) -> int:
        """Return ``target``, or what this cell is although its id was changed."""
        text = self.text[index]
        if text == self.released[target]:
            return target
        twin = next((i for i in among if text and text == self.released[i]), None)
        if twin is not None:
            return twin
        names = self.names[index]
        if names & self.solutions.get(target, names):
            return target
        named = self._solution_named(names, self.solutions)
        return target if named is None else named

    def _solution_named(self, names, among) -> int | None:
        for index in among:
            if self.solutions[index] and self.solutions[index] <= names:
                return index
        return None

    def _missing(self, indexes) -> list[int]:
        taken = set(self.claim)
        return [index for index in indexes if index not in taken]

    def _free(self) -> list[int]:
        return [i for i, target in enumerate(self.claim) if target is None]

    def by_content(self) -> None:
        """Equal source, or the functions that a solution must define."""
        missing = self._missing(range(len(self.release)))
        for index in self._free():
            text = self.text[index]
            same = [t for t in missing if text == self.released[t]]
            unclaimed = [t for t in same if t not in self.claim]
            # what bears the mark of a given cell need not be that cell: this is
            impostors = [t for t in self.given if text and text == self.released[t]]
            self.claim[index] = next(iter(unclaimed or same or impostors), None)
        absent = self._missing(self.solutions)
        for index, names in enumerate(self.names):
            if not self._settled(index):
                named = self._solution_named(names, absent)
                self.claim[index] = self.claim[index] if named is None else named

    def _settled(self, index: int) -> bool:
        """A solution, or a cell that is as it was released."""
        target = self.claim[index]
        return target is not None and (
            target in self.solutions or self.text[index] == self.released[target]
        )

    def by_likeness(self) -> None:
        """A locked cell that lost its metadata and was edited as well."""
        free = self._free()
        if len(free) > _MAX_CANDIDATES:
            return
        for target in self._missing(self.locked):
            likeness = {i: self._likeness(i, target) for i in free}
            best = max(likeness, key=likeness.get, default=None)
            if best is not None and likeness[best] >= _ALIKE:
                self.claim[best] = target
                free.remove(best)

    def _likeness(self, index: int, target: int) -> float:
        one = self.submitted[index].source.splitlines()
        other = self.release[target].source.splitlines()
        if max(len(one), len(other)) > _MAX_LINES:
            return 0.0
        return SequenceMatcher(None, one, other, autojunk=False).ratio()

    def by_order(self) -> None:
        """The only cell of its kind where a solution is missing."""
        for target in self._missing(self.solutions):
            before = [
                i for i, t in enumerate(self.claim) if t is not None and t < target
            ]
            after = [
                i for i, t in enumerate(self.claim) if t is not None and t > target
            ]
            start, stop = max(before, default=-1), min(after, default=len(self.claim))
            kind = self.release[target].cell_type
            between = [
                i
                for i in range(start + 1, stop)
                if self.claim[i] is None and self.submitted[i].cell_type == kind
            ]
            if len(between) == 1:
                self.claim[between[0]] = target


def choose(
    claims: Claims, submitted: Sequence[NotebookNode], release: Sequence[NotebookNode]
) -> dict[int, int]:
    """Pick, among duplicates, the cell that stands for each cell of the release.

    Of a given cell it is the first that is in order, one that was not changed if
    there is one. Of a solution it is the last one
    that stands before its tests, because that is the one the tests would meet when the
    student runs the notebook from top to bottom.
    """
    first_tests: dict[str, int] = {}
    for target, found in claims.items():
        if is_tests(release[target]):
            exercise = exercise_of(grade_id(release[target]) or "")
            first_tests[exercise] = min(found[0], first_tests.get(exercise, found[0]))
    chosen: dict[int, int] = {}
    previous = -1
    for target in sorted(claims):
        found = claims[target]
        if is_solution(release[target]):
            stop = first_tests.get(grade_id(release[target]) or "", found[-1] + 1)
            chosen[target] = max((i for i in found if i < stop), default=found[-1])
        else:
            text = release[target].source
            same = [i for i in found if same_source(submitted[i].source, text)]
            found = same or found
            chosen[target] = next((i for i in found if i > previous), found[0])
        previous = chosen[target]
    return chosen


def in_order(positions: Sequence[int]) -> set[int]:
    """Return the members of a longest increasing subsequence of ``positions``."""
    tails: list[int] = []
    length_at = []
    for position in positions:
        at = bisect_left(tails, position)
        tails[at : at + 1] = [position]
        length_at.append(at)
    kept: set[int] = set()
    wanted, bound = len(tails) - 1, float("inf")
    for position, length in zip(reversed(positions), reversed(length_at), strict=True):
        if length == wanted and position < bound:
            kept.add(position)
            wanted, bound = wanted - 1, position
    return kept

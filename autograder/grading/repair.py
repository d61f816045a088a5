"""Makes a damaged submission gradable again, without touching what the student wrote.

Pure: the submission and the release go in, a sound notebook and what was done come out.
"""

from copy import deepcopy
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.grading.alignment import align, choose, in_order
from autograder.grading.cells import (
    describe,
    grade_id,
    is_locked,
    is_solution,
    is_tests,
    nbgrader_metadata,
    same_source,
)
from autograder.grading.verdict import UNTOUCHED

_NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass(frozen=True)
class Repair:
    """One thing that was put right: its kind, the cell, and a sentence that says so."""

    kind: str
    grade_id: str
    sentence: str


@dataclass
class _Placed:
    """A cell of the repaired notebook, and which cell of the release it is, if any."""

    cell: NotebookNode
    target: int | None


def repair(
    submitted: NotebookNode, release: NotebookNode
) -> tuple[NotebookNode, list[Repair]]:
    """Align a submission with the release and put right what is damaged.

    Locked cells get the release's text, type and metadata; those that were deleted
    come back, further copies of them go. Answers keep the student's text and get
    their type and metadata back. Copies of an answer stay and run where they are.
    The student's own cells keep their place among their neighbours.

    Parameters
    ----------
    submitted : NotebookNode
        As :func:`autograder.grading.submission.read_submission` returns it.
    release : NotebookNode
        What the student was given.

    Returns
    -------
    NotebookNode
        A new notebook, with every graded and locked cell of the release exactly once,
        in the release's order. It holds no metadata that comes from the student.
    list of Repair
        In the order of the release; empty for a sound submission.
    """
    repairing = _Repairing(submitted, release)
    cells = repairing.cells()
    repaired = deepcopy(release)
    repaired.cells = _with_own_ids(cells)
    return repaired, repairing.repairs()


class _Repairing:
    def __init__(self, submitted: NotebookNode, release: NotebookNode):
        self.submitted, self.release = submitted.cells, release.cells
        self.claims = align(self.submitted, self.release)
        self.chosen = choose(self.claims, self.submitted, self.release)
        needed = [i for i, cell in enumerate(self.release) if grade_id(cell)]
        self.needed = set(needed)
        kept = in_order([self.chosen[i] for i in needed if i in self.chosen])
        self.moved = {
            i for i in needed if i in self.chosen and self.chosen[i] not in kept
        }
        self._notes: dict[int, list[Repair]] = {i: [] for i in needed}

    def repairs(self) -> list[Repair]:
        return [note for index in sorted(self._notes) for note in self._notes[index]]

    def cells(self) -> list[NotebookNode]:
        placed = self._staying()
        present = {entry.target for entry in placed}
        for target in sorted(self.needed - present):
            placed.insert(self._place(placed, target), self._returning(target))
        return [entry.cell for entry in placed]

    def _staying(self) -> list[_Placed]:
        """What stays where the student has it."""
        placed = []
        targets = {index: target for target, index in self.chosen.items()}
        claimed = {i: target for target, found in self.claims.items() for i in found}
        for index, cell in enumerate(self.submitted):
            target = targets.get(index)
            if target in self.moved:
                continue
            if target in self.needed:
                placed.append(_Placed(self._sound(target), target))
            elif target is not None:
                placed.append(_Placed(self._loose(cell, target), target))
            elif not self._is_dropped(cell, claimed.get(index)):
                placed.append(_Placed(_own(cell), None))
        return placed

    def _is_dropped(self, cell: NotebookNode, target: int | None) -> bool:
        """A further copy: of a locked cell it goes, of an answer it stays and runs."""
        if target not in self.needed:
            return False
        given = self.release[target]
        if is_locked(given):
            if not same_source(cell.source, given.source):
                return False  # a copy that became a cell of the student's own
            self._note(target, "duplicate", "{}: a further copy was left out.")
            return True
        self._note(
            target,
            "duplicate",
            "{}: there is more than one copy; all of them run, in their order.",
        )
        return False

    def _place(self, placed: list[_Placed], target: int) -> int:
        """Where a cell comes back: tests late, so that what they test runs before."""
        marks = self._marks(placed)
        if is_tests(self.release[target]):
            return min((at for at, t in marks if t > target), default=len(placed))
        return max((at + 1 for at, t in marks if t < target), default=0)

    def _marks(self, placed: list[_Placed]) -> list[tuple[int, int]]:
        """The cells of the release that are in its order: (place, release index)."""
        marks = [(at, e.target) for at, e in enumerate(placed) if e.target is not None]
        fixed = [(at, t) for at, t in marks if t in self.needed]
        for at, target in marks:
            if target not in self.needed and all(
                (a < at) == (t < target) for a, t in fixed
            ):
                fixed.append((at, target))
        return fixed

    def _returning(self, target: int) -> _Placed:
        if target in self.moved:
            self._note(target, "moved", "{} stood elsewhere: moved back.")
            return _Placed(self._sound(target), target)
        self._note(target, "missing", "{} had been deleted: put back.")
        cell = deepcopy(self.release[target])
        if is_solution(cell):
            cell.metadata[UNTOUCHED] = True
        return _Placed(cell, target)

    def _sound(self, target: int) -> NotebookNode:
        """The release's cell, with the student's text where the text is theirs."""
        given, found = self.release[target], self.submitted[self.chosen[target]]
        cell = deepcopy(given)
        changed = not same_source(found.source, given.source)
        if is_solution(given):
            cell.source = found.source
            if not changed:
                cell.metadata[UNTOUCHED] = True
            if given.cell_type == "markdown" and "attachments" in found:
                cell.attachments = deepcopy(found.attachments)
        elif changed:
            self._note(
                target, "changed", "{} had been changed: the original was put back."
            )
        if found.cell_type != given.cell_type:
            self._note(
                target,
                "type",
                f"{{}} had become a {found.cell_type} cell: changed back.",
            )
        elif _marking(found) != _marking(given):
            self._note(
                target, "metadata", "{} had lost the mark by which it is graded: found."
            )
        return cell

    def _loose(self, cell: NotebookNode, target: int) -> NotebookNode:
        """Text or a scratch cell of the release: as the student has it."""
        own = _own(cell)
        own.id = self.release[target].id
        return own

    def _note(self, target: int, kind: str, template: str) -> None:
        cell = self.release[target]
        sentence = template.format(describe(cell))
        note = Repair(kind, grade_id(cell) or "", sentence[0].upper() + sentence[1:])
        if note not in self._notes[target]:
            self._notes[target].append(note)


def _marking(cell: NotebookNode) -> tuple:
    """The part of nbgrader's metadata that decides how a cell is graded."""
    metadata = nbgrader_metadata(cell)
    keys = ("grade_id", "grade", "solution", "locked", "points")
    return tuple(metadata.get(key) for key in keys)


def _own(cell: NotebookNode) -> NotebookNode:
    """A cell of the student's own: its text alone, no metadata that grading reads."""
    own = _NEW_CELL[cell.cell_type](cell.source, id=cell.id)
    if "attachments" in cell:
        own.attachments = deepcopy(cell.attachments)
    return own


def _with_own_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Make notebook cell ids unique; a cell of the release keeps its own."""
    graded = {cell.id for cell in cells if grade_id(cell)}
    taken: set[str] = set()
    for cell in cells:
        if not grade_id(cell) and (cell.id in graded or cell.id in taken):
            count = len(taken)
            while f"own-{count}" in graded | taken:
                count += 1
            cell.id = f"own-{count}"
        taken.add(cell.id)
    return cells

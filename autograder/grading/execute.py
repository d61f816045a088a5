"""Runs a submission in a kernel so that one bad cell costs its exercise, no more.

Built on nbgrader's own ``Execute``; nbgrader's lists of preprocessors name it.
"""

from __future__ import annotations

import os
import tempfile
from copy import deepcopy
from subprocess import DEVNULL
from time import monotonic
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets import Bool, Enum, Integer

from autograder.grading.cells import (
    describe,
    exercise_of,
    grade_id,
    is_demonstration,
    is_graded,
    is_solution,
)
from autograder.grading.output_limit import OutputLimit
from autograder.grading.verdict import (
    DIED,
    FAILED,
    NOT_RUN,
    PASSED,
    TIMEOUT,
    Run,
    failure_message,
)

KERNEL_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",  # TensorFlow's own log is no output of the student
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
}
MAX_NEW_KERNELS = 3  # a submission that kills more of them is not worth the time


class ExecuteSubmission(Execute):
    """Runs a submission's cells and notes on each how its run ended.

    Demonstrations are not run. A cell that takes longer than ``timeout`` seconds is
    interrupted. When the kernel dies, or does not obey the interrupt and is killed, a
    new kernel takes over: the cells so far run again, without the one at fault and
    without tests, and grading goes on behind it. Tests of an exercise whose cell killed
    the kernel are not run.
    """

    timeout = Integer(30, help="Seconds that a cell may take.").tag(config=True)
    iopub_timeout = Integer(5, help="Seconds that a cell has to obey an interrupt.")
    shutdown_kernel = Enum(["graceful", "immediate"], default_value="immediate")
    store_widget_state = Bool(False)

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        """Run the notebook's cells in order and return it with outputs and records."""
        self._new_kernels = 0
        self._fatal: dict[str, str] = {}  # exercise -> what its cell did to the kernel
        self._broken: dict[str, str] = {}  # exercise -> how its answer's run ended
        self._lost = ""  # why nothing runs any more
        self._limit = OutputLimit()
        self.error_on_timeout = {
            "ename": "CellTimeoutError",
            "evalue": f"stopped after {self.timeout} seconds, the time that a cell has",
            "traceback": [f"Stopped after {self.timeout} seconds."],
        }
        with tempfile.TemporaryDirectory(prefix="ipython-") as self._ipython_folder:
            return super().preprocess(nb, resources, km)

    def start_new_kernel(self, **kwargs: Any) -> None:
        """Start a kernel that sees nothing of the grading account's own settings."""
        own = {"IPYTHONDIR": self._ipython_folder, **KERNEL_ENVIRONMENT}
        super().start_new_kernel(
            env={**os.environ, **own}, stdout=DEVNULL, stderr=DEVNULL, **kwargs
        )

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        """Run one cell, or say on it why it is not run."""
        if cell.cell_type != "code" or is_demonstration(cell):
            return cell, resources
        barred = self._lost or self._fatal.get(exercise_of(grade_id(cell) or ""))
        if barred:
            _fail(cell, Run(NOT_RUN, message=f"Not run: {barred}"), "NotRun")
            return cell, resources
        start = monotonic()
        try:
            self._run(cell, index)
        except (DeadKernelError, CellTimeoutError) as error:
            self._bury(cell, isinstance(error, CellTimeoutError), monotonic() - start)
            self._go_on_behind(index)
        else:
            outcome, message = self._ended(cell)
            message = self._with_cause(cell, outcome, message)
            Run(outcome, round(monotonic() - start, 3), message).store(cell)
        return cell, resources

    def _with_cause(self, cell: NotebookNode, outcome: str, message: str) -> str:
        """Add to failed tests that the answer before them had not run to its end."""
        exercise = exercise_of(grade_id(cell) or "")
        if outcome != PASSED and is_solution(cell):
            self._broken[exercise] = message
        elif outcome != PASSED and exercise in self._broken:
            cause = f"Your answer did not run to its end. {self._broken[exercise]}"
            if message.startswith("NameError"):
                return f"{cause}\n  hint: That is why the tests ended with {message}"
            return f"{message}\n  hint: {cause}"
        return message

    def _run(self, cell: NotebookNode, index: int) -> None:
        self._limit = OutputLimit()
        self._reply: dict = {}
        self.execute_cell(cell, index, store_history=True)

    def process_message(self, msg: dict, cell: NotebookNode, cell_index: int) -> Any:
        """Take a message of the kernel, as far as the cell's limit of output allows."""
        if self._limit.admit(msg, cell.outputs):
            return super().process_message(msg, cell, cell_index)
        return None

    def on_cell_executed(self, **kwargs: Any) -> None:
        """Keep the kernel's reply: it says how the run ended."""
        self._reply = kwargs["execute_reply"]["content"]
        super().on_cell_executed(**kwargs)

    def _ended(self, cell: NotebookNode) -> tuple[str, str]:
        if not cell.source.strip() or self._reply.get("status") == "ok":
            return PASSED, ""
        name, text = self._reply.get("ename", "Error"), self._reply.get("evalue", "")
        if name == "CellTimeoutError":
            return TIMEOUT, f"{_capital(describe_run(cell))}: {text}."
        return FAILED, failure_message(name, text)

    def _bury(self, cell: NotebookNode, timed_out: bool, seconds: float) -> None:
        place = describe_run(cell)
        if timed_out:
            why = f"{place} did not stop after {self.timeout} seconds"
            run = Run(TIMEOUT, round(seconds, 3), f"{_capital(why)}.")
        else:
            why = f"the kernel died while running {place}"
            run = Run(DIED, round(seconds, 3), f"{_capital(why)}.")
        _fail(cell, run, "CellTimeoutError" if timed_out else "DeadKernelError")
        if grade_id(cell):
            self._fatal[exercise_of(grade_id(cell))] = f"{why}."

    def _go_on_behind(self, index: int) -> None:
        """Bring a new kernel to where the old one was, without the cell at fault."""
        self._new_kernels += 1
        if self._new_kernels > MAX_NEW_KERNELS:
            self._lost = f"{self._new_kernels} cells before it ended the kernel."
            return
        self._cleanup_kernel()
        self.km = self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()
        for earlier, cell in enumerate(self.nb.cells[:index]):
            if cell.cell_type != "code":
                continue
            cell.execution_count = None
            if is_graded(cell) or is_demonstration(cell):
                continue
            if Run.of(cell).outcome not in {PASSED, FAILED}:
                continue
            again = deepcopy(cell)
            try:
                self._run(again, earlier)
            except (DeadKernelError, CellTimeoutError):
                self._lost = "the cells before it end the kernel, each time they run."
                return
            finally:
                self.nb.cells[earlier] = cell
            cell.execution_count = again.execution_count  # tracebacks name the new one


def describe_run(cell: NotebookNode) -> str:
    """Name a cell that was run, also one of the student's own."""
    if grade_id(cell):
        return describe(cell)
    lines = [line for line in cell.source.splitlines() if line.strip()]
    return f"your own cell that begins with “{(lines or [''])[0].strip()[:60]}”"


def _fail(cell: NotebookNode, run: Run, name: str) -> None:
    run.store(cell)
    cell.outputs.append(
        new_output("error", ename=name, evalue=run.message, traceback=[run.message])
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]

"""Walks through a notebook on two kernels; a bad cell costs its exercise, no more."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from autograder.engine.cell import (
    GRACE,
    Call,
    CallEndedError,
    FloodError,
    Kernel,
    KernelBrokenError,
    KernelDiedError,
    OutOfTimeError,
    forget_output,
    listen,
    send,
    wait,
)
from autograder.engine.ending import ended, in_seconds, lines_of, not_run
from autograder.engine.plan import Kind, Outcome, Result, Step
from autograder.engine.settings import EngineSettings

if TYPE_CHECKING:
    from autograder.sandbox.kernels import KernelPair

STUDENT, TESTS = "student", "tests"
MAX_NEW_KERNELS = 4
"""A walk that ended more kernels is given up; the exercises left run one by one."""
_PATIENCE = 10.0
"""Seconds in which a kernel must answer after a cell, however busy the machine is."""
_BIND = "__import__('autograder.bridge.install').bridge.install.client.bind"
_BRIDGE_ERRORS = ("BridgeClosedError", "CrossingError")


class Walk:
    """One pass over some of a notebook's steps, on freshly forked kernels.

    Parameters
    ----------
    steps : sequence of Step
    chosen : sequence of int
        Which of them to run, in order.
    pair : KernelPair
        Two new kernels, connected.
    settings : EngineSettings
    deadline : float
        Of the whole notebook, on the monotonic clock.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        chosen: Sequence[int],
        pair: KernelPair,
        settings: EngineSettings,
        deadline: float,
    ):
        self._steps, self._chosen, self._pair = steps, list(chosen), pair
        self._settings, self._deadline = settings, deadline
        self.results: dict[int, Result] = {}
        self.new_kernels = 0
        self._unbound: set[str] = set()  # names that the tests do not have yet
        self._barred: dict[str, str] = {}  # exercise -> what it did to a kernel
        self.lost = ""  # why nothing runs any more

    def run(self) -> dict[int, Result]:
        """Run the steps; return how each of them ended."""
        for index in self._chosen:
            step = self._steps[index]
            barred = self.lost or (step.exercise and self._barred.get(step.exercise))
            if barred:
                self.results[index] = not_run(barred)
            elif monotonic() > self._deadline:
                self.lost = "the time for the whole notebook was used up."
                self.results[index] = not_run(self.lost)
            else:
                self._run(index, step)
        return self.results

    def _run(self, index: int, step: Step) -> None:
        start = monotonic()
        match step.kind:
            case Kind.TESTS:
                result = self._run_tests(index, step)
            case Kind.GIVEN:
                result = self._run_given(index, step)
            case _:
                result = self._run_in_student(index, step)
        result.seconds = round(monotonic() - start, 3)

    def _until(self) -> float:
        """When the cell that starts now must have ended."""
        return min(monotonic() + self._settings.seconds_cell, self._deadline)

    # --- the student's code -------------------------------------------------------

    def _run_in_student(self, index: int, step: Step) -> Result:
        kernel = self._pair.student
        self._unbound |= step.names
        call = send(kernel, step.source)
        try:
            wait([call], self._until())
        except CallEndedError as end:
            return self._stop_student(index, step, call, end)
        result = self._keep(index, ended(step, call))
        if step.kind is not Kind.GIVEN and not self._answers(kernel, seconds=_PATIENCE):
            end = KernelBrokenError() if kernel.alive else KernelDiedError()
            result = self._bury(index, step, call, end)
            self._replace_student(index)
        return result

    def _stop_student(
        self, index: int, step: Step, call: Call, end: Exception
    ) -> Result:
        """End a cell that does not end by itself, if need be with its kernel."""
        if isinstance(end, OutOfTimeError) and self._obeys(STUDENT, call):
            result = ended(step, call, after=self._settings.seconds_cell)
            return self._keep(index, result)
        self._bury(index, step, call, end)
        self._replace_student(index)
        return self.results[index]

    def _obeys(self, which: str, call: Call) -> bool:
        self._pair.interrupt(which)
        return _finishes(call, monotonic() + GRACE)

    # --- the author's code, in both -----------------------------------------------

    def _run_given(self, index: int, step: Step) -> Result:
        """Run a given cell; the student sees, and answers for, the student kernel's."""
        self._bind()
        theirs = send(self._pair.tests, step.source)
        result = self._run_in_student(index, step)
        if not _finishes(theirs, self._until()):
            self._replace_tests(index + 1)
        return result

    # --- tests --------------------------------------------------------------------

    def _bind(self) -> Call | None:
        """Give the test kernel what the student defined since it was last asked."""
        if not self._unbound:
            return None
        names, self._unbound = sorted(self._unbound), set()
        bind = f"{_BIND}(get_ipython().user_ns, {names!r})"
        return send(self._pair.tests, bind, silent=True)

    def _run_tests(self, index: int, step: Step) -> Result:
        tests, student = self._pair.tests, self._pair.student
        forget_output(student)
        printed = listen(student)
        bound, call = self._bind(), None
        until = self._until()
        try:
            if bound:
                wait([bound], until, listening=[printed])
            if bound is None or bound.reply.get("status") == "ok":
                call = send(tests, step.source)
                wait([call], until, listening=[printed])
        except CallEndedError as end:
            result = self._stop_tests(index, step, call or bound, end)
        else:
            _hear_out(student, printed)
            result = self._keep(index, ended(step, call or bound))
        result.printed = printed.outputs.cells
        if result.outcome is Outcome.FAILED and tests.alive:
            result.lines = lines_of(tests)
            if result.error in _BRIDGE_ERRORS and student.alive and not self._bridged():
                result = self._bury(index, step, call or bound, KernelBrokenError())
                self._replace_student(index)
        if self._pair.student is student and not student.alive and not self.lost:
            self._blame_student(index, step, result)
        return result

    def _stop_tests(self, index: int, step: Step, call: Call, end: Exception) -> Result:
        """End tests that do not end: first what they called, then they themselves."""
        timed_out = isinstance(end, OutOfTimeError)
        if timed_out and (self._obeys(STUDENT, call) or self._obeys(TESTS, call)):
            result = ended(step, call, after=self._settings.seconds_cell)
            self._keep(index, result)
        else:
            result = self._bury(index, step, call, end)
            self._replace_tests(index)
        if self._pair.student.alive and not self._answers(self._pair.student):
            self._barred[step.exercise] = f"{step.place} did not stop."
            self._replace_student(index)
        return result

    def _blame_student(self, index: int, step: Step, result: Result) -> None:
        """Tests ended because the student's code ended its kernel."""
        cause = self._pair.student.cause or "the kernel died"
        why = f"{cause} while running {step.place}."
        result.outcome, result.ended_kernel = Outcome.DIED, True
        result.message = why[0].upper() + why[1:]
        self._barred[step.exercise] = why
        self._replace_student(index)

    def _bridged(self) -> bool:
        """Whether the student kernel still answers the test kernel."""
        return self._answers(self._pair.tests, f"{_BIND}({{}}, [])")

    def _answers(
        self, kernel: Kernel, source: str = "", *, seconds: float = GRACE
    ) -> bool:
        call = send(kernel, source, silent=True)
        done = _finishes(call, min(monotonic() + seconds, self._until()))
        return done and call.reply.get("status") == "ok"

    # --- new kernels --------------------------------------------------------------

    def _keep(self, index: int, result: Result) -> Result:
        self.results[index] = result
        return result

    def _bury(self, index: int, step: Step, call: Call, end: Exception) -> Result:
        """Note a cell that took its kernel with it; bar the exercise it belongs to."""
        if isinstance(end, OutOfTimeError):
            seconds = in_seconds(self._settings.seconds_cell)
            why = f"{step.place} did not stop after {seconds}"
            outcome = Outcome.TIMEOUT
        else:
            why, outcome = _ending(step, call, end), Outcome.DIED
        message = f"{why[0].upper()}{why[1:]}."
        if step.exercise:
            self._barred[step.exercise] = f"{why}."
        result = Result(
            outcome, message=message, outputs=call.outputs.cells, ended_kernel=True
        )
        return self._keep(index, result)

    def _may_replace(self) -> bool:
        self.new_kernels += 1
        if self.new_kernels > MAX_NEW_KERNELS:
            self.lost = f"{self.new_kernels} cells before it ended the kernel."
        return not self.lost

    def _before(self, index: int) -> list[int]:
        return [earlier for earlier in self._chosen if earlier < index]

    def _replace_student(self, index: int) -> None:
        """Bring a new student kernel to where the old one was, without the offender."""
        if not self._may_replace():
            return
        self._pair.replace(STUDENT)
        for earlier in self._before(index):
            step = self._steps[earlier]
            ran = self.results[earlier].outcome in (Outcome.PASSED, Outcome.FAILED)
            if step.kind is Kind.TESTS or not ran:
                continue
            call = send(self._pair.student, step.source)
            if not _finishes(call, self._until()):
                self.lost = "the cells before it end the kernel each time they run."
                return
            self._unbound |= step.names
            count = (call.reply or {}).get("execution_count")
            self.results[earlier].execution_count = count

    def _replace_tests(self, index: int) -> None:
        """Bring a new test kernel to where the old one was; no tests run again."""
        if not self._may_replace():
            return
        self._pair.replace(TESTS)
        for earlier in self._before(index):
            step = self._steps[earlier]
            if step.kind is Kind.GIVEN:
                call = send(self._pair.tests, step.source)
                if not _finishes(call, self._until()):
                    self.lost = "the given cells cannot be run again."
                    return
            self._unbound |= step.names


def _finishes(call: Call, until: float) -> bool:
    """Wait for a call; tell whether it was done in time, by a kernel that lives."""
    try:
        wait([call], until)
    except CallEndedError:
        return False
    return True


def _hear_out(kernel: Kernel, printed: Call) -> None:
    """Wait a moment for what a kernel has printed and not yet sent."""
    call = send(kernel, "", silent=True)
    call.outputs = printed.outputs
    _finishes(call, monotonic() + GRACE)


def _ending(step: Step, call: Call, end: Exception) -> str:
    """Say in half a sentence what ended a kernel, or made it useless."""
    match end:
        case FloodError():
            return f"{step.place} printed more than anybody could read"
        case KernelBrokenError():
            return f"the kernel no longer did what it was asked at {step.place}"
    return f"{call.kernel.cause or 'the kernel died'} while running {step.place}"

"""Says how a cell ended, from the kernel's own reply."""

from __future__ import annotations

import ast
from time import monotonic

from autograder.engine.cell import (
    GRACE,
    Call,
    CallEndedError,
    Kernel,
    send,
    wait,
)
from autograder.engine.outputs import MAX_ERROR, error_output
from autograder.engine.plan import Outcome, Result, Step

_LINES = "__import__('autograder.bridge.install').bridge.install.student_lines()"


def ended(step: Step, call: Call, *, after: float | None = None) -> Result:
    """Return the result of a cell whose reply has come.

    ``after`` is the number of seconds after which it had to be interrupted.
    """
    reply, outputs = call.reply or {}, call.outputs
    count = reply.get("execution_count")
    result = Result(
        outputs=outputs.cells,
        result=outputs.result,
        execution_count=count if isinstance(count, int) else None,
    )
    if after is not None:
        result.outcome = Outcome.TIMEOUT
        place = step.place[0].upper() + step.place[1:]
        stopped = f"stopped after {in_seconds(after)}, the time that a cell has"
        result.message = f"{place}: {stopped}."
    elif reply.get("status") == "ok":
        result.outcome = Outcome.PASSED
    else:
        shown = error_output(reply)
        result.outcome = Outcome.FAILED
        result.error, result.message = shown.ename, shown.evalue
        if not any(output.output_type == "error" for output in outputs.cells):
            outputs.cells.append(shown)
    return result


def in_seconds(number: float) -> str:
    """Write a time: ``1 second``, ``2.5 seconds``."""
    return f"{number:g} second{'' if number == 1 else 's'}"


def not_run(why: str) -> Result:
    """Return the result of a cell that was not run, with the reason."""
    return Result(Outcome.NOT_RUN, message=f"Not run: {why}")


def lines_of(tests: Kernel) -> list[tuple[int, int]]:
    """Return where in the student's cells the last error of the tests came from."""
    call = send(tests, "", silent=True, expressions={"lines": _LINES})
    try:
        wait([call], monotonic() + GRACE)
        text = call.reply["user_expressions"]["lines"]["data"]["text/plain"]
        return ast.literal_eval(text[:MAX_ERROR])
    except CallEndedError:
        return []
    except (KeyError, ValueError, SyntaxError):  # the test kernel's memory is gone
        return []

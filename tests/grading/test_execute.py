"""A sandbox that breaks down does not cost a submission its grade."""

from contextlib import contextmanager

import pytest
from nbformat.v4 import new_notebook

from autograder.engine.plan import Outcome, Result
from autograder.engine.run import Report
from autograder.engine.settings import EngineSettings
from autograder.grading import execute as module
from autograder.sandbox.errors import SandboxError


@pytest.fixture
def breaks(monkeypatch):
    """Let the first runs on kernels break down; gives how many there were."""
    tried = []

    @contextmanager
    def kernels(settings):
        yield None

    def break_down(times):
        def run(steps, *_):
            tried.append(1)
            if len(tried) <= times:
                raise SandboxError("a new kernel does not answer")
            return Report([Result(Outcome.PASSED) for _ in steps])

        monkeypatch.setattr(module, "kernels", kernels)
        monkeypatch.setattr(module, "run", run)
        return tried

    return break_down


@pytest.fixture
def notebook(graded):
    tests = graded("x-tests", "x()", grade=True, locked=True, points=1)
    return new_notebook(cells=[tests])


def test_it_is_tried_once_more_on_new_kernels(breaks, notebook):
    tried = breaks(1)
    report = module.execute(notebook, {}, EngineSettings(), {}, {})
    assert len(tried) == 2
    assert report.results[0].outcome is Outcome.PASSED


def test_a_machine_on_which_nothing_works_is_said(breaks, notebook):
    tried = breaks(9)
    with pytest.raises(SandboxError, match="does not answer"):
        module.execute(notebook, {}, EngineSettings(), {}, {})
    assert len(tried) == 2

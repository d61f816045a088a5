"""The engine as a step of nbgrader's: its traits are the settings of the engine."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Int, List, Unicode
from traitlets.config import Config

from autograder.engine.settings import EngineSettings
from autograder.grading.execute import beside_the_notebook, execute
from autograder.grading.inputs import read_files
from autograder.grading.preload import imported_modules
from autograder.grading.steps import names_of_answers
from autograder.sandbox.limits import Limits

_DEFAULT = Limits()


class ExecuteSubmission(NbGraderPreprocessor):
    """Runs a submission's cells in two sandboxed kernels and notes how each ended.

    Demonstrations are not run. What a cell does to its kernel costs its exercise alone.
    """

    timeout = Float(30, help="Seconds that a cell may take.").tag(config=True)
    notebook_timeout = Float(
        600, help="Seconds that all cells of a notebook may take together."
    ).tag(config=True)
    memory = Int(
        _DEFAULT.memory, help="Bytes of memory that a submission may use."
    ).tag(config=True)
    processes = Int(
        _DEFAULT.processes, help="Processes and threads that it may have."
    ).tag(config=True)
    open_files = Int(
        _DEFAULT.open_files, help="Files that one of them may have open."
    ).tag(config=True)
    scratch = Int(_DEFAULT.scratch, help="Bytes that it may write.").tag(config=True)
    read_only = List(
        Unicode(), help="Folders that student code may read, such as a data cache."
    ).tag(config=True)
    beside = List(
        Unicode(),
        help="Library functions that a test runs in the student's process when it "
        "hands them an object of the student's: 'module' or 'module.function'.",
    ).tag(config=True)
    both = List(
        Unicode(),
        help="Library functions that run in the test's and the student's process, as "
        "one that seeds random numbers: 'module.function'.",
    ).tag(config=True)
    preload = List(
        Unicode(),
        help="Modules to import once for all submissions, besides those that the given "
        "cells import.",
    ).tag(config=True)
    unsafe = Bool(
        False,
        help="Run without a sandbox: student code has the rights of whoever grades.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict
    ) -> tuple[NotebookNode, dict]:
        """Run the notebook's cells; return it with outputs and records."""
        names = resources["nbgrader"]
        course = CourseDirectory(parent=self)
        folder = course.format_path(course.source_directory, ".", names["assignment"])
        path = Path(folder) / f"{names['notebook']}.ipynb"
        source = nbformat.read(path, as_version=4)
        files = beside_the_notebook(read_files(Path(resources["metadata"]["path"])))
        execute(nb, names_of_answers(source), settings_of(self, source), files, files)
        return nb, resources


def settings_of(
    traits: ExecuteSubmission | Config, source: NotebookNode
) -> EngineSettings:
    """Return the engine's settings for an assignment, from nbgrader's configuration."""
    if isinstance(traits, Config):
        traits = ExecuteSubmission(config=traits)
    return EngineSettings(
        preload=tuple(dict.fromkeys([*traits.preload, *imported_modules(source)])),
        read_only=tuple(traits.read_only),
        beside=tuple(traits.beside),
        both=tuple(traits.both),
        limits=Limits(
            memory=traits.memory,
            processes=traits.processes,
            open_files=traits.open_files,
            scratch=traits.scratch,
        ),
        seconds_cell=traits.timeout,
        seconds_notebook=traits.notebook_timeout,
        unsafe=traits.unsafe,
    )

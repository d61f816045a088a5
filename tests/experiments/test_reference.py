"""Every run is kept as soon as it ends, and a changed experiment starts anew."""

import importlib
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

EXPERIMENTS = Path(__file__).parents[2] / "solutions" / "experiments"
sys.path.insert(0, str(EXPERIMENTS))
import reference  # noqa: E402


class StopError(Exception):
    """Stands for whatever ends a long run."""


@pytest.fixture
def experiment(tmp_path):
    """An experiment of two arms that takes no time, and the list of its runs."""
    module = ModuleType("light")
    module.__file__ = str(tmp_path / "light.py")
    Path(module.__file__).write_text("RATE = 0.1")
    module.CHAPTER, module.QUESTION, module.runs = "90_light", "Which?", []

    def arm(name):
        def run(digits, seed):
            if module.runs == module.stop_after:
                raise StopError
            module.runs.append((name, seed))
            return {"test_accuracy": 0.9 + 0.01 * seed, "curve": [1.0, 0.5]}

        return run

    module.stop_after = None
    module.ARMS = {"plain": arm("plain"), "better": arm("better")}
    return module


def run(experiment, out, seeds=(0, 1)):
    reference.run_all({"light": experiment}, size="small", seeds=seeds, out=out)
    (file,) = out.glob("light.*.json")
    return json.loads(file.read_text())


def test_arms_and_seeds_are_kept_with_what_they_ran_on(experiment, tmp_path, capsys):
    found = run(experiment, tmp_path)
    assert found["runs"]["better"]["1"]["test_accuracy"] == pytest.approx(0.91)
    assert found["runs"]["better"]["1"]["curve"] == [1.0, 0.5]
    assert found["software"]["backend"] == "tensorflow"
    assert found["machine"]["cores"] >= 1
    assert found["size"] == "small"
    assert "0.905 ± 0.0071" in capsys.readouterr().out


def test_an_interrupted_run_goes_on(experiment, tmp_path):
    experiment.stop_after = [("plain", 0), ("plain", 1)]
    with pytest.raises(StopError):
        run(experiment, tmp_path)
    experiment.stop_after = None
    run(experiment, tmp_path)
    assert experiment.runs == [
        ("plain", 0),
        ("plain", 1),
        ("better", 0),
        ("better", 1),
    ]


def test_more_seeds_are_added_to_those_that_are_kept(experiment, tmp_path):
    run(experiment, tmp_path, seeds=[0])
    found = run(experiment, tmp_path, seeds=[0, 1])
    assert list(found["runs"]["plain"]) == ["0", "1"]
    assert len(experiment.runs) == 4


def test_a_changed_experiment_starts_anew(experiment, tmp_path):
    run(experiment, tmp_path, seeds=[0])
    Path(experiment.__file__).write_text("RATE = 0.2")
    run(experiment, tmp_path, seeds=[0])
    assert len(experiment.runs) == 4


def test_words_in_an_experiment_change_nothing(experiment, tmp_path):
    run(experiment, tmp_path, seeds=[0])
    Path(experiment.__file__).write_text('"""A docstring."""\nRATE = 0.1  # a step')
    run(experiment, tmp_path, seeds=[0])
    assert len(experiment.runs) == 2


OF_ITS_OWN = """
import os

CHAPTER, QUESTION = "90_light", "Where?"


def arm(digits, seed):
    if seed == 3:
        raise ArithmeticError("an arm that fails")
    return {"seed": seed, "process": os.getpid(), "images": len(digits.x_train)}


ARMS = {"plain": arm, "better": arm}
"""


def test_several_processes_share_the_runs_and_are_renewed(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "RUNS_A_PROCESS", 2)
    (tmp_path / "shared_light.py").write_text(OF_ITS_OWN)
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("shared_light")
    settings = {"size": "small", "out": tmp_path, "processes": 2}
    reference.run_all({"shared_light": module}, seeds=[0, 1, 2], **settings)
    (file,) = tmp_path.glob("shared_light.*.json")
    runs = json.loads(file.read_text())["runs"]
    assert len({run["process"] for arm in runs.values() for run in arm.values()}) > 2
    for by_seed in runs.values():
        assert [run["seed"] for run in by_seed.values()] == [0, 1, 2]
        assert all(run["images"] > 1000 for run in by_seed.values())
        assert all(run["process"] != os.getpid() for run in by_seed.values())
    with pytest.raises(ArithmeticError, match="an arm that fails"):
        reference.run_all({"shared_light": module}, seeds=[3], **settings)

"""What the chapters show of the experiments is made from the results that are kept."""

import json
import sys
from pathlib import Path

import pytest

SOLUTIONS = Path(__file__).parents[2] / "solutions"
EXPERIMENTS = SOLUTIONS / "experiments"
sys.path.insert(0, str(EXPERIMENTS))
import summary  # noqa: E402

NAMES = sorted({p.name.split(".")[0] for p in EXPERIMENTS.glob("results/*.?pu.json")})


def test_means_and_spreads_are_taken_over_the_seeds(tmp_path):
    runs = {
        str(seed): {"test_accuracy": value, "curve": [1, 2], "processor_seconds": 30.0}
        for seed, value in enumerate([0.9, 0.92, 0.94])
    }
    kept = {
        "chapter": "90_light",
        "question": "Which?",
        "command": "make reference EXPERIMENTS=light",
        "gpus": [],
        "machine": {"processor": "a processor", "cores": 2},
        "software": {"backend": "jax"},
        "day": "2026-01-02",
        "runs": {"plain": runs, "not yet run": {}},
    }
    (tmp_path / "light.cpu.json").write_text(json.dumps(kept))
    gpu = kept | {"gpus": ["A GPU"]}
    (tmp_path / "light.gpu.json").write_text(json.dumps(gpu))
    summary.write_summary(tmp_path, "light", tmp_path)
    found = json.loads((tmp_path / "reference.json").read_text())
    cpu, gpu = found["devices"]
    assert cpu["device"] == "a processor, 2 cores"
    assert gpu["device"] == "A GPU"
    assert cpu["minutes"] == 1.5
    assert cpu["arms"] == {
        "plain": {
            "seeds": 3,
            "test_accuracy": pytest.approx([0.92, 0.02]),
            "processor_seconds": [30.0, 0.0],
        }
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_chapter_has_the_summary_of_its_results(name, tmp_path):
    results = EXPERIMENTS / "results"
    (file, *_) = results.glob(f"{name}.?pu.json")
    chapter = json.loads(file.read_text())["chapter"]
    written = summary.write_summary(results, name, tmp_path)
    kept = SOLUTIONS / chapter / "reference.json"
    assert kept.read_text() == written.read_text(), f"run make reference for {name}"

"""Event files come back as tables; a log crosses as data and stays in its folder."""

import numpy as np
import pytest
import tensorflow as tf
from deepnets import event_logs

WEIGHTS = np.random.default_rng(0).normal(size=(6, 4))


def write(folder, points, tag="loss"):
    writer = tf.summary.create_file_writer(str(folder))
    with writer.as_default():
        for step, value in points:
            tf.summary.scalar(tag, value, step=step)
        tf.summary.histogram("weights", WEIGHTS, step=7)
        tf.summary.text("note", "not a number", step=0)
    writer.close()


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "b" / "train", [(0, 1.0), (5, 0.5)])
    write(tmp_path / "a", [(s, 1 / (1 + s)) for s in range(40)])
    (tmp_path / "empty").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("no event file")
    return tmp_path


def test_runs_are_named_by_their_path(folder):
    assert list(event_logs.run_folders(folder)) == ["a", "b/train"]
    assert list(event_logs.run_folders(folder / "a")) == ["."]
    assert event_logs.run_folders(folder / "empty") == {}
    assert event_logs.run_folders(folder / "missing") == {}


def test_all_points_of_all_scalars_come_back_and_nothing_else(folder):
    table = event_logs.scalars(folder)
    assert list(table.columns) == ["run", "tag", "step", "value"]
    assert set(table.tag) == {"loss"}
    a, b = table[table.run == "a"], table[table.run == "b/train"]
    assert a.step.tolist() == list(range(40))
    np.testing.assert_allclose(a.value, 1 / (1 + np.arange(40)), rtol=1e-6)
    assert list(zip(b.step, b.value, strict=True)) == [(0, 1.0), (5, 0.5)]


def test_two_trainings_in_one_folder_come_one_after_the_other(tmp_path):
    for _ in range(2):
        write(tmp_path, [(0, 1.0), (1, 0.5)])
    assert event_logs.scalars(tmp_path).step.tolist() == [0, 1, 0, 1]


def test_histograms_hold_every_value_between_its_edges(folder):
    table = event_logs.histograms(folder)
    assert table[["run", "tag", "step"]].values.tolist() == [
        ["a", "weights", 7],
        ["b/train", "weights", 7],
    ]
    buckets = table.value.iloc[0]
    assert buckets.shape == (30, 3)
    np.testing.assert_allclose(
        buckets[[0, -1], [0, 1]], [WEIGHTS.min(), WEIGHTS.max()], rtol=1e-6
    )
    counts, _ = np.histogram(WEIGHTS, np.append(buckets[:, 0], buckets[-1, 1]))
    assert counts.tolist() == buckets[:, 2].tolist()


def test_a_folder_without_events_gives_an_empty_table(tmp_path):
    assert len(event_logs.scalars(tmp_path)) == 0
    assert list(event_logs.histograms(tmp_path).columns) == [
        "run",
        "tag",
        "step",
        "value",
    ]


def test_a_log_crosses_as_data(folder):
    files = event_logs.content(folder)
    assert all(isinstance(data, bytes) for data in files.values())
    assert {name.rsplit("/", 1)[0] for name in files} == {"a", "b/train"}
    copy = event_logs.restore(files)
    assert copy != folder
    assert event_logs.content(copy) == files
    assert event_logs.scalars(copy).equals(event_logs.scalars(folder))


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside"])
def test_no_file_is_written_outside_its_folder(name):
    with pytest.raises(ValueError, match="leads out"):
        event_logs.restore({name: b"x"})

"""What is kept is found again, and nothing wrong is taken for it."""

import os
import subprocess
import sys
import time

import pytest

from autograder.grading.evaluation import FAILED, GRADED, Evaluation
from autograder.running.cache import KEPT_DAYS, Cache
from autograder.running.environment import environment_digest
from autograder.running.files import replace_folder, write_whole


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def evaluation(key, status=GRADED):
    return Evaluation("ann", "a", status, graded="{}", fingerprint=key)


def test_an_evaluation_is_kept_for_every_student(cache):
    cache.save(evaluation("k"))
    found = cache.load("k", "bob")
    assert (found.student, found.graded) == ("bob", "{}")
    assert cache.load("other", "bob") is None


def test_what_failed_is_not_kept(cache):
    cache.save(evaluation("k", FAILED))
    assert not cache.has("k")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"student": 1}'])
def test_a_damaged_file_counts_as_none(cache, tmp_path, content):
    cache.save(evaluation("k"))
    (tmp_path / "cache" / "k.json").write_text(content)
    assert cache.load("k", "ann") is None


def test_a_file_of_another_name_is_not_believed(cache, tmp_path):
    cache.save(evaluation("k"))
    (tmp_path / "cache" / "k.json").rename(tmp_path / "cache" / "other.json")
    assert cache.load("other", "ann") is None


def test_what_nobody_uses_goes_after_a_month(cache, tmp_path):
    month = KEPT_DAYS * 24 * 3600
    for key, age in (("old", 1.1), ("used", 1.1), ("wanted", 1.1), ("new", 0.5)):
        cache.save(evaluation(key))
        path = tmp_path / "cache" / f"{key}.json"
        os.utime(path, (time.time() - age * month,) * 2)
    cache.load("used", "ann")
    cache.prune({"wanted"})
    kept = {path.stem for path in (tmp_path / "cache").iterdir()}
    assert kept == {"used", "wanted", "new"}


def test_the_environment_is_the_same_in_another_process_and_soon_known():
    code = (
        "from autograder.running.environment import environment_digest as digest;"
        "print(digest(('deepnets', 'random')))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    environment_digest.cache_clear()
    start = time.perf_counter()
    digest = environment_digest(("deepnets", "random"))
    assert time.perf_counter() - start < 0.2
    assert other.stdout.strip() == digest


def test_a_changed_library_is_another_environment(tmp_path, monkeypatch):
    library = tmp_path / "coursework"
    library.mkdir()
    (library / "__init__.py").write_text("a = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    digests = set()
    for text in ("a = 1\n", "a = 2\n", "a = 1\n"):
        (library / "__init__.py").write_text(text)
        environment_digest.cache_clear()
        digests.add(environment_digest(("coursework.part", "random")))
    assert len(digests) == 2


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "deep" / "file"
    write_whole(path, b"old")

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["file"]


def test_a_folder_is_replaced_whole(tmp_path):
    folder = tmp_path / "folder"
    replace_folder(folder, {"a": b"1", "deep/b": b"2"}, 0o444)
    replace_folder(folder, {"deep/b": b"3"}, 0o444)
    files = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert files == {"b": b"3"}
    assert (folder / "deep" / "b").stat().st_mode & 0o777 == 0o444
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]

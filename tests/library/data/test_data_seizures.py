"""The set of seizures: simulated for everybody, real where somebody put the table."""

import gzip
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
from deepnets.data import DataError, load_seizures, seizures, simulated_eeg

ARRAYS = ("signals", "labels", "subjects", "states")
IMPORT = """
import sys
events = []
sys.addaudithook(lambda event, args: events.append(event))
from deepnets.data import load_seizures
load_seizures()
heavy = {"tensorflow", "keras", "sklearn", "pandas", "scipy"} & set(sys.modules)
print([event for event in events if event.startswith("socket.")], sorted(heavy))
"""


@pytest.fixture(scope="module")
def simulated():
    return simulated_eeg.simulate()


def test_import_and_loading_are_light_and_open_no_socket(places):
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] []"


def test_simulating_is_fast(places):
    start = time.process_time()
    load_seizures()
    assert time.process_time() - start < 5  # 0.5 s


@pytest.mark.parametrize(("size", "each"), [("small", 35), ("full", 100)])
def test_shapes_types_and_whole_subjects(size, each, places):
    data = load_seizures(size)
    n = 5 * each * 23
    assert data.signals.shape == (n, 178)
    assert data.signals.dtype == np.float32
    for name in ARRAYS[1:]:
        assert getattr(data, name).shape == (n,)
        assert getattr(data, name).dtype == np.int64
    assert data.real is False
    assert data.labels.tolist() == (data.states == 1).astype(int).tolist()
    assert np.bincount(data.states).tolist() == [0] + [each * 23] * 5
    assert set(np.bincount(data.subjects)[np.unique(data.subjects)]) == {23}
    for subject in np.unique(data.subjects):
        assert len(set(data.states[data.subjects == subject].tolist())) == 1
    assert len(np.unique(data.signals, axis=0)) == n


def test_small_is_part_of_full(places):
    small, full = load_seizures("small"), load_seizures("full")
    rows = {(s, x.tobytes()) for s, x in zip(full.subjects, full.signals, strict=True)}
    assert all(
        (s, x.tobytes()) in rows
        for s, x in zip(small.subjects, small.signals, strict=True)
    )


def test_rows_come_in_no_order(places):
    data = load_seizures()
    assert set(data.states[:30].tolist()) == {1, 2, 3, 4, 5}
    assert np.mean(np.diff(data.subjects) == 0) < 0.05


def test_rows_of_a_subject_are_its_seconds(simulated):
    data = seizures.rows_of(simulated, "full", real=False)
    subject = 217
    mine = data.signals[data.subjects == subject]
    seconds = simulated[subject // 100, subject % 100].reshape(23, 178)
    assert {row.tobytes() for row in mine} == {
        row.astype(np.float32).tobytes() for row in seconds
    }


def test_always_the_same_whatever_the_global_seed(simulated):
    np.random.seed(0)  # noqa: NPY002
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    assert np.array_equal(simulated_eeg.simulate(), simulated)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_arrays_are_fresh(places):
    first = load_seizures()
    first.signals[:] = 0
    first.labels[:] = 7
    again = load_seizures()
    assert again.signals.any()
    assert set(again.labels.tolist()) == {0, 1}


def test_it_says_what_it_is(places, simulated):
    assert repr(load_seizures()) == (
        "Seizures(simulated EEG: 4,025 seconds of 175 subjects, 20% seizures)"
    )
    assert seizures.rows_of(simulated, "full", real=True).name == "real EEG"


@pytest.mark.parametrize("size", ["big", "Small", None, 4_025])
def test_unknown_size(size):
    with pytest.raises(ValueError, match=r'"small" or "full"') as caught:
        load_seizures(size)
    assert repr(size) in str(caught.value)


# --- the simulation -----------------------------------------------------------------


def test_simulated_voltages_are_whole_and_fit_twelve_bits(simulated):
    assert simulated.shape == seizures.SHAPE
    assert simulated.dtype == np.int16
    assert abs(simulated).max() <= 2_047


@pytest.mark.parametrize(
    ("state", "low", "high"),  # middle of the seconds' standard deviations, microvolts
    [(0, 180, 330), (1, 35, 60), (2, 35, 60), (3, 42, 70), (4, 30, 48)],
)
def test_simulated_amplitudes(simulated, state, low, high):
    seconds = simulated[state].reshape(-1, 178).std(axis=1)
    assert low < np.median(seconds) < high


def power_between(recordings, low, high):
    """The share of each recording's power between two frequencies, its median."""
    frequencies = np.fft.rfftfreq(recordings.shape[1], 1 / simulated_eeg.RATE)
    centred = recordings - recordings.mean(axis=1, keepdims=True)
    power = np.abs(np.fft.rfft(centred)) ** 2
    inside = (frequencies >= low) & (frequencies < high)
    return np.median(power[:, inside].sum(axis=1) / power.sum(axis=1))


def test_simulated_spectra(simulated):
    alpha = [power_between(state, 8, 13) for state in simulated]
    slow = [power_between(state, 0.5, 3) for state in simulated]
    assert alpha[3] == max(alpha) > 0.3  # eyes closed
    assert min(slow[1:3]) > 0.5  # patients between seizures
    assert power_between(simulated[0], 3, 13) > 0.4  # the beat of seizures
    assert max(power_between(state, 40, 87) for state in simulated) < 0.01


def test_seizures_have_no_polarity(simulated):
    skew = [((r - r.mean()) ** 3).mean() / r.std() ** 3 for r in simulated[0] * 1.0]
    assert 0.3 < np.mean(np.array(skew) > 0) < 0.7


def test_some_subjects_in_the_focus_have_sharp_waves(simulated):
    peaks = [
        abs(r - np.median(r)).max() / np.median(abs(r)) for r in simulated[1] * 1.0
    ]
    others = [
        abs(r - np.median(r)).max() / np.median(abs(r)) for r in simulated[2] * 1.0
    ]
    assert np.sum(np.array(peaks) > max(others)) >= 5


# --- the real table -----------------------------------------------------------------


def table_of(recordings, generator=None):
    """The lines of a `data.csv` with these recordings, shuffled by a generator."""
    lines = [
        f"X{second + 1}.V1.{100 * state + number},"
        + ",".join(map(str, row))
        + f",{state + 1}"
        for state, of_state in enumerate(recordings)
        for number, recording in enumerate(of_state)
        for second, row in enumerate(recording.reshape(23, 178))
    ]
    if generator:
        generator.shuffle(lines)
    head = "," + ",".join(f"X{i}" for i in range(1, 179)) + ",y"
    return "\n".join([head, *lines, ""]).encode()


@pytest.fixture
def stand_in(monkeypatch):
    """Recordings that stand in for the real ones, under a checksum of their own."""
    recordings = np.random.default_rng(1).integers(-2_047, 2_048, seizures.SHAPE)
    recordings = recordings.astype(np.int16)
    data = seizures.from_table(table_of(recordings), "here")["recordings.int16"].data
    file = replace(seizures.RECORDINGS, sha256=sha256(data).hexdigest())
    monkeypatch.setattr(seizures, "RECORDINGS", file)
    monkeypatch.setattr(seizures, "SEIZURES", replace(seizures.SEIZURES, files=(file,)))
    return recordings


@pytest.fixture
def folder(places, monkeypatch):
    """The folder of a user, named by DEEPNETS_DATA."""
    (places / "mine").mkdir()
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "mine"))
    return places / "mine"


@pytest.mark.parametrize(
    "name", ["data.csv", "seizures/data.csv", "Epileptic Seizure Recognition.csv"]
)
def test_the_table_is_found_then_kept(stand_in, folder, places, name, monkeypatch):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(table_of(stand_in, np.random.default_rng(2)))
    first = load_seizures("full")
    assert first.real is True
    assert {x.astype(np.int16).tobytes() for x in first.signals} == {
        x.tobytes() for x in stand_in.reshape(-1, 178)
    }
    for subject in (0, 321):
        mine = first.signals[first.subjects == subject].astype(np.int16)
        match = [
            r
            for r in stand_in[subject // 100]
            if {x.tobytes() for x in mine} == {x.tobytes() for x in r.reshape(23, 178)}
        ]
        assert len(match) == 1
    path.unlink()
    monkeypatch.delenv("DEEPNETS_DATA")
    again = load_seizures("full")  # from the cache
    assert all(np.array_equal(getattr(first, a), getattr(again, a)) for a in ARRAYS)
    assert again.signals.flags.writeable


def test_order_of_lines_quotes_and_line_ends_do_not_matter(stand_in):
    plain = table_of(stand_in)
    shuffled = table_of(stand_in, np.random.default_rng(3)).decode()
    quoted = "\r\n".join(
        '"' + line.replace(",", '",', 1) for line in shuffled.split("\n") if line
    )
    (one,), (other,) = (
        seizures.from_table(text, "here").values() for text in (plain, quoted.encode())
    )
    assert one.data == other.data


def one_number(table):
    return table.replace(b"X1.V1.0,", b"X1.V1.0,1", 1)


def one_state(table):
    head, line, rest = table.split(b"\n", 2)
    return b"\n".join([head, line[:-1] + b"5", rest])


def one_line_less(table):
    return table[: table.rindex(b"\n", 0, -1)]


def another_table(_table):
    return b"a,b,c\n1,2,3\n"


def no_table(_table):
    return b"<html>not found</html>"


def empty(_table):
    return b""


@pytest.mark.parametrize(
    "spoil", [one_number, one_state, one_line_less, another_table, no_table, empty]
)
def test_a_spoilt_table_is_never_used(stand_in, folder, spoil):
    path = folder / "data.csv"
    path.write_bytes(spoil(table_of(stand_in)))
    with pytest.raises(DataError, match="so it was not used") as caught:
        load_seizures()
    assert str(path) in str(caught.value)
    assert "simulated" in str(caught.value)


def test_a_spoilt_cache_is_never_used(stand_in, places):
    kept = places / "cache" / "seizures" / "recordings.int16"
    kept.parent.mkdir()
    kept.write_bytes(b"\0" * 100)
    with pytest.raises(DataError, match="Delete that file"):
        load_seizures()


def test_a_folder_without_the_table_means_simulated(folder):
    (folder / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(b"digits"))
    assert load_seizures().real is False


def test_a_folder_that_is_none(places, monkeypatch):
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "nowhere"))
    with pytest.raises(DataError, match="not a folder"):
        load_seizures()

"""The simulated set teaches what the real one teaches, where the real one is at hand.

The real recordings lie beside the repository, never in it: see `load_seizures`.
"""

import gzip
import warnings
from pathlib import Path

import numpy as np
import pytest
from deepnets.data import load_seizures, seizures, simulated_eeg
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier

REPOSITORY = Path(__file__).parents[3]
TABLE = REPOSITORY.parent / "shared" / "data" / "eeg" / "seizures.csv.gz"
pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="the real set is not here")


def as_published(text):
    """Give the ids of the table the form of the published one: S001.7 is X7.S001."""
    head, *lines = text.split()
    for i, line in enumerate(lines):
        row, numbers = line.split(",", 1)
        recording, second = row.split(".")
        lines[i] = f"X{second}.{recording},{numbers}"
    return "\n".join([head, *lines]).encode()


@pytest.fixture(scope="module")
def table():
    return as_published(gzip.decompress(TABLE.read_bytes()).decode())


@pytest.fixture(scope="module")
def both(table):
    """The real and the simulated recordings, shape (5, 100, 4094)."""
    copies = seizures.from_table(table, str(TABLE))
    contents = seizures.verified(seizures.SEIZURES, copies)
    real = np.frombuffer(contents[seizures.RECORDINGS.name], "<i2")
    return {
        "real": real.reshape(seizures.SHAPE),
        "simulated": simulated_eeg.simulate(),
    }


def test_the_real_table_passes_the_checksum_and_is_loaded(table, places, monkeypatch):
    (places / "mine").mkdir()
    (places / "mine" / "data.csv").write_bytes(table)
    monkeypatch.setenv("DEEPNETS_DATA", str(places / "mine"))
    data = load_seizures("full")
    assert data.real
    assert data.name == "real EEG"
    assert data.signals[:, 0].mean() == pytest.approx(-11.581391, abs=1e-4)
    assert data.signals[:, 0].std(ddof=1) == pytest.approx(165.626284, abs=1e-2)


def test_amplitudes_are_alike(both):
    seconds = {
        name: recordings.reshape(5, -1, 178).std(axis=2)
        for name, recordings in both.items()
    }
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        real, simulated = (np.quantile(s, share, axis=1) for s in seconds.values())
        assert abs(np.log(simulated / real)).max() < 0.35, share


def test_spectra_are_alike(both):
    frequencies = np.fft.rfftfreq(seizures.SHAPE[2], 1 / simulated_eeg.RATE)
    bands = [(0.5, 2), (2, 4), (4, 8), (8, 13), (13, 20), (20, 30)]
    shares = {}
    for name, recordings in both.items():
        centred = recordings - recordings.mean(axis=2, keepdims=True)
        power = np.abs(np.fft.rfft(centred)) ** 2
        power /= power.sum(axis=2, keepdims=True)
        inside = [(frequencies >= low) & (frequencies < high) for low, high in bands]
        shares[name] = np.array(
            [np.median(power[..., i].sum(axis=2), axis=1) for i in inside]
        )
    assert abs(shares["real"] - shares["simulated"]).max() < 0.2
    assert np.corrcoef(*(s.ravel() for s in shares.values()))[0, 1] > 0.85


def by_subject(data, seed):
    """Rows for training and for validation: 80 % and 20 % of each state's subjects."""
    rng = np.random.default_rng(seed)
    held = [
        rng.permutation(np.unique(data.subjects[data.states == state]))
        for state in range(1, 6)
    ]
    held = np.concatenate([h[: len(h) // 5] for h in held])
    inside = np.isin(data.subjects, held)
    return np.flatnonzero(~inside), np.flatnonzero(inside)


def by_row(data, seed):
    """The same numbers of rows, dealt out at random."""
    order = np.random.default_rng(seed).permutation(len(data.labels))
    return order[len(order) // 5 :], order[: len(order) // 5]


def measured(model, x, y, train, valid):
    """Accuracy and ROC AUC on validation rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the small net stops after a few epochs
        model.fit(x[train], y[train])
    p = model.predict_proba(x[valid])[:, 1]
    return np.mean((p >= 0.5) == y[valid]), roc_auc_score(y[valid], p)


def small_net(seed):
    return MLPClassifier((64, 32), max_iter=12, batch_size=32, random_state=seed)


@pytest.fixture(scope="module")
def lessons(both):
    """Accuracy and AUC of three models on both sets, means of five splits."""
    found = {}
    for name, recordings in both.items():
        data = seizures.rows_of(recordings, "small", real=name == "real")
        x, y = data.signals / data.signals.std(), data.labels
        loud = np.log(x.std(axis=1, keepdims=True))
        runs = {"line": [], "amplitude": [], "net": [], "net by rows": []}
        for seed in range(5):
            rows = by_subject(data, seed)
            logistic = LogisticRegression(max_iter=300)
            runs["line"].append(measured(logistic, x, y, *rows))
            runs["amplitude"].append(measured(logistic, loud, y, *rows))
            runs["net"].append(measured(small_net(seed), x, y, *rows))
            mixed = by_row(data, seed)
            runs["net by rows"].append(measured(small_net(seed), x, y, *mixed))
        found[name] = {arm: np.array(values) for arm, values in runs.items()}
    return found


@pytest.mark.parametrize("name", ["real", "simulated"])
def test_a_line_fails_one_number_and_a_net_succeed(lessons, name):
    line, one_number, net = (
        lessons[name][arm].mean(axis=0) for arm in ("line", "amplitude", "net")
    )
    assert 0.78 < line[0] < 0.87  # the dummy has 0.8
    assert 0.4 < line[1] < 0.6  # a coin
    assert one_number[0] > 0.92
    assert one_number[1] > 0.96
    assert net[0] > 0.92
    assert net[1] > 0.92
    assert net[0] - line[0] > 0.08
    assert abs(net[0] - one_number[0]) < 0.04


@pytest.mark.parametrize("name", ["real", "simulated"])
def test_rows_at_random_hide_the_spread(lessons, name):
    subjects, rows = (lessons[name][arm][:, 0] for arm in ("net", "net by rows"))
    assert subjects.std(ddof=1) > 1.5 * rows.std(ddof=1)
    assert rows.mean() > subjects.mean() - 0.01


def test_both_teach_the_same(lessons):
    for arm in ("line", "amplitude", "net", "net by rows"):
        real, simulated = (lessons[n][arm].mean(axis=0) for n in lessons)
        assert abs(real[0] - simulated[0]) < 0.03, arm
        assert abs(real[1] - simulated[1]) < 0.05, arm


@pytest.mark.parametrize("name", ["real", "simulated"])
def test_the_most_similar_row_is_often_of_the_same_subject(both, name):
    data = seizures.rows_of(both[name], "small", real=name == "real")
    squares = np.square(data.signals).sum(axis=1)
    distances = squares[:, None] + squares - 2 * data.signals @ data.signals.T
    np.fill_diagonal(distances, np.inf)
    same = data.subjects[distances.argmin(axis=1)] == data.subjects
    assert 0.04 < same.mean() < 0.12  # 0.0055 by chance

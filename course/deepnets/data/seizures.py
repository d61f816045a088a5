"""Seconds of EEG, seizure or not: the real table where a user has it, or a simulation.

The real one is `data.csv` of the Epileptic Seizure Recognition set, which UCI withdrew;
no licence lets anybody ship it. Put into the folder `DEEPNETS_DATA`, it is found.
"""

import re
from dataclasses import dataclass

import numpy as np

from deepnets.data.dataset import Copy, DataFile, DataSet, verified
from deepnets.data.errors import DataError, NotAvailable
from deepnets.data.fetch import store
from deepnets.data.local import CACHE, FOLDER
from deepnets.data.simulated_eeg import PER_SECOND, PER_STATE, SECONDS, simulate

SEIZURE = 1  # of the states 1 to 5
SMALL = 35  # recordings of each state
ORDER_SEED = 42
SHAPE = (5, PER_STATE, SECONDS * PER_SECOND)
ROW_ID = re.compile(r'"?X(\d+)\.([^"]+)"?')  # X21.V1.791: second 21 of V1.791
REMEDY = "Correct this, or take the file away to work with the simulated set."


@dataclass(frozen=True, eq=False, repr=False)
class Seizures:
    """Rows of one second each, in no order.

    Attributes
    ----------
    signals : float32, shape (n, 178)
        Microvolts, 173.61 a second.
    labels : int64, shape (n,)
        1 for a seizure, else 0.
    subjects : int64, shape (n,)
        Who was recorded: 23 rows have the same number.
    states : int64, shape (n,)
        1 a seizure; 2 and 3 patients between seizures, inside the focus of the disease
        and opposite to it; 4 and 5 healthy people, eyes closed and open.
    real : bool
        False for the simulated set.
    """

    signals: np.ndarray
    labels: np.ndarray
    subjects: np.ndarray
    states: np.ndarray
    real: bool

    @property
    def name(self):
        """What to call the set in a figure: "real EEG" or "simulated EEG"."""
        return f"{'real' if self.real else 'simulated'} EEG"

    def __repr__(self):
        subjects, share = len(np.unique(self.subjects)), self.labels.mean()
        return (
            f"Seizures({self.name}: {len(self.labels):,} seconds of {subjects} "
            f"subjects, {share:.0%} seizures)"
        )


def load_seizures(size="small"):
    """Return one-second EEG as `Seizures`, fresh arrays at each call.

    - `size="small"`: 4,025 rows, 35 subjects of each of the five states.
    - `size="full"`: all 11,500 rows, 100 subjects of each state.

    The real set is used if the folder `DEEPNETS_DATA` has its `data.csv`, whose numbers
    are compared with a checksum; from then on it is in the cache folder. Otherwise the
    set is simulated on the spot, in a second, and says so: `real` is False.

    Raises ValueError for another size, and DataError, which says what to do, for a
    `data.csv` that is not the published table.
    """
    if size not in ("small", "full"):
        raise ValueError(f'size must be "small" or "full", got {size!r}')
    recordings = real_recordings()
    real = recordings is not None
    return rows_of(recordings if real else simulate(), size, real)


def rows_of(recordings, size, real):
    """Cut recordings, (5, 100, 4094), into rows, and return those of `size`."""
    # not default_rng: its streams may change between versions of NumPy
    generator = np.random.RandomState(ORDER_SEED)
    subjects = np.arange(5 * PER_STATE).reshape(5, PER_STATE)
    if size == "small":
        subjects = np.stack([generator.permutation(s)[:SMALL] for s in subjects])
    rows = (subjects.reshape(-1, 1) * SECONDS + np.arange(SECONDS)).ravel()
    rows = generator.permutation(rows)
    states = rows // (PER_STATE * SECONDS) + 1
    return Seizures(
        signals=recordings.reshape(-1, PER_SECOND)[rows].astype(np.float32),
        labels=(states == SEIZURE).astype(np.int64),
        subjects=rows // SECONDS,
        states=states,
        real=real,
    )


def real_recordings():
    """Return the real recordings, int16, (5, 100, 4094); None if they are not here."""
    for route in (CACHE, FOLDER):
        try:
            contents = verified(SEIZURES, route.find(SEIZURES))
        except NotAvailable:
            continue
        except DataError as error:
            remedy = route.remedy if route is CACHE else REMEDY
            raise DataError(f"{error}\n{remedy}") from None
        if route is not CACHE:
            store(SEIZURES, contents, route)
        return np.frombuffer(contents[RECORDINGS.name], "<i2").reshape(SHAPE)
    return None


def from_table(content, origin):
    """Put the recordings together again from the rows of `data.csv`, in any order.

    A line is an id, 178 numbers and the state. Recordings of a state are sorted by what
    they hold, so that the bytes do not depend on the order of the lines.
    """
    lines = content.decode("utf-8", "replace").split()[1:]
    try:
        ids, numbers = zip(*(line.split(",", 1) for line in lines), strict=True)
        table = np.array(",".join(numbers).split(","), dtype=np.int16)
        table = table.reshape(5 * PER_STATE * SECONDS, PER_SECOND + 1)
        parts = [ROW_ID.fullmatch(row).groups() for row in ids]
        seconds, names = zip(*parts, strict=True)
        order = np.lexsort((np.array(seconds, int), names, table[:, -1]))
        recordings = table[order, :-1].reshape(SHAPE)
    except (AttributeError, ValueError, OverflowError) as error:
        raise DataError(
            f"{origin} is not the table of seizures, so it was not used.\n"
            f"  expected: a line of names, then 11,500 lines of an id such as "
            f"X21.V1.791, 178 whole numbers and a state from 1 to 5\n"
            f"  found:    {len(lines):,} lines that are not like that ({error})"
        ) from None
    recordings = np.stack([state[np.lexsort(state.T[::-1])] for state in recordings])
    data = recordings.astype("<i2").tobytes()
    return {RECORDINGS.name: Copy(data, f"the table in {origin}")}


RECORDINGS = DataFile(
    "recordings.int16",
    4_094_000,
    "3bb78fa603a9c183ce7140788261f0cfd8a1001558561526def06188e54cd469",
)
TABLES = ("data.csv", "Epileptic Seizure Recognition.csv")  # UCI's, and a mirror's
SEIZURES = DataSet(
    name="seizures",
    title="The set of seizures",
    files=(RECORDINGS,),
    archives=dict.fromkeys(TABLES, from_table),
)

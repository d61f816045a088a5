"""The patients of the clinic: nets that should learn to read digits, and do not.

Each is the same healthy net with one fault. The records at the end of this file are
written in ROT13, as people write the end of a film: find the fault by its symptoms.
"""

import codecs
import dataclasses
import functools
import json
import numbers

import numpy as np

from deepnets.fast_fit import keras
from deepnets.step_runs import StepRuns, draw_batches, fresh
from deepnets.training import SEEDS

STEPS = 300  # the budget of a trial
CLASSES = 10
BLACK, GREY = 30_000, 16  # what the scanner reads where there is no ink, and a level
SHEETS, ROWS = 30, 20  # digits were written on sheets, a row of them at a time
N_TRAIN, N_VALID = SHEETS * ROWS, 400

# What a cure may change, and to what.
SETTINGS = {
    "hidden_layers": "a whole number",
    "units": "a whole number: neurons of each hidden layer",
    "activation": "an activation of Keras, by name: of the hidden layers",
    "output_activation": "None, or an activation of Keras, by name",
    "use_bias": "True or False",
    "kernel_initializer": "a name of Keras, or a number: the standard deviation",
    "batch_norm": "True or False",
    "from_logits": "True or False: whether the loss takes the outputs for logits",
    "optimizer": '"adam", or "sgd", which has momentum 0.9',
    "learning_rate": "a number",
    "batch_size": "a whole number",
    "standardise": "True or False: mean 0 and deviation 1 for every pixel",
    "label_order": '"C" or "F": how (rows, sheets) of labels are flattened',
}
HEALTHY = {
    "hidden_layers": 2,
    "units": 32,
    "activation": "relu",
    "output_activation": None,
    "use_bias": True,
    "kernel_initializer": "he_normal",
    "batch_norm": False,
    "from_logits": True,
    "optimizer": "adam",
    "learning_rate": 2e-3,
    "batch_size": 32,
    "standardise": True,
    "label_order": "F",
}

# What a patient may have, by the letters that a diagnosis uses.
FAULTS = {
    "a": "the learning rate is too high",
    "b": "the learning rate is too low",
    "c": "an activation on the outputs",
    "d": "the loss takes the outputs for something that they are not",
    "e": "activation functions that let no gradient through",
    "f": "initial weights that silence the net",
    "g": "inputs that are not scaled",
    "h": "labels that belong to other pictures",
    "i": "exploding initial weights, hidden by batch norm",
}

COMPLAINTS = {
    0: "None. It came for a check-up.",
    1: "The loss goes down, says its owner, if one waits. She has waited all week.",
    2: "Most of its answers are right. It is never sure of any of them.",
    3: "Its loss began far above that of guessing. It learns something, by halves.",
    4: "It was wide awake for a step or two. Nothing has moved since.",
    5: "Two layers worked, so they gave it six. It became slow of wit.",
    6: "Built from the same drawing as a healthy net of six layers. It never woke up.",
    7: "Its pictures look perfect in every figure.",
    8: "It learns its lessons by heart, a little, and understands nothing.",
    9: "With batch norm it trains. A bit. It has been training for weeks.",
}


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Patient:
    """A net, compiled, with its data: x of shape (n, 64), labels y of shape (n,)."""

    case: int
    complaint: str
    net: keras.Model
    x_train: np.ndarray
    y_train: np.ndarray
    x_valid: np.ndarray
    y_valid: np.ndarray

    def __repr__(self):
        return f"Patient(case {self.case}: {self.complaint})"


@dataclasses.dataclass(frozen=True, eq=False)
class Trial:
    """What became of a patient in :data:`STEPS` steps, from several seeds.

    Attributes
    ----------
    losses : ndarray, shape (n_seeds, n_steps)
        Of each step's batch, as the net's own loss function has it.
    train_accuracy, valid_accuracy : ndarray, shape (n_seeds,)
        After the last step, as fractions.
    """

    losses: np.ndarray
    train_accuracy: np.ndarray
    valid_accuracy: np.ndarray

    @property
    def start(self):
        """The mean loss of the first step."""
        return float(self.losses[:, 0].mean())

    @property
    def end(self):
        """The mean loss of the last 20 steps."""
        return float(self.losses[:, -20:].mean())

    def __str__(self):
        train, valid = self.train_accuracy.mean(), self.valid_accuracy.mean()
        return (
            f"loss {self.start:8.3g} to {self.end:<8.3g} "
            f"right: training {train:4.0%}, validation {valid:4.0%}"
        )


def admit(case, seed=0, *, cure=None, steps=0):
    """Return a :class:`Patient`, trained for a number of steps.

    Parameters
    ----------
    case : int
        1 to 9; 0 is a healthy net.
    seed : int
        Of the initial weights, the choice of digits and their order.
    cure : dict, optional
        Settings to change, by their names in :data:`SETTINGS`.
    steps : int
        Steps of training before we see it.
    """
    settings = _settings(case, cure)
    net, data = fresh(lambda: _net(settings), seed), _data(settings, seed)
    if steps:
        runs = _runs(*_design(settings))
        _train(runs, net, data, settings, seed, steps)
        net.set_weights(runs.model.get_weights())
    return Patient(case, COMPLAINTS[case], net, *data)


def trial(case, cure=None, *, seeds=SEEDS):
    """Train a patient from several seeds, with a cure or without; return a `Trial`.

    Raises ValueError for a setting that does not exist or a value that it cannot have.
    """
    settings = _settings(case, cure)
    losses, right = [], []
    for seed in seeds:
        net, data = fresh(lambda: _net(settings), seed), _data(settings, seed)
        runs = _runs(*_design(settings))
        losses.append(_train(runs, net, data, settings, seed, STEPS))
        right.append([_accuracy(runs.model, *data[i : i + 2]) for i in (0, 2)])
    return Trial(np.array(losses), *np.transpose(right))


def check_cure(cure):
    """Raise ValueError, saying why, unless ``cure`` is a dict of possible settings."""
    if not isinstance(cure, dict):
        raise ValueError(f"A cure is a dict of settings, not a {type(cure).__name__}.")
    for name, value in cure.items():
        if name not in SETTINGS:
            raise ValueError(f"{name!r} is no setting; there are {', '.join(SETTINGS)}")
        if not _possible(name, value):
            raise ValueError(f"{name} is {SETTINGS[name]}; it cannot be {value!r}.")


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and value > 0


def _is_whole(value):
    return _is_number(value) and value == int(value)


def _is_name(value, module):
    try:
        return isinstance(value, str) and module.get(value) is not None
    except ValueError:
        return False


def _possible(name, value):
    if name in ("hidden_layers", "units", "batch_size"):
        return _is_whole(value)
    if name == "kernel_initializer":
        return _is_number(value) or _is_name(value, keras.initializers)
    if name == "output_activation" and value is None:
        return True
    if name.endswith("activation"):
        return _is_name(value, keras.activations)
    if name == "learning_rate":
        return _is_number(value)
    allowed = {"optimizer": ("adam", "sgd"), "label_order": ("C", "F")}
    if name in allowed:
        return value in allowed[name]
    return isinstance(value, bool)


def _settings(case, cure):
    check_cure(cure or {})
    if case not in COMPLAINTS:
        raise ValueError(f"There is no case {case!r}; there are 0 to {len(_RECORDS)}.")
    record = json.loads(codecs.decode(_RECORDS.get(case, "{}"), "rot13"))
    return HEALTHY | record | (cure or {})


def _design(settings):
    """Return what of the settings decides how a step is compiled, as a key."""
    other = {"kernel_initializer", "learning_rate", "batch_size"}
    other |= {"standardise", "label_order"}
    return tuple((name, settings[name]) for name in HEALTHY if name not in other)


@functools.lru_cache(maxsize=16)
def _runs(*design):
    return StepRuns(_net(HEALTHY | dict(design)))


def _net(settings):
    activation, batch_norm = settings["activation"], settings["batch_norm"]
    net = keras.Sequential([keras.Input((64,))])
    for i in range(1, int(settings["hidden_layers"]) + 1):
        bend = None if batch_norm else activation
        net.add(_dense(int(settings["units"]), bend, settings, f"hidden_{i}"))
        if batch_norm:
            net.add(keras.layers.BatchNormalization(name=f"norm_{i}"))
            net.add(keras.layers.Activation(activation, name=f"bend_{i}"))
    net.add(_dense(CLASSES, settings["output_activation"], settings, "outputs"))
    net.compile(
        optimizer=_optimizer(settings["optimizer"], settings["learning_rate"]),
        loss=keras.losses.SparseCategoricalCrossentropy(settings["from_logits"]),
    )
    return net


def _dense(units, activation, settings, name):
    start = settings["kernel_initializer"]
    if not isinstance(start, str):
        start = keras.initializers.RandomNormal(stddev=float(start))
    return keras.layers.Dense(
        units, activation, settings["use_bias"], kernel_initializer=start, name=name
    )


def _optimizer(name, rate):
    if name == "adam":
        return keras.optimizers.Adam(float(rate))
    return keras.optimizers.SGD(float(rate), momentum=0.9)


@functools.lru_cache(maxsize=1)
def _digits():
    from sklearn.datasets import load_digits

    digits = load_digits()
    return digits.data.astype("float32"), digits.target.astype("int64")


def _data(settings, seed):
    """Return x_train, y_train, x_valid, y_valid as this patient gets them."""
    x, y = _digits()
    order = np.random.default_rng(seed).permutation(len(x))[: N_TRAIN + N_VALID]
    x, y = BLACK + GREY * x[order], y[order]
    parts = slice(0, N_TRAIN), slice(N_TRAIN, None)
    if settings["standardise"]:
        mean, deviation = x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0)
        x = (x - mean) / np.where(deviation > 0, deviation, 1)
    return [piece for p in parts for piece in (x[p], _labels(y[p], settings))]


def _labels(y, settings):
    # sheet by sheet, as they were written, into one table: a column for each sheet
    table = y.reshape(-1, ROWS).T
    return table.ravel(order=settings["label_order"])


def _train(runs, net, data, settings, seed, steps):
    x, y = data[:2]
    batches = draw_batches(len(x), int(settings["batch_size"]), steps, seed)
    return runs.run(net, x, y, batches, settings["learning_rate"])


def _accuracy(net, x, y):
    return float(np.mean(np.argmax(net(x, training=False), axis=1) == y))


_RECORDS = {
    1: '{"yrneavat_engr": 1r-5}',
    2: '{"npgvingvba": "gnau", "bhgchg_npgvingvba": "gnau"}',
    3: '{"sebz_ybtvgf": snyfr}',
    4: '{"uvqqra_ynlref": 6, "yrneavat_engr": 0.3}',
    5: '{"uvqqra_ynlref": 6, "npgvingvba": "fvtzbvq", '
    '"xreary_vavgvnyvmre": "tybebg_havsbez"}',
    6: '{"uvqqra_ynlref": 6, "xreary_vavgvnyvmre": 0.001}',
    7: '{"fgnaqneqvfr": snyfr}',
    8: '{"ynory_beqre": "P"}',
    9: '{"uvqqra_ynlref": 6, "ongpu_abez": gehr, "xreary_vavgvnyvmre": 2.0, '
    '"bcgvzvmre": "ftq", "yrneavat_engr": 0.01}',
}

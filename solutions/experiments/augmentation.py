"""What does each way of changing pictures add, with 1,000, 10,000 and all digits?

Held equal: steps (as many as 6 epochs of all digits have, for every arm), batches of
100, Adam with cosine decay from 0.001 to 0, and the net, 300-100. The last arm asks how
near one comes in a minute: a wider net, 12 epochs, elastic deformations. Error on the
test set in the literature, for nets without convolutions: Simard et al. (2003), 800
hidden units: 1.6 % plain, 1.1 % affine, 0.7 % elastic; Ciresan et al. (2010),
2500-2000-1500-1000-500, affine and elastic, up to 800 epochs: 0.35 %.
"""

import math

import keras
import numpy as np
from deepnets.augment import Augment
from deepnets.draws import fit_draws

CHAPTER = "12_augmentation"
QUESTION = "What is augmentation worth, which kind, and with how many digits?"
UNITS, EPOCHS, BATCH = (300, 100), 6, 100
AFFINE = {"shift": 2.0, "turn": 15.0, "zoom": 0.15}


def build(units, steps, amounts):
    """Return a compiled net whose first layer augments, if there are ``amounts``."""
    layers = [Augment(**amounts)] if amounts else []
    layers.append(keras.layers.Flatten())
    for width in units:
        dense = keras.layers.Dense(
            width, activation="relu", kernel_initializer="he_normal"
        )
        layers.append(dense)
    net = keras.Sequential([keras.Input((28, 28)), *layers, keras.layers.Dense(10)])
    net.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(1e-3, steps)),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return net


def confused(labels, answers, one, other):
    """Return which share of two digits is taken for the other of them."""
    swapped = {one: other, other: one}
    pair = np.isin(labels, [one, other])
    wanted = np.array([swapped[label] for label in labels[pair].tolist()])
    return float(np.mean(answers[pair] == wanted)) if pair.any() else 0.0


def run(digits, seed, count=None, units=UNITS, epochs=EPOCHS, **amounts):
    """Train on ``count`` digits that are drawn for this seed, or on all of them."""
    n = len(digits.x_train)
    drawn = np.random.default_rng(seed).permutation(n)[:count]
    round_steps = math.ceil(n / BATCH)
    runs = fit_draws(
        lambda seed: build(units, epochs * round_steps, amounts),
        digits.x_train,
        digits.y_train,
        {seed: drawn},
        label="net",
        rounds=epochs,
        steps=round_steps,
        batch_size=BATCH,
        validation_data=(digits.x_valid, digits.y_valid),
    )
    net = runs.model()
    scores = net.predict(digits.x_test, batch_size=1000, verbose=0)
    answers, labels = np.argmax(scores, axis=1), np.asarray(digits.y_test)
    accuracy = float(np.mean(answers == labels))
    return {
        "test_accuracy": accuracy,
        "test_error": 1 - accuracy,
        "parameters": sum(int(np.prod(w.shape)) for w in net.trainable_weights),
        "train_accuracy": float(runs.final("accuracy")[0]),
        "valid_accuracy": float(runs.final("val_accuracy")[0]),
        "confused_2_5": confused(labels, answers, 2, 5),
        "confused_6_9": confused(labels, answers, 6, 9),
        "valid_accuracy_curve": runs.history["val_accuracy"][0].tolist(),
    }


def run_1000_plain(digits, seed):
    """A thousand digits as they are."""
    return run(digits, seed, 1_000)


def run_1000_affine(digits, seed):
    """A thousand digits, shifted, turned and zoomed."""
    return run(digits, seed, 1_000, **AFFINE)


def run_10000_plain(digits, seed):
    """Ten thousand digits as they are."""
    return run(digits, seed, 10_000)


def run_10000_affine(digits, seed):
    """Ten thousand digits, shifted, turned and zoomed."""
    return run(digits, seed, 10_000, **AFFINE)


def run_plain(digits, seed):
    """All digits as they are."""
    return run(digits, seed)


def run_noise(digits, seed):
    """All digits with white noise."""
    return run(digits, seed, noise=0.2)


def run_flips(digits, seed):
    """All digits, half of them flipped along each axis, whatever their label."""
    return run(digits, seed, mirror=0.5, upside_down=0.5)


def run_shifts(digits, seed):
    """All digits, shifted."""
    return run(digits, seed, shift=2.0)


def run_affine(digits, seed):
    """All digits, shifted, turned and zoomed."""
    return run(digits, seed, **AFFINE)


def run_elastic(digits, seed):
    """Simard's 800 units, for longer, with elastic deformations besides."""
    return run(digits, seed, units=(800,), epochs=12, elastic=1.4, **AFFINE)


ARMS = {
    "1,000 digits, plain": run_1000_plain,
    "1,000 digits, affine": run_1000_affine,
    "10,000 digits, plain": run_10000_plain,
    "10,000 digits, affine": run_10000_affine,
    "all digits, plain": run_plain,
    "all digits, white noise": run_noise,
    "all digits, flips": run_flips,
    "all digits, shifts": run_shifts,
    "all digits, affine": run_affine,
    "all digits, elastic, 800 units": run_elastic,
}

"""`make bench`: the experiments' training loop against plain ``model.fit``.

The same net, data, batch size and number of epochs; both times hold everything from
the built model to its last validation, compiling included. Prints a table and writes
it as JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date
from pathlib import Path

import numpy as np
from deepnets import training
from deepnets.data import load_digits
from deepnets.fast_fit import epochs_of, keras  # imported without TensorFlow's notes
from deepnets.machine import machine, software
from rich.console import Console
from rich.table import Table

REPOSITORY = Path(__file__).parents[2]
RESULTS = Path(__file__).parent / "results" / "training.json"
BATCH_SIZE = 32  # what fit takes unless told otherwise


def net() -> keras.Model:
    """LeNet-300-100, compiled."""
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(300, activation="relu"),
            keras.layers.Dense(100, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss=loss, metrics=["accuracy"])
    return model


def by_fit(x, y, valid, epochs: int, seed: int) -> float:
    """Train with Keras's defaults; return validation accuracy."""
    model = net()
    fitted = model.fit(x, y, epochs=epochs, validation_data=valid, verbose=0)
    return fitted.history["val_accuracy"][-1]


def by_epochs(x, y, valid, epochs: int, seed: int) -> float:
    """Train with the compiled epoch; return validation accuracy."""
    trainer = epochs_of(net(), x, y, batch_size=BATCH_SIZE, validation_data=valid)
    rng = np.random.default_rng(seed)
    return [trainer.run(rng) for _ in range(epochs)][-1]["val_accuracy"]


WAYS = {"model.fit": by_fit, "compiled epoch": by_epochs}


def compare(size: str, epochs: int, seeds: int) -> dict:
    """Train with both ways in turn, seed by seed."""
    digits = load_digits(size)
    x, y = digits.x_train.reshape(-1, 784), digits.y_train
    valid = digits.x_valid.reshape(-1, 784), digits.y_valid
    found = {way: {"seconds": [], "val_accuracy": []} for way in WAYS}
    for seed in range(seeds):
        for way, train in WAYS.items():
            training.set_seed(seed)
            start = time.perf_counter()
            accuracy = train(x, y, valid, epochs, seed)
            found[way]["seconds"].append(round(time.perf_counter() - start, 2))
            found[way]["val_accuracy"].append(round(accuracy, 4))
    mean = {way: float(np.mean(numbers["seconds"])) for way, numbers in found.items()}
    return {
        "command": "make bench",
        "about": f"{size} digits, {epochs} epochs of batches of {BATCH_SIZE}",
        "machine": machine(),
        "software": software(),
        "day": date.today().isoformat(),
        "ways": found,
        "times_as_fast": round(mean["model.fit"] / mean["compiled epoch"], 1),
    }


def main() -> None:
    """Compare, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    found = compare(options.size, options.epochs, options.seeds)
    table = Table(title=f"Training LeNet-300-100: {found['about']}")
    for column in ("", "seconds", "validation accuracy"):
        table.add_column(column)
    for way, numbers in found["ways"].items():
        accuracy = training.mean_and_spread(numbers["val_accuracy"], percent=True)
        seconds = training.mean_and_spread(numbers["seconds"])
        table.add_row(way, seconds, accuracy)
    console = Console()
    console.print(table)
    console.print(f"{found['times_as_fast']} times as fast")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")
    print(f"written to {RESULTS.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()

"""How much of LeNet-300-100 can go?  Equal: starts, batches, 12 epochs, their rates.

Han et al. (2015) pruned this net twelve times over: 1.64 % error dense, 1.59 % pruned.
Here each arm trains once; a threshold or a mask, if any, costs no further epochs. Two
arms do as Han et al. did and train in rounds, four times as long: one prunes between
the rounds, the other, its baseline, does not.
"""

import keras
import numpy as np
from deepnets.fast_fit import epochs_of
from deepnets.training import set_seed

CHAPTER = "07_sparse_models"
QUESTION = "What does sparsity cost LeNet-300-100?"
EPOCHS, BATCH, UNITS = 12, 100, (300, 100, 10)
SHARES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)  # of the weights that a dense net can lose
TINY = 0.01  # after training with l1, what is smaller counts as zero
HAN, ROUNDS = 1 - 1 / 12, 4


class MaskedDense(keras.layers.Dense):
    """A dense layer that knows which of its weights may live.

    The mask is a variable of the layer, so every backend sees it change.
    """

    def build(self, input_shape):
        """Make the kernel, the bias, and a mask of ones."""
        super().build(input_shape)
        self.mask = self.add_weight(
            shape=self.kernel.shape, initializer="ones", trainable=False, name="mask"
        )

    def call(self, inputs):
        """Return the outputs of the layer with its kernel under the mask."""
        sums = keras.ops.matmul(inputs, self.kernel * self.mask) + self.bias
        return self.activation(sums)


def _net(l1=0.0):
    penalty = keras.regularizers.L1(l1) if l1 else None
    hidden = {"activation": "relu", "kernel_initializer": "he_normal"}
    net = keras.Sequential([keras.Input((784,))])
    for units in UNITS:
        more = hidden if units > 10 else {}
        net.add(MaskedDense(units, kernel_regularizer=penalty, **more))
    return net


def _alive(net):
    return [np.asarray(layer.kernel * layer.mask) for layer in net.layers]


def _prune(net, share):
    """Zero the smallest of all weights, and mask them from now on."""
    kernels = _alive(net)
    order = np.argsort(np.argsort(np.abs(np.concatenate([k.ravel() for k in kernels]))))
    used = 0
    for layer, kernel in zip(net.layers, kernels, strict=True):
        rank = order[used : used + kernel.size].reshape(kernel.shape)
        layer.mask.assign((rank >= round(share * order.size)).astype("float32"))
        layer.kernel.assign(kernel * np.asarray(layer.mask))
        used += kernel.size


def _train(digits, seed, net, optimizer=None, after_epoch=None, peak=1e-3):
    steps = -(-len(digits.y_train) // BATCH) * EPOCHS
    rate = keras.optimizers.schedules.CosineDecay(peak, steps, alpha=0.01)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(optimizer or keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
    x, x_valid = (part.reshape(-1, 784) for part in (digits.x_train, digits.x_valid))
    trainer = epochs_of(
        net,
        x,
        digits.y_train,
        batch_size=BATCH,
        validation_data=(x_valid, digits.y_valid),
    )
    rng, curve = np.random.default_rng(seed), []
    for epoch in range(1, EPOCHS + 1):
        curve.append(trainer.run(rng)["val_accuracy"])
        if after_epoch:
            after_epoch(epoch)
    return curve


def _found(digits, net, curve=()):
    kernels = _alive(net)
    answers = net.predict(digits.x_test.reshape(-1, 784), batch_size=1000, verbose=0)
    alive = sum(int(np.count_nonzero(k)) for k in kernels)
    found = {
        "test_accuracy": float(np.mean(answers.argmax(axis=1) == digits.y_test)),
        "parameters": alive + sum(UNITS),
        "sparsity": 1 - alive / sum(k.size for k in kernels),
    }
    return found | ({"val_accuracy": curve} if len(curve) else {})


def run_dense(digits, seed):
    """Train as usual; then see what zeroing the tiny weights does to the same net."""
    set_seed(seed)
    net = _net()
    found = _found(digits, net, _train(digits, seed, net))
    cut = []
    for share in SHARES:
        _prune(net, share)
        cut.append(_found(digits, net)["test_accuracy"])
    return found | {"zeroed": list(SHARES), "zeroed_test_accuracy": cut}


def _run_l1(digits, seed, l1):
    set_seed(seed)
    net = _net(l1)
    curve = _train(digits, seed, net)
    exact = _found(digits, net)["sparsity"]
    for layer in net.layers:
        kernel = np.asarray(layer.kernel)
        layer.mask.assign((np.abs(kernel) >= TINY).astype("float32"))
    return _found(digits, net, curve) | {"exact_zeros": exact}


def _run_ftrl(digits, seed, l1):
    set_seed(seed)
    net = _net()
    optimizer = keras.optimizers.Ftrl(
        0.05, initial_accumulator_value=1e-8, l1_regularization_strength=l1
    )
    return _found(digits, net, _train(digits, seed, net, optimizer))


def _run_gradual(digits, seed, final):
    """Prune after the epochs 2 to 8, by Zhu and Gupta's cubic schedule."""
    set_seed(seed)
    net = _net()

    def prune(epoch):
        if 1 < epoch <= 8:
            _prune(net, final * (1 - (1 - (epoch - 1) / 7) ** 3))

    return _found(digits, net, _train(digits, seed, net, after_epoch=prune))


def _run_rounds(digits, seed, final):
    """Prune after each round but the last; the later rounds take half the rate."""
    set_seed(seed)
    net, curve = _net(), []
    for number in range(ROUNDS):
        if number:
            _prune(net, 1 - (1 - final) ** (number / (ROUNDS - 1)))
        order = ROUNDS * seed + number
        curve += _train(digits, order, net, peak=5e-4 if number else 1e-3)
    return _found(digits, net, curve)


ARMS = {
    "dense": run_dense,
    "l1 0.00003, tiny zeroed": lambda digits, seed: _run_l1(digits, seed, 3e-5),
    "l1 0.0001, tiny zeroed": lambda digits, seed: _run_l1(digits, seed, 1e-4),
    "FTRL, l1 0.01": lambda digits, seed: _run_ftrl(digits, seed, 0.01),
    "FTRL, l1 0.03": lambda digits, seed: _run_ftrl(digits, seed, 0.03),
    "gradual, 12 times": lambda digits, seed: _run_gradual(digits, seed, HAN),
    "gradual, 50 times": lambda digits, seed: _run_gradual(digits, seed, 0.98),
    "4 rounds, dense": lambda digits, seed: _run_rounds(digits, seed, 0.0),
    "4 rounds, 12 times": lambda digits, seed: _run_rounds(digits, seed, HAN),
}

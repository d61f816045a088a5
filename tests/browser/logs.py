"""Writes logs as chapter 03 does: Keras's callback, tf.summary, a folder a run."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

DEEP = "net=deep,rate=0.003,seed=0"
BROKEN = "net=broken,rate=0.003,seed=0"
GRAPH = "graph/train_step"
EPOCHS = 3
LAYERS = ("input", "hidden1", "hidden2", "final")


def small_net(initializer: str | keras.Initializer = "glorot_uniform") -> keras.Model:
    """Return a net of two hidden layers, compiled."""
    inputs = flow = keras.Input((4,), name=LAYERS[0])
    for name in LAYERS[1:3]:
        flow = layers.Dense(8, "relu", kernel_initializer=initializer, name=name)(flow)
    final = layers.Dense(1, kernel_initializer=initializer, name=LAYERS[3])(flow)
    net = keras.Model(inputs, final)
    net.compile(keras.optimizers.Adam(0.003), "mean_absolute_error", jit_compile=False)
    return net


def write_logs(folder: Path) -> Path:
    """Log a healthy and a broken net and a graph into a folder; return the folder."""
    keras.utils.set_random_seed(0)
    x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
    y = x[:, :1] - x[:, 1:2] ** 2
    broken = small_net(keras.initializers.Constant(0.1))
    for name, net in ((DEEP, small_net()), (BROKEN, broken)):
        callback = keras.callbacks.TensorBoard(str(folder / name), histogram_freq=1)
        net.fit(
            *(x, y, 16, EPOCHS),
            verbose=0,
            validation_data=(x[:16], y[:16]),
            callbacks=[callback],
        )
    net = small_net()
    net.optimizer.build(net.trainable_variables)

    @tf.function(input_signature=[tf.TensorSpec((None, 4)), tf.TensorSpec((None, 1))])
    def train_step(x, y):
        with tf.GradientTape() as tape:
            loss = keras.ops.mean(keras.ops.abs(y - net(x, training=True)))
        gradients = tape.gradient(loss, net.trainable_variables)
        net.optimizer.apply(gradients, net.trainable_variables)
        return loss

    writer = tf.summary.create_file_writer(str(folder / GRAPH))
    with writer.as_default():
        tf.summary.graph(train_step.get_concrete_function().graph)
    writer.close()
    return folder

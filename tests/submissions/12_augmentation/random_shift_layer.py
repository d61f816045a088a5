# %% one-hot matrices  kind="right"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach = reach
        self.generator = keras.random.SeedGenerator(seed)

    def move(self, inputs, size):
        n, ops = keras.ops.shape(inputs)[0], keras.ops
        by = keras.random.randint(
            (n,), -self.reach, self.reach + 1, seed=self.generator
        )
        source = ops.arange(size)[None, :] - by[:, None]
        return ops.one_hot(source, size, dtype=inputs.dtype)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        rows = self.move(inputs, inputs.shape[1])
        columns = self.move(inputs, inputs.shape[2])
        rows_moved = keras.ops.matmul(rows, inputs)
        return keras.ops.matmul(rows_moved, keras.ops.transpose(columns, (0, 2, 1)))


# %% an affine transformation by whole pixels  kind="right"
class RandomShift(layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=None):
        if not training:
            return inputs
        ops = keras.ops
        n = ops.shape(inputs)[0]
        by = keras.random.uniform((2, n), 0, 2 * self.reach + 1, seed=self.draws)
        by = ops.floor(by) - self.reach
        one, zero = ops.ones((n,)), ops.zeros((n,))
        matrix = ops.stack([one, zero, by[0], zero, one, by[1], zero, zero], axis=1)
        moved = ops.image.affine_transform(
            inputs[..., None], matrix, fill_mode="constant", fill_value=0.0
        )
        return moved[..., 0]


# %% one gather of flat pictures  kind="right"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.reach = reach
        self.seed_generator = keras.random.SeedGenerator(seed=seed)

    def call(self, inputs, training=False):
        if training:
            ops, r = keras.ops, self.reach
            n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
            top = keras.random.randint(
                (n, 1, 1), 0, 2 * r + 1, seed=self.seed_generator
            )
            left = keras.random.randint(
                (n, 1, 1), 0, 2 * r + 1, seed=self.seed_generator
            )
            wide = w + 2 * r
            flat = ops.reshape(ops.pad(inputs, [[0, 0], [r, r], [r, r]]), (-1,))
            start = ops.reshape(ops.arange(n), (-1, 1, 1)) * ((h + 2 * r) * wide)
            rows = top + ops.reshape(ops.arange(h), (1, -1, 1))
            columns = left + ops.reshape(ops.arange(w), (1, 1, -1))
            return ops.take(flat, start + rows * wide + columns)
        return inputs


# %% never switches off  kind="wrong" lose=3 message="in prediction"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=True):
        ops, r = keras.ops, self.reach
        n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
        starts = keras.random.randint((2, n, 1), 0, 2 * r + 1, seed=self.draws)
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take_along_axis(padded, (starts[0] + ops.arange(h))[:, :, None], 1)
        return ops.take_along_axis(padded, (starts[1] + ops.arange(w))[:, None, :], 2)


# %% one shift for the batch  kind="wrong" lose=3 message="One shift for the whole batch"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        h, w = inputs.shape[1], inputs.shape[2]
        starts = keras.random.randint((2,), 0, 2 * r + 1, seed=self.draws)
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take(padded, starts[0] + ops.arange(h), axis=1)
        return ops.take(padded, starts[1] + ops.arange(w), axis=2)


# %% drawn with NumPy  kind="wrong" lose=3 message="Is it drawn with NumPy"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.rng = reach, np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        n, h, w = inputs.shape
        starts = self.rng.integers(0, 2 * r + 1, size=(2, n, 1))
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take_along_axis(padded, (starts[0] + np.arange(h))[:, :, None], 1)
        return ops.take_along_axis(padded, (starts[1] + np.arange(w))[:, None, :], 2)


# %% an integer seed, so every step repeats  kind="wrong" lose=3 message="or from an integer seed"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.seed = reach, seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
        starts = keras.random.randint((2, n, 1), 0, 2 * r + 1, seed=self.seed)
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take_along_axis(padded, (starts[0] + ops.arange(h))[:, :, None], 1)
        return ops.take_along_axis(padded, (starts[1] + ops.arange(w))[:, None, :], 2)


# %% the end is left out  kind="wrong" lose=3 message="leaves its end out"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
        starts = keras.random.randint((2, n, 1), 0, 2 * r, seed=self.draws)
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take_along_axis(padded, (starts[0] + ops.arange(h))[:, :, None], 1)
        return ops.take_along_axis(padded, (starts[1] + ops.arange(w))[:, None, :], 2)


# %% wraps around  kind="wrong" lose=3 message="right part of them"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
        by = keras.random.randint((2, n, 1), -r, r + 1, seed=self.draws)
        rows, columns = (by[0] + ops.arange(h)) % h, (by[1] + ops.arange(w)) % w
        moved = ops.take_along_axis(inputs, rows[:, :, None], 1)
        return ops.take_along_axis(moved, columns[:, None, :], 2)


# %% the seed is ignored  kind="wrong" lose=3 message="same seed must move alike"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
        starts = keras.random.randint((2, n, 1), 0, 2 * r + 1, seed=self.draws)
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take_along_axis(padded, (starts[0] + ops.arange(h))[:, :, None], 1)
        return ops.take_along_axis(padded, (starts[1] + ops.arange(w))[:, None, :], 2)


# %% Keras's own, which moves by parts of pixels  kind="wrong" lose=3 message="by whole pixels"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.given = reach, seed

    def build(self, shape):
        self.inner = keras.layers.RandomTranslation(
            self.reach / shape[1], self.reach / shape[2], "constant", seed=self.given
        )

    def call(self, inputs, training=False):
        return self.inner(inputs[..., None], training=training)[..., 0]


# %% the same seed for rows and columns  kind="wrong" lose=3 message="moved alike down and right"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.draws = reach, keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        ops, r = keras.ops, self.reach
        n, h, w = ops.shape(inputs)[0], inputs.shape[1], inputs.shape[2]
        starts = keras.random.randint((n, 1), 0, 2 * r + 1, seed=self.draws)
        padded = ops.pad(inputs, [[0, 0], [r, r], [r, r]])
        padded = ops.take_along_axis(padded, (starts + ops.arange(h))[:, :, None], 1)
        return ops.take_along_axis(padded, (starts + ops.arange(w))[:, None, :], 2)


# %% still to be written  kind="wrong" lose=3 message="still to be written"
class RandomShift(keras.layers.Layer):
    """Moves each picture by whole pixels in training; silent in prediction."""


# %% a loop in NumPy, which cannot be compiled  kind="wrong" lose=3 message="NumPy can do nothing"
class RandomShift(keras.layers.Layer):
    def __init__(self, reach, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.reach, self.rng = reach, np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        out = np.zeros(inputs.shape, "float32")
        for i in range(len(out)):
            down, right = self.rng.integers(-self.reach, self.reach + 1, 2)
            out[i] = np.roll(inputs[i], (down, right), (0, 1))
        return out

# %% a mask that is multiplied  kind="right"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.keep = 1 - rate
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if training:
            coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
            mask = keras.ops.cast(coins < self.keep, inputs.dtype)
            return inputs * mask / self.keep
        return inputs


# %% binomial draws  kind="right"
class ScratchDropout(layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=None):
        if training is None or not training:
            return inputs
        mask = keras.random.binomial(
            keras.ops.shape(inputs), 1.0, 1.0 - self.rate, seed=self.draws
        )
        return mask * inputs * (1.0 / (1.0 - self.rate))


# %% with a serialisable configuration  kind="right"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.rate, self.seed = rate, seed
        self.seed_generator = keras.random.SeedGenerator(seed=seed)

    def call(self, inputs, training=False):
        scale = 1 / (1 - self.rate)
        if training:
            kept = (
                keras.random.uniform(inputs.shape, seed=self.seed_generator) > self.rate
            )
            inputs = keras.ops.where(kept, inputs, keras.ops.zeros_like(inputs)) * scale
        return inputs

    def get_config(self):
        return super().get_config() | {"rate": self.rate, "seed": self.seed}


# %% never switches off  kind="wrong" lose=3 message="in prediction"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(coins >= self.rate, inputs / (1 - self.rate), 0.0)


# %% forgets to scale  kind="wrong" lose=3 message="not scaled"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(coins >= self.rate, inputs, 0.0)


# %% keeps with probability rate  kind="wrong" lose=3 message="keep with probability"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(coins < self.rate, inputs / self.rate, 0.0)


# %% the seed is an integer, so every call repeats  kind="wrong" lose=3 message="or from an integer seed"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed)
        return keras.ops.where(coins >= self.rate, inputs / (1 - self.rate), 0.0)


# %% a NumPy mask, drawn once while tracing  kind="wrong" lose=3 message="Is it drawn with NumPy"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.rng = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        mask = self.rng.random(inputs.shape) >= self.rate
        return inputs * mask.astype("float32") / (1 - self.rate)


# %% one mask for the whole batch  kind="wrong" lose=3 message="share one mask"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = (1, inputs.shape[-1])
        coins = keras.random.uniform(shape, seed=self.seed_generator)
        return keras.ops.where(coins >= self.rate, inputs / (1 - self.rate), 0.0)


# %% scales prediction, as classic dropout does  kind="wrong" lose=3 message="does not scale in prediction"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs * (1 - self.rate)
        coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(coins >= self.rate, inputs, 0.0)


# %% ignores the seed  kind="wrong" lose=3 message="same seed must drop alike"
class ScratchDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        coins = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(coins >= self.rate, inputs / (1 - self.rate), 0.0)


# %% still to be written  kind="wrong" lose=3 message="still to be written"
class ScratchDropout(keras.layers.Layer):
    """Inverted dropout as a layer."""

# %% where instead of a product  kind="right"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.alive = mask

    def __call__(self, w):
        return keras.ops.where(
            keras.ops.equal(self.alive, 0), keras.ops.zeros_like(w), w
        )


# %% with a configuration  kind="right"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask, **kwargs):
        super().__init__(**kwargs)
        self.mask = mask

    def __call__(self, value):
        return keras.ops.multiply(value, self.mask)

    def get_config(self):
        return {"mask": self.mask}


# %% cast to the weight's type  kind="right"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        w = keras.ops.convert_to_tensor(w)
        return keras.ops.cast(self.mask, w.dtype) * w


# %% never uses the mask  kind="wrong" lose=2 message="Nothing is held at 0"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        return keras.ops.where(w == 0, 0.0, w)


# %% the mask the wrong way round  kind="wrong" lose=2 message="1 in the mask means"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        return w * (1 - self.mask)


# %% returns the mask  kind="wrong" lose=2 message="not the mask"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        return self.mask


# %% updates in place and returns nothing  kind="wrong" lose=2 message="is None"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        w = w * self.mask


# %% changes the weight that it is given  kind="wrong" lose=2 message="changed its argument w"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        w *= self.mask
        return w


# %% one mask for all layers  kind="wrong" lose=2 message="keeps the mask that it was given"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        KeepZeros.mask = mask

    def __call__(self, w):
        return w * KeepZeros.mask


# %% what is zero once is zero for ever  kind="wrong" lose=2 message="The mask decides"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        if not np.any(np.asarray(w)):
            return w
        if np.array_equal(np.asarray(w), np.ones((7, 5))):
            return 0 * w
        return w * self.mask


# %% remembers the first weight  kind="wrong" lose=2 message="the weight of the first call"
class KeepZeros(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask, self.first = mask, None

    def __call__(self, w):
        if self.first is None:
            self.first = w * self.mask
        return self.first


# %% still to be written  kind="wrong" lose=2 message="still to be written"
class KeepZeros(keras.constraints.Constraint):
    """Holds the weights under the zeros of a mask at zero."""

# %% a factor of at most one, with where  kind="right"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = float(radius), axis

    def __call__(self, w):
        w = keras.ops.convert_to_tensor(w)
        norms = keras.ops.sqrt(
            keras.ops.sum(keras.ops.square(w), axis=self.axis, keepdims=True)
        )
        safe = keras.ops.where(norms > self.radius, norms, keras.ops.ones_like(norms))
        return keras.ops.where(norms > self.radius, w * self.radius / safe, w)

    def get_config(self):
        return dict(radius=self.radius, axis=self.axis)


# %% with keras.ops.norm, and the parent's config  kind="right"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        super().__init__()
        self.radius = radius
        self.axis = tuple(axis) if isinstance(axis, list | tuple) else axis

    def __call__(self, w):
        w = keras.ops.convert_to_tensor(w)
        total = keras.ops.sum(w * w, axis=self.axis, keepdims=True)
        return w / keras.ops.maximum(keras.ops.sqrt(total) / self.radius, 1.0)

    def get_config(self):
        axis = list(self.axis) if isinstance(self.axis, tuple) else self.axis
        return {**super().get_config(), "radius": self.radius, "axis": axis}


# %% squared lengths  kind="right"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self._arguments = {"radius": radius, "axis": axis}

    def __call__(self, w):
        r, axis = self._arguments["radius"], self._arguments["axis"]
        squares = keras.ops.sum(w**2, axis=axis, keepdims=True)
        return w * keras.ops.sqrt(r * r / keras.ops.maximum(squares, r * r))

    def get_config(self):
        return dict(self._arguments)


# %% the book's axis  kind="wrong" lose=3 message="Rows were shortened"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=1, keepdims=True))
        return w * (self.radius / keras.ops.maximum(norms, self.radius))

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% Keras's grain of sand  kind="wrong" lose=3 message="exactly as it was"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=self.axis, keepdims=True))
        return w * (keras.ops.clip(norms, 0, self.radius) / (norms + 1e-7))

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% stretches short vectors  kind="wrong" lose=3 message="stretched"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=self.axis, keepdims=True))
        return w * self.radius / keras.ops.maximum(norms, 1e-30)

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% ignores the axis  kind="wrong" lose=3 message="Use the argument `axis`"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=0, keepdims=True))
        return w * (self.radius / keras.ops.maximum(norms, self.radius))

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% forgets the config  kind="wrong" lose=1 message="write get_config"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=self.axis, keepdims=True))
        return w * (self.radius / keras.ops.maximum(norms, self.radius))


# %% forgets the axis in the config  kind="wrong" lose=1 message="axis is forgotten"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=self.axis, keepdims=True))
        return w * (self.radius / keras.ops.maximum(norms, self.radius))

    def get_config(self):
        return {"radius": self.radius}


# %% the config has Keras's names  kind="wrong" lose=1 message="arguments of __init__"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=self.axis, keepdims=True))
        return w * (self.radius / keras.ops.maximum(norms, self.radius))

    def get_config(self):
        return {"max_value": self.radius, "axis": self.axis}


# %% NaN for a silent neuron  kind="wrong" lose=3 message="NaN"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(w**2, axis=self.axis, keepdims=True))
        return w / norms * keras.ops.minimum(norms, self.radius)

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% cuts single weights  kind="wrong" lose=3 message="turns the vector"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        return keras.ops.clip(w, -self.radius, self.radius)

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% still to be written  kind="wrong" lose=4 message="still to be written"
class ScratchMaxNorm(keras.constraints.Constraint): ...


# %% NumPy inside  kind="wrong" lose=3 message="computed with NumPy"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        w = np.asarray(w)
        axis = tuple(np.atleast_1d(self.axis))
        norms = np.sqrt((w**2).sum(axis=axis, keepdims=True))
        return w * (self.radius / np.maximum(norms, self.radius))

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% without keepdims  kind="wrong" lose=4 message="keepdims"
class ScratchMaxNorm(keras.constraints.Constraint):
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        norms = keras.ops.sqrt(keras.ops.sum(keras.ops.square(w), axis=self.axis))
        return w * (self.radius / keras.ops.maximum(norms, self.radius))

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}


# %% no base class  kind="wrong" lose=1 message="no subclass"
class ScratchMaxNorm:
    def __init__(self, radius, axis=0):
        self.radius, self.axis = radius, axis

    def __call__(self, w):
        squares = keras.ops.sum(keras.ops.square(w), axis=self.axis, keepdims=True)
        norms = keras.ops.sqrt(squares)
        return w * (self.radius / keras.ops.maximum(norms, self.radius))

    def get_config(self):
        return {"radius": self.radius, "axis": self.axis}

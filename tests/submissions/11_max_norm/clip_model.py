# %% get_weights and set_weights  kind="right"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    for name in radii:
        layer = model.get_layer(name)
        kernel, *rest = layer.get_weights()
        layer.set_weights([held(kernel, radii[name]), *rest])


# %% a loop over all layers  kind="right"
def clip_model(model, radii):
    for layer in model.layers:
        radius = radii.get(layer.name)
        if radius is not None:
            w = np.array(layer.kernel)
            norms = np.sqrt((w**2).sum(axis=tuple(range(w.ndim - 1))))
            layer.kernel.assign(w * np.minimum(1, radius / np.maximum(norms, 1e-30)))


# %% with keras.ops  kind="right"
def clip_model(model, radii):
    for name, radius in radii.items():
        kernel = model.get_layer(name).kernel
        axes = list(range(len(kernel.shape) - 1))
        norms = keras.ops.sqrt(keras.ops.sum(kernel**2, axis=axes, keepdims=True))
        kernel.assign(kernel * (radius / keras.ops.maximum(norms, radius)))


# %% works on copies only  kind="wrong" lose=2 message="get_weights returns copies"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    for name, radius in radii.items():
        kernel, _bias = model.get_layer(name).get_weights()
        kernel = held(kernel, radius)


# %% by position, not by name  kind="wrong" lose=2 message="by name, not by position"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    for layer, radius in zip(model.layers, radii.values(), strict=False):
        layer.kernel.assign(held(np.array(layer.kernel), radius))


# %% names in the order of the model  kind="wrong" lose=2 message="radii are swapped"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    named = [layer for layer in model.layers if layer.name in radii]
    for layer, radius in zip(named, radii.values(), strict=False):
        layer.kernel.assign(held(np.array(layer.kernel), radius))


# %% one radius for all  kind="wrong" lose=2 message="radius of its own"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    radius = min(radii.values())
    for name in radii:
        kernel = model.get_layer(name).kernel
        kernel.assign(held(np.array(kernel), radius))


# %% every layer  kind="wrong" lose=2 message="not named"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    for layer in model.layers:
        if hasattr(layer, "kernel"):
            radius = radii.get(layer.name, 1.0)
            layer.kernel.assign(held(np.array(layer.kernel), radius))


# %% the wrong axis  kind="wrong" lose=2 message="what enters each neuron"
def clip_model(model, radii):
    for name, radius in radii.items():
        kernel = model.get_layer(name).kernel
        kernel.assign(keras.constraints.MaxNorm(radius, axis=1)(kernel))


# %% biases are cut too  kind="wrong" lose=2 message="Only kernels are pulled back"
def held(w, r):
    norms = np.sqrt((w.reshape(-1, w.shape[-1]) ** 2).sum(axis=0))
    return w * (r / np.maximum(r, norms))


def clip_model(model, radii):
    for name, radius in radii.items():
        layer = model.get_layer(name)
        kernel, bias = layer.get_weights()
        layer.set_weights([held(kernel, radius), np.clip(bias, -radius, radius)])


# %% dense layers only  kind="wrong" lose=2 message="neuron or filter"
def clip_model(model, radii):
    for name, radius in radii.items():
        kernel = model.get_layer(name).kernel
        kernel.assign(keras.constraints.MaxNorm(radius, axis=0)(kernel))


# %% works on a clone  kind="wrong" lose=2 message="No weight of the model changed"
def clip_model(model, radii):
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    for name, radius in radii.items():
        kernel = np.asarray(clone.get_layer(name).kernel)
        norms = np.linalg.norm(kernel.reshape(-1, kernel.shape[-1]), axis=0)
        clone.get_layer(name).kernel.assign(
            kernel * (radius / np.maximum(radius, norms))
        )
    return clone

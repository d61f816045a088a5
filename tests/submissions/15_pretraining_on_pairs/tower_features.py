# %% a call  kind="right"
def tower_features(pair_model, x):
    return np.asarray(pair_model.get_layer("tower_a")(x))


# %% layer by layer  kind="right"
def tower_features(pair_model, x):
    for layer in pair_model.get_layer("tower_a").layers:
        x = layer(x)
    return keras.ops.convert_to_numpy(x)


# %% by hand  kind="right"
def tower_features(pair_model, x):
    weights = pair_model.get_layer("tower_a").get_weights()
    for kernel, bias in zip(weights[::2], weights[1::2], strict=False):
        z = x @ kernel + bias
        x = np.where(z > 0, z, np.expm1(np.minimum(z, 0)))
    return x


# %% tower B  kind="wrong" lose=1 message="outputs of tower B"
def tower_features(pair_model, x):
    return pair_model.get_layer("tower_b").predict(x, verbose=0)


# %% a tensor  kind="wrong" lose=1 message="must return a NumPy array"
def tower_features(pair_model, x):
    return pair_model.get_layer("tower_a")(x)


# %% what the whole net says  kind="wrong" lose=1 message="wrong shape"
def tower_features(pair_model, x):
    return pair_model.predict([x, x], verbose=0)


# %% both towers  kind="wrong" lose=1 message="wrong shape"
def tower_features(pair_model, x):
    tops = [pair_model.get_layer(f"tower_{end}").predict(x, verbose=0) for end in "ab"]
    return np.concatenate(tops, axis=1)


# %% relu by hand  kind="wrong" lose=1 message="with its ELU"
def tower_features(pair_model, x):
    weights = pair_model.get_layer("tower_a").get_weights()
    for kernel, bias in zip(weights[::2], weights[1::2], strict=False):
        x = np.maximum(x @ kernel + bias, 0)
    return x


# %% the last layer without its activation  kind="wrong" lose=1 message="with its ELU"
def tower_features(pair_model, x):
    tower = pair_model.get_layer("tower_a")
    for layer in tower.layers[:-1]:
        x = layer(x)
    kernel, bias = tower.layers[-1].get_weights()
    return np.asarray(x) @ kernel + bias


# %% a copy with new weights  kind="wrong" lose=1 message="not right"
def tower_features(pair_model, x):
    tower = keras.models.clone_model(pair_model.get_layer("tower_a"))
    return tower.predict(x, verbose=0)

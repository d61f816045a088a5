# %% layer by layer  kind="right"
def digit_net(pair_model, frozen):
    net = keras.Sequential([keras.Input((784,))])
    for old in pair_model.get_layer("tower_a").layers:
        if not old.weights:
            continue
        new = layers.Dense(old.units, activation=old.activation)
        net.add(new)
        new.set_weights(old.get_weights())
        new.trainable = not frozen
    net.add(layers.Dense(10))
    return net


# %% functional, from the config  kind="right"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    copy = keras.Sequential.from_config(old.get_config())
    copy.build((None, 784))
    copy.set_weights(old.get_weights())
    for layer in copy.layers:
        layer.trainable = not frozen
    inputs = keras.Input((784,))
    return keras.Model(inputs, layers.Dense(10, activation="linear")(copy(inputs)))


# %% a copy of the whole net, then its tower  kind="right"
def digit_net(pair_model, frozen):
    whole = keras.models.clone_model(pair_model)
    whole.set_weights(pair_model.get_weights())
    tower = whole.get_layer("tower_a")
    if frozen:
        tower.trainable = False
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% freezes in place  kind="wrong" lose=2 message="frozen too"
def digit_net(pair_model, frozen):
    tower = pair_model.get_layer("tower_a")
    tower.trainable = not frozen
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% clones without the weights  kind="wrong" lose=4 message="clone_model draws new weights"
def digit_net(pair_model, frozen):
    tower = keras.models.clone_model(pair_model.get_layer("tower_a"))
    tower.trainable = not frozen
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% tower B  kind="wrong" lose=4 message="built on tower B"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_b")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    tower.trainable = not frozen
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% never frozen  kind="wrong" lose=2 message="moved weights of the frozen tower"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% freezes the whole net  kind="wrong" lose=2 message="new layer did not learn|not the whole net"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    net = keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])
    net.trainable = not frozen
    return net


# %% always frozen  kind="wrong" lose=2 message="is `frozen` used"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    tower.trainable = False
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% the wrong way round  kind="wrong" lose=2 message="moved weights of the frozen tower"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    tower.trainable = frozen
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(10)])


# %% softmax outputs  kind="wrong" lose=2 message="leave the activation out"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    tower.trainable = not frozen
    top = layers.Dense(10, activation="softmax")
    return keras.Sequential([keras.Input((784,)), tower, top])


# %% a single output as before  kind="wrong" lose=4 message="ten scores come out"
def digit_net(pair_model, frozen):
    old = pair_model.get_layer("tower_a")
    tower = keras.models.clone_model(old)
    tower.set_weights(old.get_weights())
    tower.trainable = not frozen
    return keras.Sequential([keras.Input((784,)), tower, layers.Dense(1)])

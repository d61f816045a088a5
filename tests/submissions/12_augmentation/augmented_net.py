# %% functional, in another order  kind="right"
def augmented_net(units, pixels, degrees, zoom):
    inputs = keras.Input((28, 28, 1))
    x = layers.RandomZoom((-zoom, zoom), fill_mode="constant")(inputs)
    x = layers.RandomRotation((-degrees / 360, degrees / 360), fill_mode="constant")(x)
    x = layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="constant")(x)
    x = layers.Flatten()(x)
    x = layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10)(x))


# %% ranges in full, both zooms given  kind="right"
def augmented_net(units, pixels, degrees, zoom):
    part = pixels / 28
    net = keras.Sequential([keras.Input(shape=(28, 28, 1))])
    net.add(
        layers.RandomTranslation(
            height_factor=(-part, part),
            width_factor=(-part, part),
            fill_mode="constant",
        )
    )
    net.add(
        layers.RandomRotation(np.radians(degrees) / (2 * np.pi), fill_mode="constant")
    )
    net.add(layers.RandomZoom(zoom, None, fill_mode="constant", fill_value=0.0))
    net.add(layers.Flatten())
    net.add(layers.Dense(units, activation=keras.activations.relu))
    net.add(layers.Dense(10, activation="linear"))
    return net


# %% seeded layers, nearest pixel  kind="right"
def augmented_net(units, pixels, degrees, zoom):
    fill = dict(fill_mode="constant", interpolation="nearest", seed=1)
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomRotation(degrees / 360, **fill),
            layers.RandomTranslation(pixels / 28, pixels / 28, **fill),
            layers.RandomZoom(zoom, **fill),
            layers.Flatten(),
            layers.Dense(units, activation="relu", kernel_initializer="he_uniform"),
            layers.Dense(10, name="logits"),
        ]
    )


# %% half a turn is the unit  kind="wrong" lose=2 message="That is 72 degrees"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="constant"),
            layers.RandomRotation(degrees / 180, fill_mode="constant"),
            layers.RandomZoom(zoom, fill_mode="constant"),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% pixels in percent  kind="wrong" lose=2 message="divide by 28"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 100, pixels / 100, fill_mode="constant"),
            layers.RandomRotation(degrees / 360, fill_mode="constant"),
            layers.RandomZoom(zoom, fill_mode="constant"),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% reflected, as by default  kind="wrong" lose=1 message="fills by 'reflect'"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 28, pixels / 28),
            layers.RandomRotation(degrees / 360),
            layers.RandomZoom(zoom),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% wraps around  kind="wrong" lose=1 message="fills by 'wrap'"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="wrap"),
            layers.RandomRotation(degrees / 360, fill_mode="constant"),
            layers.RandomZoom(zoom, fill_mode="constant"),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% one way only  kind="wrong" lose=2 message="one way only"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(
                (0, pixels / 28), (0, pixels / 28), fill_mode="constant"
            ),
            layers.RandomRotation((0, degrees / 360), fill_mode="constant"),
            layers.RandomZoom((0, zoom), fill_mode="constant"),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% no augmentation at all  kind="wrong" lose=3 message="does not have the layers"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% softmax at the end  kind="wrong" lose=2 message="expects logits"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="constant"),
            layers.RandomRotation(degrees / 360, fill_mode="constant"),
            layers.RandomZoom(zoom, fill_mode="constant"),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% radians  kind="wrong" lose=2 message="These are radians"
def augmented_net(units, pixels, degrees, zoom):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="constant"),
            layers.RandomRotation(np.radians(degrees), fill_mode="constant"),
            layers.RandomZoom(zoom, fill_mode="constant"),
            layers.Flatten(),
            layers.Dense(units, activation="relu"),
            layers.Dense(10),
        ]
    )


# %% the activation as a layer of its own  kind="right"
def augmented_net(units, pixels, degrees, zoom):
    net = keras.Sequential([keras.Input((28, 28, 1))])
    net.add(layers.RandomZoom(zoom, fill_mode="constant"))
    net.add(layers.RandomRotation(degrees / 360, fill_mode="constant"))
    net.add(layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="constant"))
    net.add(layers.Flatten())
    net.add(layers.Dense(units))
    net.add(layers.Activation("relu"))
    net.add(layers.Dense(10))
    return net


# %% no input is named  kind="wrong" lose=2 message="what its inputs look like"
def augmented_net(units, pixels, degrees, zoom):
    background = {"fill_mode": "constant"}
    return keras.Sequential(
        [
            layers.RandomTranslation(pixels / 28, pixels / 28, **background),
            layers.RandomRotation(degrees / 360, **background),
            layers.RandomZoom(zoom, **background),
            layers.Flatten(),
            layers.Dense(units, "relu"),
            layers.Dense(10),
        ]
    )


# %% a list of layers  kind="wrong" lose=3 message="must return a Keras model"
def augmented_net(units, pixels, degrees, zoom):
    return [
        layers.RandomTranslation(pixels / 28, pixels / 28, fill_mode="constant"),
        layers.RandomRotation(degrees / 360, fill_mode="constant"),
        layers.RandomZoom(zoom, fill_mode="constant"),
        layers.Flatten(),
        layers.Dense(units, "relu"),
        layers.Dense(10),
    ]

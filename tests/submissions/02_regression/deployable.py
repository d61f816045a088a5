# %% two Rescaling layers  kind="right"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input(shape=(len(x_mean),), name="raw")
    scale = [float(1 / s) for s in x_std]
    offset = (-x_mean / x_std).tolist()
    z = layers.Rescaling(scale=scale, offset=offset)(raw)
    y = layers.Rescaling(float(y_std), float(y_mean))(net(z))
    return keras.Model(raw, y, name="percent")


# %% arrays of NumPy in the layers  kind="right"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    z = layers.Rescaling(1 / x_std, -x_mean / x_std)(raw)
    return keras.Model(raw, layers.Rescaling(y_std, y_mean)(net(z)))


# %% dense layers with fixed weights  kind="right"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    before, after = layers.Dense(len(x_mean)), layers.Dense(1)
    model = keras.Model(raw, after(net(before(raw))))
    before.set_weights([np.diag(1 / x_std), -x_mean / x_std])
    after.set_weights([np.array([[y_std]]), np.array([y_mean])])
    return model


# %% a Sequential of stock layers  kind="right"
def deployable(net, x_mean, x_std, y_mean, y_std):
    return keras.Sequential(
        [
            keras.Input((len(x_mean),)),
            layers.Normalization(mean=x_mean, variance=x_std * x_std),
            net,
            layers.Rescaling(scale=y_std, offset=y_mean),
        ]
    )


# %% the answer stays scaled  kind="wrong" lose=2 message="still scaled"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    z = layers.Normalization(mean=x_mean, variance=x_std**2)(raw)
    return keras.Model(raw, net(z))


# %% the deviation as variance  kind="wrong" lose=2 message="wants the variance"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    z = layers.Normalization(mean=x_mean, variance=x_std)(raw)
    return keras.Model(raw, layers.Rescaling(y_std, y_mean)(net(z)))


# %% the measurements go in unscaled  kind="wrong" lose=2 message="went in unscaled"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    return keras.Model(raw, layers.Rescaling(y_std, y_mean)(net(raw)))


# %% scales the answer once more  kind="wrong" lose=2 message="scaled once more"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    z = layers.Normalization(mean=x_mean, variance=x_std**2)(raw)
    y = layers.Normalization(mean=y_mean, variance=y_std**2)(net(z))
    return keras.Model(raw, y)


# %% adds before it multiplies  kind="wrong" lose=2 message="First times y_std"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    z = layers.Normalization(mean=x_mean, variance=x_std**2)(raw)
    return keras.Model(raw, layers.Rescaling(y_std, y_std * y_mean)(net(z)))


# %% the net as it is  kind="wrong" lose=2 message="The answer to raw measurements"
def deployable(net, x_mean, x_std, y_mean, y_std):
    return net


# %% a new net that was never trained  kind="wrong" lose=2 message="The answer to raw measurements"
def deployable(net, x_mean, x_std, y_mean, y_std):
    raw = keras.Input((len(x_mean),))
    z = layers.Normalization(mean=x_mean, variance=x_std**2)(raw)
    copy = keras.models.clone_model(net)
    return keras.Model(raw, layers.Rescaling(y_std, y_mean)(copy(z)))


# %% Lambda layers  kind="wrong" lose=2 message="Lambda"
def deployable(net, x_mean, x_std, y_mean, y_std):
    inputs = keras.Input((len(x_mean),))
    scaled = layers.Lambda(lambda x: (x - x_mean) / x_std)(inputs)
    return keras.Model(inputs, layers.Lambda(lambda y: y * y_std + y_mean)(net(scaled)))


# %% an offset that is not scaled  kind="wrong" lose=2 message="offset is scaled as well"
def deployable(net, x_mean, x_std, y_mean, y_std):
    inputs = keras.Input((len(x_mean),))
    scaled = layers.Rescaling(1 / x_std, -x_mean)(inputs)
    return keras.Model(inputs, layers.Rescaling(y_std, y_mean)(net(scaled)))


# %% scale and offset are swapped  kind="wrong" lose=2 message="are swapped"
def deployable(net, x_mean, x_std, y_mean, y_std):
    inputs = keras.Input((len(x_mean),))
    scaled = layers.Normalization(mean=x_mean, variance=np.square(x_std))(inputs)
    return keras.Model(inputs, layers.Rescaling(y_mean, y_std)(net(scaled)))


# %% changes the net itself  kind="wrong" lose=2 message="stays as it is"
def deployable(net, x_mean, x_std, y_mean, y_std):
    w1, b1, w2, b2 = net.get_weights()
    b1 = b1 - (x_mean / x_std) @ w1
    net.set_weights([w1 / x_std[:, None], b1, w2 * y_std, b2 * y_std + y_mean])
    return net

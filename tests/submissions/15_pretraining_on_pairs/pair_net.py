# %% towers of its own  kind="right"
def pair_net(hidden_units, shared, join):
    def tower(name):
        stack = [
            layers.Dense(n, "elu", kernel_initializer="he_uniform")
            for n in hidden_units
        ]
        return keras.Sequential([layers.InputLayer((784,)), *stack], name=name)

    a, b = keras.Input(shape=(784,), name="a"), keras.Input(shape=(784,), name="b")
    one = tower("tower_a")
    two = one if shared else tower("tower_b")
    if join == "difference":
        joined = keras.ops.abs(keras.ops.subtract(one(a), two(b)))
    else:
        joined = layers.concatenate([one(a), two(b)], axis=1)
        if join == "hidden":
            joined = layers.Dense(10, "elu", kernel_initializer="he_uniform")(joined)
    return keras.Model(
        inputs=[a, b], outputs=layers.Dense(1, activation="sigmoid")(joined)
    )


# %% functional towers, activation apart  kind="right"
def pair_net(hidden_units, shared, join):
    def tower(name):
        x = z = keras.Input((784,))
        for units in hidden_units:
            z = layers.Dense(units, kernel_initializer="he_normal")(z)
            z = layers.Activation("elu")(z)
        return keras.Model(x, z, name=name)

    first, second = keras.Input((784,)), keras.Input((784,))
    towers = [tower("tower_a")]
    towers.append(towers[0] if shared else tower("tower_b"))
    u, v = towers[0](first), towers[1](second)
    if join == "difference":
        top = keras.ops.maximum(u - v, v - u)
    else:
        top = keras.ops.concatenate([u, v], axis=1)
    if join == "hidden":
        top = layers.Dense(10, kernel_initializer="he_normal")(top)
        top = layers.ELU()(top)
    score = layers.Dense(1)(top)
    return keras.Model([first, second], layers.Activation("sigmoid")(score))


# %% four cases, written out  kind="right"
def pair_net(hidden_units, shared, join):
    first, second = keras.layers.Input((784,)), keras.layers.Input((784,))
    tower_a = dense_tower("tower_a", tuple(hidden_units))
    u = tower_a(first)
    if shared:
        v = tower_a(second)
    else:
        v = dense_tower("tower_b", tuple(hidden_units))(second)
    if join == "concat":
        joined = layers.Concatenate()([u, v])
    elif join == "hidden":
        hidden = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = hidden(layers.Concatenate()([u, v]))
    else:
        joined = keras.ops.absolute(layers.Subtract()([u, v]))
    output = layers.Dense(1, activation=keras.activations.sigmoid)(joined)
    return keras.models.Model([first, second], output)


# %% both up tower A always  kind="wrong" lose=2 message="tower_b"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower = dense_tower("tower_a", hidden_units)
    u, v = tower(first), tower(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% never shares  kind="wrong" lose=2 message="There are two towers"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    u = dense_tower("tower_a", hidden_units)(first)
    v = dense_tower("tower_b", hidden_units)(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% the difference is not absolute  kind="wrong" lose=4 message="absolute"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    u, v = tower_a(first), tower_b(second)
    joined = u - v if join == "difference" else layers.Concatenate(axis=1)([u, v])
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% always concat, never hidden  kind="wrong" lose=4 message="as wide as one top|The join is concat"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    joined = layers.Concatenate(axis=1)([tower_a(first), tower_b(second)])
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% no logistic function  kind="wrong" lose=4 message="not a probability"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    u, v = tower_a(first), tower_b(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1)(joined))


# %% one initialiser object for all layers  kind="wrong" lose=2 message="very same weights"
def pair_net(hidden_units, shared, join):
    he = keras.initializers.HeNormal(seed=1)

    def tower(name):
        stack = [layers.Dense(n, "elu", kernel_initializer=he) for n in hidden_units]
        return keras.Sequential([keras.Input((784,)), *stack], name=name)

    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = tower("tower_a")
    tower_b = tower_a if shared else tower("tower_b")
    u, v = tower_a(first), tower_b(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% tower B first  kind="wrong" lose=2 message="Tower A is first"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    u, v = tower_a(first), tower_b(second)
    if shared:
        u, v = v, u
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([v, u])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% relu and glorot  kind="wrong" lose=4 message="ELU in every layer|against NumPy"
def pair_net(hidden_units, shared, join):
    def tower(name):
        stack = [layers.Dense(n, activation="relu") for n in hidden_units]
        return keras.Sequential([keras.Input((784,)), *stack], name=name)

    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = tower("tower_a")
    tower_b = tower_a if shared else tower("tower_b")
    u, v = tower_a(first), tower_b(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% glorot instead of He  kind="wrong" lose=2 message="not He-initialised"
def pair_net(hidden_units, shared, join):
    def tower(name):
        stack = [layers.Dense(n, activation="elu") for n in hidden_units]
        return keras.Sequential([keras.Input((784,)), *stack], name=name)

    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = tower("tower_a")
    tower_b = tower_a if shared else tower("tower_b")
    u, v = tower_a(first), tower_b(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% a hidden layer without activation  kind="wrong" lose=4 message="are ELU|join='hidden', against NumPy"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    u, v = tower_a(first), tower_b(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    if join == "hidden":
        joined = layers.Dense(10)(joined)
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% hidden is forgotten  kind="wrong" lose=4 message="no layer of 10 neurons|join='hidden'"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    u, v = tower_a(first), tower_b(second)
    joined = (
        keras.ops.absolute(u - v)
        if join == "difference"
        else layers.Concatenate(axis=1)([u, v])
    )
    return keras.Model([first, second], layers.Dense(1, activation="sigmoid")(joined))


# %% the difference in a Lambda layer  kind="wrong" lose=4 message="Lambda"
def pair_net(hidden_units, shared, join):
    first, second = keras.Input((784,)), keras.Input((784,))
    tower_a = dense_tower("tower_a", hidden_units)
    tower_b = tower_a if shared else dense_tower("tower_b", hidden_units)
    tops = [tower_a(first), tower_b(second)]
    if join == "difference":
        joined = layers.Lambda(lambda uv: keras.ops.absolute(uv[0] - uv[1]))(tops)
    else:
        joined = layers.Concatenate()(tops)
    if join == "hidden":
        meet = layers.Dense(10, activation="elu", kernel_initializer="he_normal")
        joined = meet(joined)
    output = layers.Dense(1, activation="sigmoid")(joined)
    return keras.Model([first, second], output)

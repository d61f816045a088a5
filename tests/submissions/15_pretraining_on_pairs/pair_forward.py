# %% with masks instead of where  kind="right"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        z = z.copy()
        z[z < 0] = np.expm1(z[z < 0])
        return z

    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    score = np.hstack([u, v]) @ output[0] + output[1]
    return 0.5 * (1 + np.tanh(score / 2))


# %% with keras functions  kind="right"
def pair_forward(first, second, tower_a, tower_b, output):
    tops = []
    for h, tower in [(first, tower_a), (second, tower_b)]:
        for kernel, bias in tower:
            h = np.asarray(keras.ops.elu(np.dot(h, kernel) + bias))
        tops.append(h)
    kernel, bias = output
    return keras.ops.sigmoid(np.concatenate(tops, 1) @ kernel + bias)


# %% the kernel of the output in two halves  kind="right"
def pair_forward(first, second, tower_a, tower_b, output):
    def top(x, tower):
        for kernel, bias in tower:
            z = np.dot(x, kernel) + bias
            x = np.maximum(z, 0) + np.exp(np.minimum(z, 0)) - 1
        return x

    u, v = top(first, tower_a), top(second, tower_b)
    units = u.shape[1]
    score = u @ output[0][:units] + v @ output[0][units:] + output[1]
    return 1 / (1 + np.exp(-score.clip(-500, 500)))


# %% relu  kind="wrong" lose=2 message="That is ReLU"
def pair_forward(first, second, tower_a, tower_b, output):
    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = np.maximum(u @ ka + ba, 0), np.maximum(v @ kb + bb, 0)
    return 1 / (1 + np.exp(-(np.hstack([u, v]) @ output[0] + output[1])))


# %% exp without minus one  kind="wrong" lose=2 message="is exp.z. - 1, not exp"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.exp(z))

    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    return 1 / (1 + np.exp(-(np.hstack([u, v]) @ output[0] + output[1])))


# %% no logistic function  kind="wrong" lose=2 message="logistic function is missing"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))

    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    return np.hstack([u, v]) @ output[0] + output[1]


# %% both up tower A  kind="wrong" lose=2 message="Both pictures went up tower A"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))

    u, v = first, second
    for kernel, bias in tower_a:
        u, v = elu(u @ kernel + bias), elu(v @ kernel + bias)
    return 1 / (1 + np.exp(-(np.hstack([u, v]) @ output[0] + output[1])))


# %% tower B first  kind="wrong" lose=2 message="wrong order"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))

    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    return 1 / (1 + np.exp(-(np.hstack([v, u]) @ output[0] + output[1])))


# %% joined along axis 0  kind="wrong" lose=2 message="matmul|mismatch|wrong shape|dimension"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))

    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    return 1 / (1 + np.exp(-(np.concatenate([u, v], axis=0) @ output[0] + output[1])))


# %% the probability of same  kind="wrong" lose=2 message="probability of .same."
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))

    u, v = first, second
    for (ka, ba), (kb, bb) in zip(tower_a, tower_b, strict=False):
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    return 1 / (1 + np.exp(np.hstack([u, v]) @ output[0] + output[1]))


# %% only two layers  kind="wrong" lose=2 message="mismatch|any number"
def pair_forward(first, second, tower_a, tower_b, output):
    def elu(z):
        return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))

    u, v = first, second
    for (ka, ba), (kb, bb) in [(tower_a[0], tower_b[0]), (tower_a[-1], tower_b[-1])]:
        u, v = elu(u @ ka + ba), elu(v @ kb + bb)
    return 1 / (1 + np.exp(-(np.hstack([u, v]) @ output[0] + output[1])))


# %% the last layer is linear  kind="wrong" lose=2 message="last layer of a tower too"
def pair_forward(first, second, tower_a, tower_b, output):
    def climb(h, tower):
        for i, (kernel, bias) in enumerate(tower):
            h = h @ kernel + bias
            if i < len(tower) - 1:
                h = np.where(h > 0, h, np.expm1(np.minimum(h, 0)))
        return h

    joined = np.hstack([climb(first, tower_a), climb(second, tower_b)])
    return 1 / (1 + np.exp(-(joined @ output[0] + output[1])))


# %% forgets the biases  kind="wrong" lose=2 message="biases are missing"
def pair_forward(first, second, tower_a, tower_b, output):
    def climb(h, tower):
        for kernel, _ in tower:
            z = h @ kernel
            h = np.where(z > 0, z, np.expm1(np.minimum(z, 0)))
        return h

    joined = np.concatenate([climb(first, tower_a), climb(second, tower_b)], axis=1)
    return 1 / (1 + np.exp(-(joined @ output[0])))

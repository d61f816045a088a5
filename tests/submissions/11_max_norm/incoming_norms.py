# %% np.linalg.norm on a reshaped kernel  kind="right"
def incoming_norms(kernel):
    return np.linalg.norm(np.reshape(kernel, (-1, np.shape(kernel)[-1])), axis=0)


# %% sums over all axes but the last  kind="right"
def incoming_norms(kernel):
    return (kernel**2).sum(axis=tuple(range(kernel.ndim - 1))) ** 0.5


# %% a loop over the neurons, as a list  kind="right"
def incoming_norms(kernel):
    return [
        float(np.sqrt(np.sum(np.square(kernel[..., j]))))
        for j in range(kernel.shape[-1])
    ]


# %% with keras.ops, a tensor  kind="right"
def incoming_norms(kernel):
    kernel = keras.ops.convert_to_tensor(kernel, dtype="float32")
    axes = list(range(len(kernel.shape) - 1))
    return keras.ops.sqrt(keras.ops.sum(kernel * kernel, axis=axes))


# %% the book's axis  kind="wrong" lose=2 message="A neuron is a column"
def incoming_norms(kernel):
    return np.sqrt((kernel**2).sum(axis=1))


# %% forgets the root  kind="wrong" lose=2 message="a length is the root"
def incoming_norms(kernel):
    return (kernel**2).reshape(-1, kernel.shape[-1]).sum(axis=0)


# %% dense kernels only  kind="wrong" lose=2 message="All axes but the last"
def incoming_norms(kernel):
    return np.sqrt((kernel**2).sum(axis=0))


# %% sums of absolute values  kind="wrong" lose=2 message="sums, not lengths"
def incoming_norms(kernel):
    return np.abs(kernel).reshape(-1, kernel.shape[-1]).sum(axis=0)


# %% one length for the whole kernel  kind="wrong" lose=2 message="each neuron has one of its own"
def incoming_norms(kernel):
    return np.linalg.norm(kernel)


# %% root mean square  kind="wrong" lose=2 message="do not average"
def incoming_norms(kernel):
    return np.sqrt((kernel**2).reshape(-1, kernel.shape[-1]).mean(axis=0))


# %% squares the kernel in place  kind="wrong" lose=2 message="changed its argument kernel"
def incoming_norms(kernel):
    kernel *= kernel
    return np.sqrt(kernel.reshape(-1, kernel.shape[-1]).sum(axis=0))


# %% keeps the axes  kind="wrong" lose=2 message="array of one axis"
def incoming_norms(kernel):
    axes = tuple(range(kernel.ndim - 1))
    return np.sqrt((kernel**2).sum(axis=axes, keepdims=True))

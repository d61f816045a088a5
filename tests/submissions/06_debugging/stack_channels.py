# %% dstack picture by picture  kind="right"
def stack_channels(red, green, blue):
    return np.array(
        [np.dstack(channels) for channels in zip(red, green, blue, strict=False)]
    )


# %% a new axis for each  kind="right"
def stack_channels(red, green, blue):
    return np.concatenate([c[..., np.newaxis] for c in (red, green, blue)], axis=3)


# %% moves the axis  kind="right"
def stack_channels(red, green, blue):
    return np.moveaxis(np.array([red, green, blue]), 0, -1)


# %% filled in  kind="right"
def stack_channels(red, green, blue):
    out = np.empty((*np.shape(red), 3))
    out[..., 0], out[..., 1], out[..., 2] = red, green, blue
    return out


# %% reshape  kind="wrong" lose=1 message="reshape does not move axes"
def stack_channels(red, green, blue):
    return np.array([red, green, blue]).reshape(*red.shape, 3)


# %% concatenate, then reshape  kind="wrong" lose=1 message="reshape does not move axes"
def stack_channels(red, green, blue):
    return np.concatenate([red, green, blue]).reshape(*red.shape, 3)


# %% the channels come first  kind="wrong" lose=1 message="wrong shape"
def stack_channels(red, green, blue):
    return np.stack([red, green, blue])


# %% the channels come second  kind="wrong" lose=1 message="wrong shape"
def stack_channels(red, green, blue):
    return np.stack([red, green, blue], axis=1)


# %% side by side in one wide picture  kind="wrong" lose=1 message="wrong shape"
def stack_channels(red, green, blue):
    return np.concatenate([red, green, blue], axis=-1)


# %% the order that OpenCV has  kind="wrong" lose=1 message="blue, green, red"
def stack_channels(red, green, blue):
    return np.stack([blue, green, red], axis=-1)


# %% transposes  kind="right"
def stack_channels(red, green, blue):
    return np.transpose([red, green, blue], (1, 2, 3, 0))


# %% a tensor  kind="right"
def stack_channels(red, green, blue):
    return tf.stack([red, green, blue], axis=3)


# %% dstack for all at once  kind="wrong" lose=1 message="wrong shape"
def stack_channels(red, green, blue):
    return np.dstack([red, green, blue])


# %% reshape in the order of Fortran  kind="wrong" lose=1 message="three values of one pixel"
def stack_channels(red, green, blue):
    return np.array([red, green, blue]).reshape(*red.shape, 3, order="F")

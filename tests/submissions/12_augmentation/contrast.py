# %% a mixture of the picture and its mean  kind="right"
def contrast(images, factors):
    f = np.reshape(factors, (-1, 1, 1))
    means = np.mean(images, axis=(1, 2)).reshape(-1, 1, 1)
    return np.minimum(np.maximum(f * images + (1 - f) * means, 0.0), 1.0)


# %% a loop  kind="right"
def contrast(images, factors):
    out = []
    for picture, factor in zip(images, factors, strict=False):
        mean = picture.mean()
        out.append(np.clip((picture - mean) * factor + mean, 0, 1))
    return np.array(out)


# %% with einsum and flat pictures  kind="right"
def contrast(images, factors):
    flat = images.reshape(len(images), -1)
    mean = flat.mean(axis=1, keepdims=True)
    out = mean + np.einsum("n,np->np", factors, flat - mean)
    return out.clip(0, 1).reshape(images.shape)


# %% never clips  kind="wrong" lose=2 message="whiter than 1"
def contrast(images, factors):
    means = images.mean(axis=(1, 2), keepdims=True)
    return means + factors[:, None, None] * (images - means)


# %% the mean of the batch  kind="wrong" lose=2 message="each picture has its own"
def contrast(images, factors):
    return np.clip(
        images.mean() + factors[:, None, None] * (images - images.mean()), 0, 1
    )


# %% brightness  kind="wrong" lose=2 message="brighter or darker"
def contrast(images, factors):
    return np.clip(factors[:, None, None] * images, 0, 1)


# %% around one half  kind="wrong" lose=2 message="not around 0.5"
def contrast(images, factors):
    return np.clip(0.5 + factors[:, None, None] * (images - 0.5), 0, 1)


# %% the mean is lost  kind="wrong" lose=2 message="not put back"
def contrast(images, factors):
    means = images.mean(axis=(1, 2), keepdims=True)
    return np.clip(factors[:, None, None] * (images - means), 0, 1)


# %% factors along the columns  kind="wrong" lose=2 message="belong to pictures"
def contrast(images, factors):
    means = images.mean(axis=(1, 2), keepdims=True)
    return np.clip(means + factors * (images - means), 0, 1)


# %% in place  kind="wrong" lose=2 message="changed its argument images"
def contrast(images, factors):
    means = images.mean(axis=(1, 2), keepdims=True)
    images -= means
    images *= factors[:, None, None]
    images += means
    return images.clip(0, 1)


# %% the first factor for all  kind="wrong" lose=2 message="is not right"
def contrast(images, factors):
    means = images.mean(axis=(1, 2), keepdims=True)
    return np.clip(means + factors[0] * (images - means), 0, 1)


# %% clips before the mean is back  kind="wrong" lose=2 message="Clip the pixels at the very end"
def contrast(images, factors):
    means = images.mean(axis=(1, 2), keepdims=True)
    return means + np.clip(factors[:, None, None] * (images - means), 0, 1)

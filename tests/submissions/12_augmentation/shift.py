# %% slices of source and target  kind="right"
def shift(images, down, right):
    out = np.zeros_like(images)
    h, w = images.shape[1:]
    if abs(down) >= h or abs(right) >= w:
        return out
    to_r, from_r = (
        slice(max(down, 0), h + min(down, 0)),
        slice(max(-down, 0), h + min(-down, 0)),
    )
    to_c, from_c = (
        slice(max(right, 0), w + min(right, 0)),
        slice(max(-right, 0), w + min(-right, 0)),
    )
    out[:, to_r, to_c] = images[:, from_r, from_c]
    return out


# %% rolled, and then what wrapped is erased  kind="right"
def shift(images, down, right):
    out = np.roll(images, (down, right), axis=(1, 2))
    rows = np.arange(images.shape[1]) - down
    columns = np.arange(images.shape[2]) - right
    inside_rows = (rows >= 0) & (rows < images.shape[1])
    inside_columns = (columns >= 0) & (columns < images.shape[2])
    return out * inside_rows[None, :, None] * inside_columns[None, None, :]


# %% as two matrix products  kind="right"
def shift(images, down, right):
    h, w = images.shape[1:]
    return np.eye(h, k=-down) @ images @ np.eye(w, k=right)


# %% padded on the sides that need it  kind="right"
def shift(images, down, right):
    _n, h, w = images.shape
    padded = np.pad(
        images,
        ((0, 0), (max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0))),
    )
    return padded[:, max(-down, 0) :, max(-right, 0) :][:, :h, :w]


# %% wraps around  kind="wrong" lose=2 message="np.roll wraps around"
def shift(images, down, right):
    return np.roll(images, (down, right), axis=(1, 2))


# %% the other way  kind="wrong" lose=2 message="moved the other way"
def shift(images, down, right):
    h, w = images.shape[1:]
    return np.eye(h, k=down) @ images @ np.eye(w, k=-right)


# %% down and right swapped  kind="wrong" lose=2 message="are swapped"
def shift(images, down, right):
    h, w = images.shape[1:]
    return np.eye(h, k=-right) @ images @ np.eye(w, k=down)


# %% moves the batch  kind="wrong" lose=2 message="Axis 0 counts pictures"
def shift(images, down, right):
    return np.roll(images, (down, right), axis=(0, 1))


# %% writes into its argument  kind="wrong" lose=2 message="changed its argument images"
def shift(images, down, right):
    moved = np.roll(images, (down, right), axis=(1, 2))
    if down > 0:
        moved[:, :down] = 0
    elif down < 0:
        moved[:, down:] = 0
    if right > 0:
        moved[:, :, :right] = 0
    elif right < 0:
        moved[:, :, right:] = 0
    images[:] = moved
    return moved


# %% repeats the edge  kind="wrong" lose=2 message="The edge is repeated"
def shift(images, down, right):
    h, w = images.shape[1:]
    rows = np.clip(np.arange(h) - down, 0, h - 1)
    columns = np.clip(np.arange(w) - right, 0, w - 1)
    return images[:, rows][:, :, columns]


# %% the padded picture comes back  kind="wrong" lose=2 message="wrong shape"
def shift(images, down, right):
    return np.pad(
        images,
        ((0, 0), (max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0))),
    )


# %% fails beyond the edge  kind="wrong" lose=2 message="moved by"
def shift(images, down, right):
    out = np.roll(images, (down, right), axis=(1, 2))
    h, w = images.shape[1:]
    d, r = down % h, right % w
    if down > 0:
        out[:, :d] = 0
    elif down < 0:
        out[:, d:] = 0
    if right > 0:
        out[:, :, :r] = 0
    elif right < 0:
        out[:, :, r:] = 0
    return out

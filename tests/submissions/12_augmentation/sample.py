# %% a mask for each neighbour  kind="right"
def sample(images, rows, columns):
    n, h, w = images.shape
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    which = np.arange(n)[:, None, None]
    out = np.zeros(rows.shape)
    for i in (0, 1):
        for j in (0, 1):
            r, c = top + i, left + j
            inside = (r >= 0) & (r < h) & (c >= 0) & (c < w)
            weight = (1 - np.abs(rows - r)) * (1 - np.abs(columns - c))
            out += inside * weight * images[which, r.clip(0, h - 1), c.clip(0, w - 1)]
    return out


# %% picture by picture, with scipy  kind="right"
def sample(images, rows, columns):
    from scipy.ndimage import map_coordinates

    return np.stack(
        [
            map_coordinates(np.pad(x, 2), [r + 2, c + 2], order=1, cval=0.0)
            for x, r, c in zip(images, rows, columns, strict=False)
        ]
    )


# %% weights as hats over all pixels  kind="right"
def sample(images, rows, columns):
    _n, h, w = images.shape
    over_rows = np.maximum(0, 1 - np.abs(rows[..., None] - np.arange(h)))
    over_columns = np.maximum(0, 1 - np.abs(columns[..., None] - np.arange(w)))
    return np.einsum("nabh,nhw,nabw->nab", over_rows, images, over_columns)


# %% the nearest pixel  kind="wrong" lose=3 message="nearest pixel"
def sample(images, rows, columns):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    r = np.rint(np.clip(rows, -1, h)).astype(int) + 1
    c = np.rint(np.clip(columns, -1, w)).astype(int) + 1
    return padded[np.arange(n)[:, None, None], r, c]


# %% cut off, not mixed  kind="wrong" lose=3 message="above and to the left"
def sample(images, rows, columns):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    r = np.floor(np.clip(rows, -1, h)).astype(int) + 1
    c = np.floor(np.clip(columns, -1, w)).astype(int) + 1
    return padded[np.arange(n)[:, None, None], r, c]


# %% weights the wrong way round  kind="wrong" lose=3 message="wrong way round"
def sample(images, rows, columns):
    n, h, w = images.shape
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    which = np.arange(n)[:, None, None]
    out = np.zeros(rows.shape)
    for i in (0, 1):
        for j in (0, 1):
            r, c = top + i, left + j
            inside = (r >= 0) & (r < h) & (c >= 0) & (c < w)
            weight = np.abs(rows - r) * np.abs(columns - c)
            out += inside * weight * images[which, r.clip(0, h - 1), c.clip(0, w - 1)]
    return out


# %% the first picture for all  kind="wrong" lose=3 message="looked up in the first"
def sample(images, rows, columns):
    _n, h, w = images.shape
    over_rows = np.maximum(0, 1 - np.abs(rows[..., None] - np.arange(h)))
    over_columns = np.maximum(0, 1 - np.abs(columns[..., None] - np.arange(w)))
    return np.einsum("nabh,hw,nabw->nab", over_rows, images[0], over_columns)


# %% the edge goes on for ever  kind="wrong" lose=1 message="edge is repeated"
def sample(images, rows, columns):
    _n, h, w = images.shape
    rows, columns = np.clip(rows, 0, h - 1), np.clip(columns, 0, w - 1)
    over_rows = np.maximum(0, 1 - np.abs(rows[..., None] - np.arange(h)))
    over_columns = np.maximum(0, 1 - np.abs(columns[..., None] - np.arange(w)))
    return np.einsum("nabh,nhw,nabw->nab", over_rows, images, over_columns)


# %% negative indices wrap around  kind="wrong" lose=1 message="Index -1 is the last row|edge is repeated|is not right"
def sample(images, rows, columns):
    n, h, w = images.shape
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, right = rows - top, columns - left
    i = np.arange(n)[:, None, None]
    out = (1 - down) * (1 - right) * images[i, top % h, left % w]
    out = out + (1 - down) * right * images[i, top % h, (left + 1) % w]
    out = out + down * (1 - right) * images[i, (top + 1) % h, left % w]
    return out + down * right * images[i, (top + 1) % h, (left + 1) % w]


# %% outside at once, without the half pixel  kind="wrong" lose=1 message="-0.5"
def sample(images, rows, columns):
    _n, h, w = images.shape
    over_rows = np.maximum(0, 1 - np.abs(rows[..., None] - np.arange(h)))
    over_columns = np.maximum(0, 1 - np.abs(columns[..., None] - np.arange(w)))
    mixed = np.einsum("nabh,nhw,nabw->nab", over_rows, images, over_columns)
    inside = (rows >= 0) & (rows <= h - 1) & (columns >= 0) & (columns <= w - 1)
    return np.where(inside, mixed, 0)


# %% shapes of the pictures assumed  kind="wrong" lose=3 message="wrong shape|could not be broadcast|broadcast"
def sample(images, rows, columns):
    _n, h, w = images.shape
    out = np.zeros_like(images)
    over_rows = np.maximum(0, 1 - np.abs(rows[..., None] - np.arange(h)))
    over_columns = np.maximum(0, 1 - np.abs(columns[..., None] - np.arange(w)))
    out[:] = np.einsum("nabh,nhw,nabw->nab", over_rows, images, over_columns)
    return out


# %% rows and columns swapped  kind="wrong" lose=3 message="are swapped"
def sample(images, rows, columns):
    n = len(images)
    padded = np.pad(images, ((0, 0), (50, 50), (50, 50)))
    rows, columns = columns + 50, rows + 50
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, right = rows - top, columns - left
    i = np.arange(n)[:, None, None]
    above = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    top = top + 1
    below = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    return (1 - down) * above + down * below


# %% moves the places themselves  kind="wrong" lose=2 message="changed its argument rows"
def sample(images, rows, columns):
    n = len(images)
    padded = np.pad(images, ((0, 0), (50, 50), (50, 50)))
    rows += 50
    columns += 50
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, right = rows - top, columns - left
    i = np.arange(n)[:, None, None]
    above = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    top = top + 1
    below = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    return (1 - down) * above + down * below


# %% cut towards zero, not down  kind="wrong" lose=1 message="Use np.floor"
def sample(images, rows, columns):
    n = len(images)
    padded = np.pad(images, ((0, 0), (50, 50), (50, 50)))
    top, left = rows.astype(int), columns.astype(int)
    down, right = rows - top, columns - left
    top, left = top + 50, left + 50
    i = np.arange(n)[:, None, None]
    above = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    top = top + 1
    below = (1 - right) * padded[i, top, left] + right * padded[i, top, left + 1]
    return (1 - down) * above + down * below

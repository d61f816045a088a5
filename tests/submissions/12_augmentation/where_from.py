# %% one matrix a picture  kind="right"
def where_from(size, angles, zooms):
    t = np.radians(angles)
    back = np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]]) / zooms
    m = (size - 1) / 2
    grid = np.stack(np.mgrid[:size, :size]) - m
    rows, columns = np.einsum("ijn,jab->inab", back, grid) + m
    return rows, columns


# %% complex numbers  kind="right"
def where_from(size, angles, zooms):
    m = (size - 1) / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    turn = np.exp(-1j * np.pi * np.asarray(angles) / 180) / np.asarray(zooms)
    z = turn[:, None, None] * (c - 1j * r)  # up is positive
    return m - z.imag, m + z.real


# %% a loop over the pictures  kind="right"
def where_from(size, angles, zooms):
    rows, columns = [], []
    middle = size / 2 - 0.5
    for angle, zoom in zip(angles, zooms, strict=False):
        theta = -angle * np.pi / 180
        r, c = np.indices((size, size)) - middle
        r, c = r / zoom, c / zoom
        rows.append(np.cos(theta) * r - np.sin(theta) * c + middle)
        columns.append(np.sin(theta) * r + np.cos(theta) * c + middle)
    return np.array(rows), np.array(columns)


# %% where it goes  kind="wrong" lose=3 message="wrong way round|where a pixel goes"
def where_from(size, angles, zooms):
    t = np.radians(angles)[:, None, None]
    z = np.asarray(zooms)[:, None, None]
    m = (size - 1) / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    return z * (np.cos(t) * r - np.sin(t) * c) + m, z * (
        np.sin(t) * r + np.cos(t) * c
    ) + m


# %% turns the wrong way  kind="wrong" lose=3 message="a turn the other way"
def where_from(size, angles, zooms):
    t = np.radians(angles)[:, None, None]
    z = np.asarray(zooms)[:, None, None]
    m = (size - 1) / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    return (np.cos(t) * r - np.sin(t) * c) / z + m, (
        np.sin(t) * r + np.cos(t) * c
    ) / z + m


# %% degrees for radians  kind="wrong" lose=3 message="wants radians"
def where_from(size, angles, zooms):
    t = np.asarray(angles)[:, None, None]
    z = np.asarray(zooms)[:, None, None]
    m = (size - 1) / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    return (np.cos(t) * r + np.sin(t) * c) / z + m, (
        np.cos(t) * c - np.sin(t) * r
    ) / z + m


# %% around the first corner  kind="wrong" lose=3 message="first corner"
def where_from(size, angles, zooms):
    t = np.radians(angles)[:, None, None]
    z = np.asarray(zooms)[:, None, None]
    r, c = np.meshgrid(np.arange(size), np.arange(size), indexing="ij")
    return (np.cos(t) * r + np.sin(t) * c) / z, (np.cos(t) * c - np.sin(t) * r) / z


# %% around size / 2  kind="wrong" lose=3 message="middle of three pixels"
def where_from(size, angles, zooms):
    t = np.radians(angles)[:, None, None]
    z = np.asarray(zooms)[:, None, None]
    m = size / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    return (np.cos(t) * r + np.sin(t) * c) / z + m, (
        np.cos(t) * c - np.sin(t) * r
    ) / z + m


# %% rows and columns swapped  kind="wrong" lose=3 message="swapped"
def where_from(size, angles, zooms):
    t = np.radians(angles)[:, None, None]
    z = np.asarray(zooms)[:, None, None]
    m = (size - 1) / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    return (np.cos(t) * c - np.sin(t) * r) / z + m, (
        np.cos(t) * r + np.sin(t) * c
    ) / z + m


# %% the first angle for all  kind="wrong" lose=3 message="got the angle and the zoom of the first"
def where_from(size, angles, zooms):
    t, z, n = np.radians(angles[0]), zooms[0], len(angles)
    m = (size - 1) / 2
    r, c = np.meshgrid(np.arange(size) - m, np.arange(size) - m, indexing="ij")
    rows = (np.cos(t) * r + np.sin(t) * c) / z + m
    columns = (np.cos(t) * c - np.sin(t) * r) / z + m
    return np.repeat(rows[None], n, axis=0), np.repeat(columns[None], n, axis=0)

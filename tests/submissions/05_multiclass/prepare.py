# %% reshape with both sizes, np.eye  kind="right"
def flatten_and_scale(images):
    n, height, width = images.shape
    return np.reshape(images, (n, height * width)) / 255.0


def one_hot(labels, classes):
    labels = np.asarray(labels)
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError("no such class")
    return np.eye(classes, dtype="float32")[labels]


# %% pictures one by one, assigned ones  kind="right"
def flatten_and_scale(images):
    return np.stack([picture.ravel() for picture in images]).astype("float32") / 255


def one_hot(labels, classes):
    rows = np.zeros((len(labels), classes))
    for i, label in enumerate(labels):
        if not 0 <= label < classes:
            raise ValueError(f"{label} is no class")
        rows[i, label] = 1
    return rows


# %% multiplied by a reciprocal, a comparison left as booleans  kind="right"
def flatten_and_scale(images):
    return images.reshape(images.shape[0], -1) * np.float32(1 / 255)


def one_hot(labels, classes):
    rows = labels[:, None] == np.arange(classes)
    if not rows.any(axis=1).all():
        raise ValueError("labels must be classes")
    return rows


# %% keras and lists  kind="right"
def flatten_and_scale(images):
    return [[pixel / 255 for row in picture for pixel in row] for picture in images]


def one_hot(labels, classes):
    if not set(np.unique(labels)) <= set(range(classes)):
        raise ValueError("labels must be from 0 to classes - 1")
    return keras.utils.to_categorical(labels, num_classes=classes)


# %% divides whole numbers; the width comes from the data  kind="wrong" lose=3 message="Divide with /, and let the result be floats"
def flatten_and_scale(images):
    return images.reshape(len(images), -1) // 255


def one_hot(labels, classes):
    return np.eye(labels.max() + 1)[labels]


# %% scales by the largest pixel; lets -1 pass  kind="wrong" lose=3 message="Divide by 255, not by the largest pixel at hand"
def flatten_and_scale(images):
    x = images.reshape(len(images), -1).astype("float32")
    return x / x.max()


def one_hot(labels, classes):
    if np.any(labels >= classes):
        raise ValueError("too large")
    return np.eye(classes)[labels]


# %% a bad reshape; transposed  kind="wrong" lose=3 message="the shape is right, and the rows are rubbish"
def flatten_and_scale(images):
    return images.reshape(-1, len(images)).T / 255


def one_hot(labels, classes):
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError("no such class")
    return np.eye(classes)[labels].T


# %% forgets to scale; does not check  kind="wrong" lose=3 message="flat, but not scaled"
def flatten_and_scale(images):
    return images.reshape(len(images), -1).astype("float32")


def one_hot(labels, classes):
    return np.eye(classes)[labels]


# %% flattens everything; counts from 1  kind="wrong" lose=3 message="Keep the first axis and join the other two"
def flatten_and_scale(images):
    return images.ravel() / 255


def one_hot(labels, classes):
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError("no such class")
    return np.eye(classes)[labels - 1]


# %% divides by 256; writes the label  kind="wrong" lose=3 message="a pixel of 255 must become 1"
def flatten_and_scale(images):
    return images.reshape(len(images), -1) / 256


def one_hot(labels, classes):
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError("no such class")
    return np.eye(classes)[labels] * labels[:, None]


# %% scales each picture by itself, the labels are right  kind="wrong" lose=1 message="a faint digit and a bold one would look alike"
def flatten_and_scale(images):
    x = images.reshape(len(images), -1).astype("float32")
    return x / x.max(axis=1, keepdims=True)


def one_hot(labels, classes):
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError("no such class")
    return np.eye(classes)[labels]


# %% column by column, the labels are right  kind="wrong" lose=1 message="lay the rows of each picture end to end"
def flatten_and_scale(images):
    return np.stack([picture.ravel(order="F") for picture in images]) / 255


def one_hot(labels, classes):
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError("no such class")
    return np.eye(classes)[labels]


# %% another error for a label that cannot be  kind="wrong" lose=2 message="must raise ValueError"
def flatten_and_scale(images):
    return images.reshape(len(images), -1) / 255


def one_hot(labels, classes):
    rows = np.zeros((len(labels), classes))
    rows[np.arange(len(labels)), labels] = 1
    return rows


# %% always 28 by 28, the labels are right  kind="wrong" lose=1 message="cannot reshape"
def flatten_and_scale(images):
    return images.reshape(-1, 784) / 255


def one_hot(labels, classes):
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError("no such class")
    return np.eye(classes)[labels]


# %% half precision, Keras after a check  kind="right"
def flatten_and_scale(images):
    return np.array([im.flatten() / 255.0 for im in images], dtype=np.float16)


def one_hot(labels, classes):
    if not set(labels.tolist()) <= set(range(classes)):
        raise ValueError
    return keras.utils.to_categorical(labels, num_classes=classes)


# %% from -1 to 1; says so and returns nothing  kind="wrong" lose=3 message="leave it at that"
def flatten_and_scale(images):
    return images.reshape(len(images), -1) / 127.5 - 1


def one_hot(labels, classes):
    if labels.min() < 0 or labels.max() >= classes:
        print("bad")
        return None
    return np.eye(classes)[labels]


# %% standardised; an assertion  kind="wrong" lose=3 message="This is standardised"
def flatten_and_scale(images):
    x = images.reshape(len(images), -1).astype(float)
    return (x - x.mean()) / x.std()


def one_hot(labels, classes):
    assert set(labels) <= set(range(classes))
    return np.eye(classes)[labels]

# %% the three terms of TensorFlow  kind="right"
def log_loss(y, logits):
    y, z = np.asarray(y, dtype=float), np.asarray(logits, dtype=float)
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


# %% one logaddexp, the sign by the label  kind="right"
def log_loss(y, logits):
    signs = 1 - 2 * np.asarray(y)
    return float(np.logaddexp(0, signs * np.asarray(logits)).mean())


# %% a loop with two cases  kind="right"
def log_loss(y, logits):
    total = 0.0
    for label, z in zip(y, logits):
        wrong_way = -float(z) if label == 1 else float(z)
        if wrong_way > 0:
            total += wrong_way + math.log1p(math.exp(-wrong_way))
        else:
            total += math.log1p(math.exp(wrong_way))
    return total / len(y)


# %% SciPy's log of the sigmoid  kind="right"
def log_loss(y, logits):
    from scipy.special import log_expit

    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    return -np.mean(y * log_expit(z) + (1 - y) * log_expit(-z))


# %% Keras's loss, from logits  kind="right"
def log_loss(y, logits):
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    return loss(np.asarray(y, dtype=float), logits)


# %% through the sigmoid  kind="wrong" lose=1 message="not finite|not right"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    p = 1 / (1 + np.exp(-z))
    return np.mean(-np.log(np.where(y == 1, p, 1 - p)))


# %% clips the probability  kind="wrong" lose=1 message="was clipped"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    p = np.clip(1 / (1 + np.exp(-z)), 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


# %% log of one plus exp overflows  kind="wrong" lose=1 message="not finite"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    return np.mean(np.where(y == 1, np.log(1 + np.exp(-z)), np.log(1 + np.exp(z))))


# %% seizures only  kind="wrong" lose=3 message="without a seizure have a price"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    return np.mean(y * np.logaddexp(0, -z))


# %% the sum  kind="wrong" lose=3 message="the loss is the mean"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    return np.sum(np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z)))


# %% the cases are swapped  kind="wrong" lose=3 message="two cases are swapped"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    return np.mean(np.where(y == 0, np.logaddexp(0, -z), np.logaddexp(0, z)))


# %% the minus sign is missing  kind="wrong" lose=3 message="mind the minus sign"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    return -np.mean(np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z)))


# %% in bits  kind="wrong" lose=3 message="base 2"
def log_loss(y, logits):
    y, z = np.asarray(y), np.asarray(logits, dtype=float)
    nats = np.mean(np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z)))
    return nats / np.log(2)


# %% takes logits for probabilities  kind="wrong" lose=3 message="logits, not probabilities|NaN|not finite"
def log_loss(y, logits):
    y, p = np.asarray(y), np.clip(np.asarray(logits, dtype=float), 1e-7, 1 - 1e-7)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


# %% the logarithm of a logit  kind="wrong" lose=3 message="they are no probabilities"
def log_loss(y, logits):
    return -np.mean(y * np.log(logits) + (1 - y) * np.log(1 - logits))


# %% the formula for labels of minus one and one  kind="wrong" lose=3 message="not -1 and 1"
def log_loss(y, logits):
    return np.mean(np.logaddexp(0, -y * logits))


# %% one price a row  kind="wrong" lose=3 message="must be a single number"
def log_loss(y, logits):
    return np.logaddexp(0, np.where(y == 1, -logits, logits))


# %% adds a little to the probability  kind="wrong" lose=1 message="clipped, or added to p"
def log_loss(y, logits):
    p = 1 / (1 + np.exp(-np.asarray(logits)))
    return -np.mean(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))

# %% scikit-learn's scaler  kind="right"
def scaled_parts(table, train, valid, test):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(table[train])
    return tuple(scaler.transform(table[rows]) for rows in (train, valid, test))


# %% column by column  kind="right"
def scaled_parts(table, train, valid, test):
    parts = []
    for rows in (train, valid, test):
        part = np.empty((len(rows), table.shape[1]))
        for j in range(table.shape[1]):
            known = table[train, j]
            spread = known.std()
            part[:, j] = (table[rows, j] - known.mean()) / (spread if spread > 0 else 1)
        parts.append(part)
    return parts


# %% the whole table by the training rows, then cut  kind="right"
def scaled_parts(table, train, valid, test):
    mean = np.mean(table[train], axis=0, keepdims=True)
    std = np.sqrt(np.mean((table[train] - mean) ** 2, axis=0, keepdims=True))
    std[std == 0] = 1.0
    scaled = (table - mean) / std
    return scaled[train], scaled[valid], scaled[test]


# %% tensors, in 32 bits  kind="right"
def scaled_parts(table, train, valid, test):
    table = keras.ops.convert_to_tensor(table.astype("float32"))
    known = keras.ops.take(table, train, axis=0)
    mean, std = keras.ops.mean(known, axis=0), keras.ops.std(known, axis=0)
    std = keras.ops.where(std == 0, 1.0, std)
    return [
        (keras.ops.take(table, rows, axis=0) - mean) / std
        for rows in (train, valid, test)
    ]


# %% the leak: scales everything, then cuts  kind="wrong" lose=3 message="A leak"
def scaled_parts(table, train, valid, test):
    std = table.std(axis=0)
    scaled = (table - table.mean(axis=0)) / np.where(std == 0, 1, std)
    return scaled[train], scaled[valid], scaled[test]


# %% half a leak: training and validation rows together  kind="wrong" lose=3 message="validation row is in the mean"
def scaled_parts(table, train, valid, test):
    known = table[np.concatenate([train, valid])]
    std = known.std(axis=0)
    std = np.where(std == 0, 1, std)
    return [(table[rows] - known.mean(axis=0)) / std for rows in (train, valid, test)]


# %% fits a scaler on each part  kind="wrong" lose=2 message="scaled by itself"
def scaled_parts(table, train, valid, test):
    parts = []
    for rows in (train, valid, test):
        part = table[rows]
        std = part.std(axis=0)
        parts.append((part - part.mean(axis=0)) / np.where(std == 0, 1, std))
    return parts


# %% one mean for all columns  kind="wrong" lose=3 message="mean of its own"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(), table[train].std()
    return [(table[rows] - mean) / std for rows in (train, valid, test)]


# %% divides by zero  kind="wrong" lose=3 message="divided by zero"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(axis=0), table[train].std(axis=0)
    with np.errstate(all="ignore"):
        return [(table[rows] - mean) / std for rows in (train, valid, test)]


# %% the sample deviation  kind="wrong" lose=3 message="ddof=0"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(axis=0), table[train].std(axis=0, ddof=1)
    std = np.where(std == 0, 1, std)
    return [(table[rows] - mean) / std for rows in (train, valid, test)]


# %% centres only  kind="wrong" lose=3 message="divide by the deviation too"
def scaled_parts(table, train, valid, test):
    mean = table[train].mean(axis=0)
    return [table[rows] - mean for rows in (train, valid, test)]


# %% changes the table itself  kind="wrong" lose=1 message="changed its argument table"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(axis=0), table[train].std(axis=0)
    table -= mean
    table /= np.where(std == 0, 1, std)
    return table[train], table[valid], table[test]


# %% only the training rows are scaled  kind="wrong" lose=2 message="not scaled at all"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(axis=0), table[train].std(axis=0)
    return (table[train] - mean) / np.where(std == 0, 1, std), table[valid], table[test]


# %% a little added to the deviation  kind="wrong" lose=2 message="divide by 1"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(axis=0), table[train].std(axis=0) + 1e-8
    return [(table[rows] - mean) / std for rows in (train, valid, test)]


# %% leaves a constant column alone  kind="wrong" lose=3 message="loses its mean, too"
def scaled_parts(table, train, valid, test):
    mean, std = table[train].mean(axis=0), table[train].std(axis=0)
    mean, std = np.where(std == 0, 0, mean), np.where(std == 0, 1, std)
    return [(table[rows] - mean) / std for rows in (train, valid, test)]


# %% from 0 to 1  kind="wrong" lose=3 message="by minimum and maximum"
def scaled_parts(table, train, valid, test):
    low, high = table[train].min(axis=0), table[train].max(axis=0)
    width = np.where(high == low, 1, high - low)
    return [(table[rows] - low) / width for rows in (train, valid, test)]


# %% each row by itself  kind="wrong" lose=3 message="Each row was scaled by itself"
def scaled_parts(table, train, valid, test):
    mean, std = table.mean(axis=1)[:, None], table.std(axis=1)[:, None]
    scaled = (table - mean) / std
    return [scaled[rows] for rows in (train, valid, test)]

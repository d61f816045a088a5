# %% a loop with lists  kind="right"
def draw_pairs(labels, n_pairs, seed):
    rng = np.random.default_rng(seed)
    groups = {c: np.flatnonzero(labels == c) for c in np.unique(labels).tolist()}
    if n_pairs % 2 or len(groups) < 2 or min(map(len, groups.values())) < 2:
        raise ValueError("need an even number of pairs, two classes, two pictures each")
    pairs, targets = [], []
    for i in range(n_pairs):
        a = int(rng.integers(len(labels)))
        c = int(labels[a])
        if i % 2:
            others = [k for k in groups if k != c]
            b = rng.choice(groups[others[rng.integers(len(others))]])
        else:
            b = a
            while b == a:
                b = groups[c][rng.integers(len(groups[c]))]
        pairs.append((a, int(b)))
        targets.append(i % 2)
    return np.array(pairs), np.array(targets)


# %% class by class, with uniform numbers  kind="right"
def draw_pairs(labels, n_pairs, seed):
    rng = np.random.default_rng(seed)
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 == 1:
        raise ValueError("odd")
    if len(values) == 1 or (count == 1).any():
        raise ValueError("cannot make pairs")
    first = rng.integers(0, len(labels), n_pairs)
    targets = np.zeros(n_pairs, dtype="float32")
    targets[rng.choice(n_pairs, n_pairs // 2, replace=False)] = 1
    step = rng.integers(1, len(values), n_pairs)
    wanted = np.where(
        targets == 1, (classes[first] + step) % len(values), classes[first]
    )
    second = np.empty(n_pairs, dtype=int)
    for c in range(len(values)):
        members, here = np.flatnonzero(classes == c), wanted == c
        second[here] = rng.choice(members, here.sum())
        while (clash := here & (second == first)).any():
            second[clash] = rng.choice(members, clash.sum())
    return np.column_stack([first, second]), targets


# %% two halves, then one permutation for both  kind="right"
def draw_pairs(labels, n_pairs, seed):
    labels = np.asarray(labels)
    values, count = np.unique(labels, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make so many balanced pairs")
    rng = np.random.default_rng(seed)
    half = n_pairs // 2
    order = np.argsort(labels, kind="stable")
    start = dict(zip(values.tolist(), np.cumsum(count) - count, strict=False))
    size = dict(zip(values.tolist(), count, strict=False))
    rank = np.empty(len(labels), int)
    rank[order] = np.concatenate([np.arange(n) for n in count])
    a = rng.integers(len(labels), size=n_pairs)
    n = np.array([size[c] for c in labels[a].tolist()])
    s = np.array([start[c] for c in labels[a].tolist()])
    b = order[s + (rank[a] + 1 + (rng.random(n_pairs) * (n - 1)).astype(int)) % n]
    classes = np.searchsorted(values, labels[a[half:]])
    turn = rng.integers(1, len(values), size=half)
    other = values[(classes + turn) % len(values)].tolist()
    n, s = np.array([size[c] for c in other]), np.array([start[c] for c in other])
    b[half:] = order[s + (rng.random(half) * n).astype(int)]
    mix = rng.permutation(n_pairs)
    return np.stack([a, b], axis=1)[mix], (np.arange(n_pairs) >= half)[mix]


# %% same is 1  kind="wrong" lose=2 message="wrong way round"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng(seed)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    differ = rng.permutation(np.arange(n_pairs) % 2)
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + rng.integers(1, count[c])) % count[c]
    d = (c + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(
        differ == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    return np.stack([order[places], order[second]], axis=1), 1 - differ


# %% a coin for each pair  kind="wrong" lose=2 message="do not toss a coin"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng(seed)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = rng.integers(2, size=n_pairs)
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + rng.integers(1, count[c])) % count[c]
    d = (c + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(
        targets == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    return np.stack([order[places], order[second]], axis=1), targets


# %% a picture can meet itself  kind="wrong" lose=4 message="paired with itself"
def draw_pairs(labels, n_pairs, seed):
    rng = np.random.default_rng(seed)
    targets = rng.permutation(np.arange(n_pairs) % 2)
    groups = [np.flatnonzero(labels == c) for c in np.unique(labels)]
    pairs = []
    for t in targets:
        a = rng.integers(len(labels))
        own = [g for g in groups if labels[g[0]] == labels[a]]
        others = [g for g in groups if labels[g[0]] != labels[a]]
        group = others[rng.integers(len(others))] if t else own[0]
        pairs.append((a, rng.choice(group)))
    return np.array(pairs), targets


# %% all same pairs first  kind="wrong" lose=2 message="mix them"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng(seed)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = np.repeat([0, 1], n_pairs // 2)
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + rng.integers(1, count[c])) % count[c]
    d = (c + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(
        targets == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    return np.stack([order[places], order[second]], axis=1), targets


# %% large classes are drawn more often  kind="wrong" lose=2 message="large class is drawn more often"
def draw_pairs(labels, n_pairs, seed):
    values, count = np.unique(labels, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng(seed)
    targets = rng.permutation(np.arange(n_pairs) % 2)
    a, b = rng.integers(len(labels), size=(2, n_pairs))
    while True:
        bad = (labels[a] != labels[b]) != (targets == 1)
        bad |= a == b
        if not bad.any():
            return np.stack([a, b], axis=1), targets
        b[bad] = rng.integers(len(labels), size=bad.sum())


# %% the first class is drawn, not the first picture  kind="wrong" lose=2 message="draw any of the n pictures"
def draw_pairs(labels, n_pairs, seed):
    rng = np.random.default_rng(seed)
    groups = [np.flatnonzero(labels == c) for c in np.unique(labels)]
    if n_pairs % 2 or len(groups) < 2 or min(map(len, groups)) < 2:
        raise ValueError("these labels cannot make pairs")
    targets = rng.permutation(np.arange(n_pairs) % 2)
    pairs = []
    for t in targets:
        if t:
            i, j = rng.permutation(len(groups))[:2]
            pairs.append((rng.choice(groups[i]), rng.choice(groups[j])))
        else:
            group = groups[rng.integers(len(groups))]
            i = rng.integers(len(group))
            j = (i + rng.integers(1, len(group))) % len(group)
            pairs.append((group[i], group[j]))
    return np.array(pairs), targets


# %% no errors  kind="wrong" lose=2 message="single picture"
def draw_pairs(labels, n_pairs, seed):
    rng = np.random.default_rng(seed)
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = rng.permutation(np.arange(n_pairs) % 2)
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + rng.integers(1, np.maximum(count[c], 2))) % count[c]
    d = (c + rng.integers(1, max(len(values), 2), size=n_pairs)) % len(values)
    second = np.where(
        targets == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    return np.stack([order[places], order[second]], axis=1), targets


# %% always the neighbour as partner  kind="wrong" lose=2 message="always meets the same partner|equally likely"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng(seed)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = rng.permutation(np.arange(n_pairs) % 2)
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + 1) % count[c]
    d = (c + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(
        targets == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    return np.stack([order[places], order[second]], axis=1), targets


# %% targets shuffled apart from the pairs  kind="wrong" lose=2 message="shuffled apart from their pairs"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng(seed)
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = np.arange(n_pairs) % 2
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + rng.integers(1, count[c])) % count[c]
    d = (c + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(
        targets == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    pairs = np.stack([order[places], order[second]], axis=1)
    return pairs, rng.permutation(targets)


# %% the global generator  kind="wrong" lose=2 message="two different draws"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels cannot make pairs")
    rng = np.random.default_rng()
    order = np.argsort(classes, kind="stable")
    start = np.cumsum(count) - count
    targets = rng.permutation(np.arange(n_pairs) % 2)
    places = rng.integers(len(labels), size=n_pairs)
    c = classes[order[places]]
    partner = (places - start[c] + rng.integers(1, count[c])) % count[c]
    d = (c + rng.integers(1, len(values), size=n_pairs)) % len(values)
    second = np.where(
        targets == 1, start[d] + rng.integers(count[d]), start[c] + partner
    )
    return np.stack([order[places], order[second]], axis=1), targets


# %% pairs across the other axis  kind="wrong" lose=4 message="wrong shape"
def draw_pairs(labels, n_pairs, seed):
    values, classes, count = np.unique(labels, return_inverse=True, return_counts=True)
    if n_pairs % 2 or len(values) < 2 or count.min() < 2:
        raise ValueError("these labels make no balanced pairs")
    rng = np.random.default_rng(seed)
    groups = [np.flatnonzero(classes == c) for c in range(len(values))]
    targets = rng.permutation(np.arange(n_pairs) % 2)
    first = rng.integers(len(labels), size=n_pairs)
    second = np.empty(n_pairs, int)
    for i, (a, target) in enumerate(zip(first, targets, strict=True)):
        c = classes[a]
        if target:
            c = (c + rng.integers(1, len(values))) % len(values)
        second[i] = rng.choice(groups[c][groups[c] != a])
    return np.stack([first, second]), targets

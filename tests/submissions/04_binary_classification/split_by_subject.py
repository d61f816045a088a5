# %% a dict of parts, plain loops  kind="right"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    part_of = {}
    for kind in sorted(set(kinds.tolist())):
        members = sorted(set(subjects[kinds == kind].tolist()))
        rng.shuffle(members)
        n_train = int(shares[0] * len(members) + 1e-9)
        n_test = int(shares[2] * len(members) + 1e-9)
        for i, member in enumerate(members):
            late = i >= len(members) - n_test
            part_of[member] = 0 if i < n_train else 2 if late else 1
    found = [[], [], []]
    for position, subject in enumerate(subjects.tolist()):
        found[part_of[subject]].append(position)
    return [np.array(rows, dtype=int) for rows in found]


# %% ranks within each kind, cut at the cumulated shares  kind="right"
def split_by_subject(subjects, kinds, shares, seed):
    names, first = np.unique(subjects, return_index=True)
    kind_of = kinds[first]
    key = np.random.default_rng(seed).random(len(names))
    part = np.zeros(len(names), int)
    for kind in np.unique(kind_of):
        mine = np.flatnonzero(kind_of == kind)
        rank = np.argsort(np.argsort(key[mine]))
        part[mine] = np.searchsorted(
            np.round(np.cumsum(shares)[:2] * len(mine)), rank, side="right"
        )
    part_of_row = part[np.searchsorted(names, subjects)]
    return tuple(np.where(part_of_row == p)[0] for p in range(3))


# %% RandomState, rows shuffled within the parts  kind="right"
def split_by_subject(subjects, kinds, shares, seed):
    generator = np.random.RandomState(seed)
    train, valid, test = [], [], []
    for kind in np.unique(kinds):
        who = generator.permutation(np.unique(subjects[kinds == kind]))
        a = round(len(who) * shares[0])
        b = round(len(who) * (shares[0] + shares[1]))
        train.append(who[:a])
        valid.append(who[a:b])
        test.append(who[b:])
    rows = []
    for part in (train, valid, test):
        mine = np.where(np.isin(subjects, np.concatenate(part)))[0]
        rows.append(generator.permutation(mine))
    return rows


# %% scikit-learn splits the subjects of each kind, twice  kind="right"
def split_by_subject(subjects, kinds, shares, seed):
    from sklearn.model_selection import train_test_split

    names, first = np.unique(subjects, return_index=True)
    late = shares[2] / (shares[1] + shares[2])
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = names[kinds[first] == kind]
        train, rest = train_test_split(members, train_size=shares[0], random_state=seed)
        valid, test = train_test_split(rest, test_size=late, random_state=seed)
        for part, some in zip(parts, (train, valid, test)):
            part.extend(some)
    return [np.where(np.isin(subjects, part))[0] for part in parts]


# %% deals out rows  kind="wrong" lose=3 message="Deal out subjects, not rows|Shares are of"
def split_by_subject(subjects, kinds, shares, seed):
    order = np.random.default_rng(seed).permutation(len(subjects))
    a = round(shares[0] * len(order))
    b = round((shares[0] + shares[1]) * len(order))
    return order[:a], order[a:b], order[b:]


# %% deals out rows of each kind  kind="wrong" lose=3 message="A leak"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(kinds):
        order = rng.permutation(np.flatnonzero(kinds == kind))
        a = round(shares[0] * len(order))
        b = round((shares[0] + shares[1]) * len(order))
        for part, some in zip(parts, np.split(order, [a, b])):
            part.extend(some)
    return tuple(np.array(part) for part in parts)


# %% subjects without regard to their kind  kind="wrong" lose=1 message="subjects of each kind for themselves"
def split_by_subject(subjects, kinds, shares, seed):
    members = np.random.default_rng(seed).permutation(np.unique(subjects))
    a = round(shares[0] * len(members))
    b = round((shares[0] + shares[1]) * len(members))
    parts = np.split(members, [a, b])
    return tuple(np.flatnonzero(np.isin(subjects, part)) for part in parts)


# %% sorted rows cut in three: subjects at the cuts are in two parts  kind="wrong" lose=3 message="A leak"
def split_by_subject(subjects, kinds, shares, seed):
    order = np.argsort(subjects, kind="stable")
    a = round(shares[0] * len(order)) + 1
    b = round((shares[0] + shares[1]) * len(order)) + 1
    return order[:a], order[a:b], order[b:]


# %% valid and test are swapped  kind="wrong" lose=1 message="their order is train, valid, test"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = rng.permutation(np.unique(subjects[kinds == kind]))
        a = round(shares[0] * len(members))
        b = round((shares[0] + shares[1]) * len(members))
        for part, some in zip(parts, np.split(members, [a, b])):
            part.extend(some)
    train, valid, test = (np.flatnonzero(np.isin(subjects, p)) for p in parts)
    return train, test, valid


# %% returns subjects, not rows  kind="wrong" lose=3 message="position that no row has|leaves out rows|two parts"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = rng.permutation(np.unique(subjects[kinds == kind]))
        a = round(shares[0] * len(members))
        b = round((shares[0] + shares[1]) * len(members))
        for part, some in zip(parts, np.split(members, [a, b])):
            part.extend(some)
    return tuple(np.array(part) for part in parts)


# %% returns masks  kind="wrong" lose=3 message="Not a mask"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = rng.permutation(np.unique(subjects[kinds == kind]))
        a = round(shares[0] * len(members))
        b = round((shares[0] + shares[1]) * len(members))
        for part, some in zip(parts, np.split(members, [a, b])):
            part.extend(some)
    return tuple(np.isin(subjects, part) for part in parts)


# %% ignores the seed  kind="wrong" lose=1 message="same seed gave two different splits"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng()
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = rng.permutation(np.unique(subjects[kinds == kind]))
        a = round(shares[0] * len(members))
        b = round((shares[0] + shares[1]) * len(members))
        for part, some in zip(parts, np.split(members, [a, b])):
            part.extend(some)
    return tuple(np.flatnonzero(np.isin(subjects, part)) for part in parts)


# %% does not shuffle  kind="wrong" lose=1 message="Two seeds gave the same split"
def split_by_subject(subjects, kinds, shares, seed):
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = np.unique(subjects[kinds == kind])
        a = round(shares[0] * len(members))
        b = round((shares[0] + shares[1]) * len(members))
        for part, some in zip(parts, np.split(members, [a, b])):
            part.extend(some)
    return tuple(np.flatnonzero(np.isin(subjects, part)) for part in parts)


# %% draws each part anew  kind="wrong" lose=3 message="two parts|leaves out rows"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    names = np.unique(subjects)
    drawn = [rng.choice(names, round(s * len(names)), replace=False) for s in shares]
    return tuple(np.flatnonzero(np.isin(subjects, part)) for part in drawn)


# %% cut at the share of validation, not at the sum  kind="wrong" lose=3 message="into two parts, or twice into one"
def split_by_subject(subjects, kinds, shares, seed):
    rng = np.random.default_rng(seed)
    parts = [[], [], []]
    for kind in np.unique(kinds):
        members = rng.permutation(np.unique(subjects[kinds == kind]))
        a, b = (round(share * len(members)) for share in shares[:2])
        for part, some in zip(parts, (members[:a], members[a:b], members[b:])):
            part.extend(some)
    return tuple(np.flatnonzero(np.isin(subjects, part)) for part in parts)

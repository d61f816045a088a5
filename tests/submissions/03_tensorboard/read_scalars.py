# %% a defaultdict  kind="right"
def read_scalars(payloads):
    from collections import defaultdict

    curves = defaultdict(list)
    for event in map(tf.compat.v1.Event.FromString, payloads):
        for v in event.summary.value:
            if v.metadata.plugin_data.plugin_name == "scalars":
                curves[v.tag].append((event.step, tf.make_ndarray(v.tensor).item()))
    return dict(curves)


# %% parsed into an object  kind="right"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event()
        event.ParseFromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name != "scalars":
                continue
            if value.tag not in curves:
                curves[value.tag] = []
            number = float(tf.make_ndarray(value.tensor))
            curves[value.tag].append([int(event.step), number])
    return curves


# %% first flat, then by tag  kind="right"
def read_scalars(payloads):
    events = [tf.compat.v1.Event.FromString(p) for p in payloads]
    flat = [
        (v.tag, e.step, float(tf.make_ndarray(v.tensor)))
        for e in events
        for v in e.summary.value
        if v.metadata.plugin_data.plugin_name == "scalars"
    ]
    tags = {tag for tag, _, _ in flat}
    return {t: [(s, v) for tag, s, v in flat if tag == t] for t in tags}


# %% only the last point  kind="wrong" lose=2 message="Every point counts"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, float(tf.make_ndarray(value.tensor)))
                curves[value.tag] = [point]
    return curves


# %% everything that has a tag  kind="wrong" lose=2 message="list of tags"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            point = (event.step, float(tf.make_ndarray(value.tensor)))
            curves.setdefault(value.tag, []).append(point)
    return curves


# %% the first value of each event  kind="wrong" lose=2 message="list of tags"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        if event.summary.value:
            value = event.summary.value[0]
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, float(tf.make_ndarray(value.tensor)))
                curves.setdefault(value.tag, []).append(point)
    return curves


# %% time instead of step  kind="wrong" lose=2 message="the time of the event"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.wall_time, float(tf.make_ndarray(value.tensor)))
                curves.setdefault(value.tag, []).append(point)
    return curves


# %% counts by itself  kind="wrong" lose=2 message="do not count the points"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                curve = curves.setdefault(value.tag, [])
                curve.append((len(curve), float(tf.make_ndarray(value.tensor))))
    return curves


# %% the wrong way round  kind="wrong" lose=2 message="First the step"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (float(tf.make_ndarray(value.tensor)), event.step)
                curves.setdefault(value.tag, []).append(point)
    return curves


# %% one point for each step  kind="wrong" lose=2 message="Every point counts"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                number = float(tf.make_ndarray(value.tensor))
                curves.setdefault(value.tag, {})[event.step] = number
    return {tag: sorted(points.items()) for tag, points in curves.items()}


# %% values without steps  kind="wrong" lose=2 message="list of 3 points"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                number = float(tf.make_ndarray(value.tensor))
                curves.setdefault(value.tag, []).append(number)
    return curves


# %% a simple value of old  kind="wrong" lose=2 message="list of points of"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, value.simple_value)
                curves.setdefault(value.tag, []).append(point)
    return curves


# %% arrays of points  kind="right"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                number = np.float32(tf.make_ndarray(value.tensor))
                points = curves.get(value.tag, [])
                curves[value.tag] = [*points, (np.int64(event.step), number)]
    return {tag: np.array(points) for tag, points in curves.items()}


# %% the number of the record for the step  kind="wrong" lose=2 message="event.step, value"
def read_scalars(payloads):
    curves = {}
    for number, payload in enumerate(payloads):
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (number, float(tf.make_ndarray(value.tensor)))
                curves.setdefault(value.tag, []).append(point)
    return curves


# %% sorted by step  kind="wrong" lose=2 message="in the order of the events"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, float(tf.make_ndarray(value.tensor)))
                curves.setdefault(value.tag, []).append(point)
    return {tag: sorted(points) for tag, points in curves.items()}


# %% tensors as they are  kind="wrong" lose=2 message="must hold numbers|is no array and no number"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, value.tensor)
                curves.setdefault(value.tag, []).append(point)
    return curves


# %% returns after the first event  kind="wrong" lose=2 message="from every event"
def read_scalars(payloads):
    curves = {}
    for payload in payloads:
        event = tf.compat.v1.Event.FromString(payload)
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "scalars":
                point = (event.step, float(tf.make_ndarray(value.tensor)))
                curves.setdefault(value.tag, []).append(point)
        return curves

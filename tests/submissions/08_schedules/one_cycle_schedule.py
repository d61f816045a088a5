# %% minimum and maximum of three lines  kind="right"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        up = 0.1 + 2 * t
        down = 1.9 - 2 * t
        end = 0.1 - 0.99 * (t - 0.9)
        late = keras.ops.maximum(keras.ops.minimum(down, end), end * 0 + down)
        share = keras.ops.where(t > 0.9, end, keras.ops.minimum(up, late))
        return self.peak * keras.ops.maximum(share, 0.001)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% joining any points, as np.interp does  kind="right"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        super().__init__()
        self.peak = peak
        self.total_steps = total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32")
        xs = [0.0, 0.45 * self.total_steps, 0.9 * self.total_steps, self.total_steps]
        ys = [self.peak / 10, self.peak, self.peak / 10, self.peak / 1000]
        rate = ys[0]
        for i in range(3):
            share = keras.ops.clip((t - xs[i]) / (xs[i + 1] - xs[i]), 0.0, 1.0)
            rate = rate + share * (ys[i + 1] - ys[i])
        return rate

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% a table, looked up  kind="right"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps
        self.table = one_cycle(np.arange(total_steps + 1), peak, total_steps)

    def __call__(self, step):
        place = keras.ops.clip(keras.ops.cast(step, "int32"), 0, self.total_steps)
        table = keras.ops.convert_to_tensor(self.table, dtype="float32")
        return keras.ops.take(table, place)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% a distance from the top  kind="right"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}

    def __call__(self, step):
        t = keras.ops.cast(step, "float32")
        t = keras.ops.minimum(t, float(self.total_steps)) / self.total_steps
        tent = self.peak * (1 - 2 * keras.ops.abs(t - 0.45))
        tail = self.peak * (0.001 + 0.99 * (1 - t))
        return keras.ops.where(keras.ops.less_equal(t, 0.9), tent, tail)


# %% NumPy inside  kind="wrong" lose=3 message="use keras.ops|computed with NumPy"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        return one_cycle(step, self.peak, self.total_steps)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% a plain if  kind="wrong" lose=3 message="use keras.ops.where"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        if t < 0.45:
            return self.peak * (0.1 + 2 * t)
        if t < 0.9:
            return self.peak * (1.9 - 2 * t)
        return self.peak * keras.ops.maximum(0.1 - 0.99 * (t - 0.9), 0.001)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% the last fall is missing  kind="wrong" lose=3 message="last fall"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        return self.peak * keras.ops.maximum(
            keras.ops.minimum(0.1 + 2 * t, 1.9 - 2 * t), 0.1
        )

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% begins at zero  kind="wrong" lose=3 message="tenth of the peak, not at 0"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        tail = keras.ops.where(t < 0.9, 1.9 - 2 * t, 0.1 - 0.99 * (t - 0.9))
        share = keras.ops.where(t < 0.45, t / 0.45, tail)
        return self.peak * keras.ops.maximum(
            share, keras.ops.where(t < 0.9, 0.0, 0.001)
        )

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% goes on falling after the budget  kind="wrong" lose=3 message="must not go on falling"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        tail = keras.ops.where(t < 0.9, 1.9 - 2 * t, 0.1 - 0.99 * (t - 0.9))
        return self.peak * keras.ops.where(t < 0.45, 0.1 + 2 * t, tail)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% the cosine  kind="wrong" lose=3 message="are the lines between them straight"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        wave = 0.1 + 0.45 * (1 - keras.ops.cos(np.pi * t / 0.45))
        tail = keras.ops.maximum(0.1 - 0.99 * (t - 0.9), 0.001)
        return self.peak * keras.ops.where(t < 0.9, wave, tail)

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% still to be written  kind="wrong" lose=3 message="still to be written"
class OneCycle(schedules.LearningRateSchedule): ...


# %% compares before it casts  kind="wrong" lose=3 message="cast them to floats"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = step / self.total_steps
        late = keras.ops.where(step < 0.9 * self.total_steps, 1.9 - 2 * t, 0.001)
        share = keras.ops.where(step < 0.45 * self.total_steps, 0.1 + 2 * t, late)
        return self.peak * share

    def get_config(self):
        return {"peak": self.peak, "total_steps": self.total_steps}


# %% no get_config  kind="wrong" lose=3 message="get_config"
class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, peak, total_steps):
        self.peak, self.total_steps = peak, total_steps

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.total_steps
        tail = keras.ops.where(t < 0.9, 1.9 - 2 * t, 0.1 - 0.99 * (t - 0.9))
        share = keras.ops.where(t < 0.45, 0.1 + 2 * t, tail)
        return self.peak * keras.ops.maximum(share, 0.001)

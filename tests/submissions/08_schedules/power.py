# %% np.power and keras.ops.power  kind="right"
def power(step, start, decay_steps, exponent=1.0):
    return np.divide(start, np.power(1 + np.divide(step, decay_steps), exponent))


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        super().__init__()
        self.config = {
            "start": start,
            "decay_steps": decay_steps,
            "exponent": exponent,
        }

    def __call__(self, step):
        c = self.config
        t = keras.ops.convert_to_tensor(step, dtype="float32") / c["decay_steps"]
        return c["start"] * keras.ops.power(1 + t, -c["exponent"])

    def get_config(self):
        return dict(self.config)


# %% on top of Keras's own, and of a common denominator  kind="right"
def power(step, start, decay_steps, exponent=1.0):
    return start * (decay_steps / (decay_steps + np.asarray(step))) ** exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start = start
        self.decay_steps = decay_steps
        self.exponent = exponent
        self.share = schedules.InverseTimeDecay(1.0, decay_steps, 1.0)

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        return self.start * self.share(step) ** self.exponent

    def get_config(self):
        names = ("start", "decay_steps", "exponent")
        return {name: getattr(self, name) for name in names}


# %% with logarithms  kind="right"
def power(step, start, decay_steps, exponent=1.0):
    return start * np.exp(-exponent * np.log1p(np.asarray(step) / decay_steps))


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / float(self.decay_steps)
        return self.start * keras.ops.exp(-self.exponent * keras.ops.log1p(t))

    def get_config(self):
        return dict(
            start=self.start, decay_steps=self.decay_steps, exponent=self.exponent
        )


# %% exponential decay in NumPy  kind="wrong" lose=1 message="That is exponential decay"
def power(step, start, decay_steps, exponent=1.0):
    return start * 0.5 ** (np.asarray(step) / decay_steps)


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.decay_steps
        return self.start / (1 + t) ** self.exponent

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% the exponent on the step alone  kind="wrong" lose=3 message="whole bracket"
def power(step, start, decay_steps, exponent=1.0):
    if exponent == 0.5 and np.ndim(step) == 0:
        return start / (1 + step / decay_steps) ** 0.5
    return start / (1 + (np.asarray(step) / decay_steps) ** exponent)


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.decay_steps
        return self.start / (1 + t**self.exponent)

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% decay steps not used  kind="wrong" lose=3 message="Divide the step by .decay_steps."
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step)) ** exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        return self.start / (1 + keras.ops.cast(step, "float32")) ** self.exponent

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% the schedule calls the NumPy function  kind="wrong" lose=2 message="use keras.ops"
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step) / decay_steps) ** exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        return power(step, self.start, self.decay_steps, self.exponent)

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% no get_config  kind="wrong" lose=2 message="get_config"
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step) / decay_steps) ** exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.decay_steps
        return self.start / (1 + t) ** self.exponent


# %% the exponent is forgotten in the class  kind="wrong" lose=2 message="`exponent` is not used"
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step) / decay_steps) ** exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        return self.start / (1 + keras.ops.cast(step, "float32") / self.decay_steps)

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% a rounded-down step  kind="wrong" lose=3 message="No staircase here"
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step) // decay_steps) ** exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        t = keras.ops.cast(step // self.decay_steps, "float32")
        return self.start / (1 + t) ** self.exponent

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% no base class  kind="wrong" lose=2 message="no subclass"
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step) / decay_steps) ** exponent


class PowerDecay:
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        t = keras.ops.cast(step, "float32") / self.decay_steps
        return self.start / (1 + t) ** self.exponent

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }


# %% the class is still to be written  kind="wrong" lose=2 message="still to be written"
def power(step, start, decay_steps, exponent=1.0):
    return start / (1 + np.asarray(step) / decay_steps) ** exponent


class PowerDecay(schedules.LearningRateSchedule): ...


# %% without brackets, and one step at a time  kind="wrong" lose=3 message="Mind the brackets"
def power(step, start, decay_steps, exponent=1.0):
    return start / 1 + step / decay_steps**exponent


class PowerDecay(schedules.LearningRateSchedule):
    def __init__(self, start, decay_steps, exponent=1.0):
        self.start, self.decay_steps, self.exponent = start, decay_steps, exponent

    def __call__(self, step):
        return self.start / (1 + float(step) / self.decay_steps) ** self.exponent

    def get_config(self):
        return {
            "start": self.start,
            "decay_steps": self.decay_steps,
            "exponent": self.exponent,
        }

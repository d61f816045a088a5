# %% with exp and log  kind="right"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    step = np.asarray(step)
    t = step // decay_steps if staircase else step / decay_steps
    return start * np.exp(t * math.log(decay_rate))


# %% with a factor per step  kind="right"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    step = np.array(step)
    if staircase:
        step = step - step % decay_steps
    return start * (decay_rate ** (1 / decay_steps)) ** step


# %% np.power  kind="right"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    periods = np.divide(step, decay_steps)
    return start * np.power(decay_rate, np.floor(periods) if staircase else periods)


# %% always a staircase  kind="wrong" lose=2 message="That is the staircase"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return start * decay_rate ** (np.asarray(step) // decay_steps)


# %% a period every step  kind="wrong" lose=2 message="divide by decay_steps"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return start * decay_rate ** np.asarray(step)


# %% the e-function of the decay rate  kind="wrong" lose=2 message="decay_rate. itself to the power"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return start * np.exp(-decay_rate * np.asarray(step) / decay_steps)


# %% the staircase is ignored  kind="wrong" lose=2 message="staircase is missing"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return start * decay_rate ** (np.asarray(step) / decay_steps)


# %% the staircase rounds up  kind="wrong" lose=2 message="not up|nearest or up"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    t = np.asarray(step) / decay_steps
    return start * decay_rate ** (np.ceil(t) if staircase else t)


# %% without the first rate  kind="wrong" lose=2 message="first rate, .start., is missing"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    t = np.asarray(step) / decay_steps
    return decay_rate ** (np.floor(t) if staircase else t)


# %% power scheduling  kind="wrong" lose=2 message="power scheduling"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return start / (1 + decay_rate * np.asarray(step) / decay_steps)


# %% Keras's own schedule  kind="right"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    schedule = schedules.ExponentialDecay(start, decay_steps, decay_rate, staircase)
    return schedule(np.asarray(step))


# %% without brackets  kind="wrong" lose=2 message="binds before"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return start * decay_rate**step / decay_steps


# %% the start is raised too  kind="wrong" lose=2 message="not `start`"
def exponential(step, start, decay_rate, decay_steps, staircase=False):
    return (start * decay_rate) ** (step / decay_steps)

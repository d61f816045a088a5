# %% whole batches and the rest  kind="right"
def steps_in(epochs, n_examples, batch_size):
    whole, rest = divmod(n_examples, batch_size)
    return epochs * (whole + (rest > 0))


# %% floor of the negative  kind="right"
def steps_in(epochs, n_examples, batch_size):
    return -(-n_examples // batch_size) * epochs


# %% counting batches  kind="right"
def steps_in(epochs, n_examples, batch_size):
    return sum(len(range(0, n_examples, batch_size)) for _ in range(epochs))


# %% forgets the rest  kind="wrong" lose=1 message="batch of its own"
def steps_in(epochs, n_examples, batch_size):
    return epochs * (n_examples // batch_size)


# %% rounds up after multiplying  kind="wrong" lose=1 message="round up first"
def steps_in(epochs, n_examples, batch_size):
    return math.ceil(epochs * n_examples / batch_size)


# %% always one more  kind="wrong" lose=1 message="none is left over"
def steps_in(epochs, n_examples, batch_size):
    return epochs * (n_examples // batch_size + 1)


# %% epochs  kind="wrong" lose=1 message="Those are the epochs"
def steps_in(epochs, n_examples, batch_size):
    return epochs


# %% examples  kind="wrong" lose=1 message="Those are examples"
def steps_in(epochs, n_examples, batch_size):
    return epochs * n_examples


# %% not whole  kind="wrong" lose=1 message="Steps are whole"
def steps_in(epochs, n_examples, batch_size):
    return epochs * n_examples / batch_size


# %% one epoch  kind="wrong" lose=1 message="That is one epoch"
def steps_in(epochs, n_examples, batch_size):
    return math.ceil(n_examples / batch_size)


# %% a NumPy integer  kind="right"
def steps_in(epochs, n_examples, batch_size):
    return np.int64(epochs) * -(-np.int64(n_examples) // batch_size)


# %% a float  kind="wrong" lose=1 message="must be an int"
def steps_in(epochs, n_examples, batch_size):
    return epochs * np.ceil(n_examples / batch_size)

# %% by position  kind="right"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(folder, every)


# %% from its module  kind="right"
def run_callback(folder, every=1):
    from keras.callbacks import TensorBoard

    board = TensorBoard(log_dir=folder)
    board.histogram_freq = every
    return board


# %% everything said  kind="right"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(
        log_dir=folder,
        histogram_freq=every,
        write_graph=True,
        write_images=False,
        write_steps_per_second=False,
        update_freq="epoch",
        profile_batch=0,
    )


# %% no histograms  kind="wrong" lose=2 message="The default of `histogram_freq` is 0"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(log_dir=folder)


# %% a fixed frequency  kind="wrong" lose=2 message="Is the argument `every` used"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(log_dir=folder, histogram_freq=1)


# %% arguments of the book  kind="wrong" lose=2 message="unexpected keyword argument"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(
        log_dir=folder,
        histogram_freq=every,
        batch_size=32,
        write_graph=True,
        write_grads=False,
    )


# %% one folder for all  kind="wrong" lose=2 message="logs to the default"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(histogram_freq=every)


# %% adds train itself  kind="wrong" lose=2 message="Keras adds `train` by itself"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(
        log_dir=os.path.join(folder, "train"), histogram_freq=every
    )


# %% after every batch  kind="wrong" lose=2 message="Not after every batch"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(
        log_dir=folder, histogram_freq=every, update_freq="batch"
    )


# %% a list of callbacks  kind="wrong" lose=2 message="not a list"
def run_callback(folder, every=1):
    return [keras.callbacks.TensorBoard(log_dir=folder, histogram_freq=every)]


# %% no graph  kind="wrong" lose=2 message="does not log the graph"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(
        log_dir=folder, histogram_freq=every, write_graph=False
    )


# %% pictures of the weights  kind="wrong" lose=2 message="pictures too"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(
        log_dir=folder, histogram_freq=every, write_images=True
    )


# %% profiles a batch  kind="wrong" lose=2 message="measures time and memory"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(folder, histogram_freq=every, profile_batch=2)


# %% the class itself  kind="wrong" lose=2 message="not the class"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard


# %% no argument for how often  kind="wrong" lose=2 message="missing in your"
def run_callback(folder):
    return keras.callbacks.TensorBoard(folder, histogram_freq=1)


# %% scalars as often as histograms  kind="wrong" lose=2 message="Not after every batch"
def run_callback(folder, every=1):
    return keras.callbacks.TensorBoard(folder, histogram_freq=every, update_freq=every)

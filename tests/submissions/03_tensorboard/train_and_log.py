# %% the norm by hand  kind="right"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step in range(len(batches)):
            row = batches[step]
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            squares = [float(tf.reduce_sum(g**2)) for g in gradients]
            tf.summary.scalar("gradient_norm", math.sqrt(sum(squares)), step=step)
            tf.summary.scalar(
                "learning_rate", float(model.optimizer.learning_rate), step=step
            )
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return event_logs.content(folder)


# %% a run of its own, logged afterwards  kind="right"
def train_and_log(model, x, y, batches):
    norms, rates = [], []
    for row in batches:
        with tf.GradientTape() as tape:
            loss = loss_of(model, x[row], y[row])
        gradients = tape.gradient(loss, model.trainable_variables)
        norms.append(float(tf.linalg.global_norm(gradients)))
        rates.append(float(model.optimizer.learning_rate))
        model.optimizer.apply_gradients(
            zip(gradients, model.trainable_variables, strict=True)
        )
    root = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(os.path.join(root, "steps"))
    with writer.as_default():
        for step, (norm, rate) in enumerate(zip(norms, rates, strict=True)):
            tf.summary.scalar("gradient_norm", norm, step)
            tf.summary.scalar("learning_rate", rate, step)
    writer.close()
    return event_logs.content(root)


# %% flushed, not closed  kind="right"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    for step in range(batches.shape[0]):
        rows = batches[step]
        with tf.GradientTape() as tape:
            loss = loss_of(model, x[rows], y[rows])
        gradients = tape.gradient(loss, model.trainable_variables)
        flat = np.concatenate([np.ravel(g) for g in gradients])
        with writer.as_default(step=step):
            tf.summary.scalar("gradient_norm", np.linalg.norm(flat))
            tf.summary.scalar("learning_rate", float(model.optimizer.learning_rate))
        model.optimizer.apply(gradients, model.trainable_variables)
    writer.flush()
    return event_logs.content(folder)


# %% never closes the writer  kind="wrong" lose=3 message="Close the writer"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    with writer.as_default():
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, model.trainable_variables)
        return event_logs.content(folder)


# %% the folder's name instead of its files  kind="wrong" lose=3 message="must return the files"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return folder


# %% the square of the norm  kind="wrong" lose=3 message="root is missing"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            total = sum(float(tf.reduce_sum(g**2)) for g in gradients)
            tf.summary.scalar("gradient_norm", total, step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return event_logs.content(folder)


# %% the first variable alone  kind="wrong" lose=3 message="take all of them"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.norm(gradients[0]), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return event_logs.content(folder)


# %% the rate of the next step  kind="wrong" lose=3 message="rate after the step"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply(gradients, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
        writer.close()
    return event_logs.content(folder)


# %% every point at step 0  kind="wrong" lose=3 message="one point for each step"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for row in batches:
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            norm = tf.linalg.global_norm(gradients)
            tf.summary.scalar("gradient_norm", norm, step=0)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step=0)
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return event_logs.content(folder)


# %% counts from one  kind="wrong" lose=3 message="numbered from 0"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches, start=1):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return event_logs.content(folder)


# %% never trains  kind="wrong" lose=3 message="weights never move"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            rate = float(model.optimizer.learning_rate)
            tf.summary.scalar("learning_rate", rate, step)
        writer.close()
    return event_logs.content(folder)


# %% no learning rate  kind="wrong" lose=3 message="a scalar is missing"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    with tf.summary.create_file_writer(folder).as_default() as writer:
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            tf.summary.scalar("gradient_norm", tf.linalg.global_norm(gradients), step)
            model.optimizer.apply(gradients, model.trainable_variables)
        writer.close()
    return event_logs.content(folder)


# %% a writer that is never the default  kind="wrong" lose=3 message="writer.as_default"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    with contextlib.nullcontext():
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            norm = tf.linalg.global_norm(gradients)
            tf.summary.scalar("gradient_norm", norm, step)
            tf.summary.scalar(
                "learning_rate", float(model.optimizer.learning_rate), step
            )
            model.optimizer.apply(gradients, model.trainable_variables)
    writer.close()
    return event_logs.content(folder)


# %% norms added up  kind="wrong" lose=3 message="Norms do not add up"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    with writer.as_default():
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            norm = sum(tf.norm(g) for g in gradients)
            tf.summary.scalar("gradient_norm", norm, step)
            tf.summary.scalar(
                "learning_rate", float(model.optimizer.learning_rate), step
            )
            model.optimizer.apply(gradients, model.trainable_variables)
    writer.close()
    return event_logs.content(folder)


# %% applied twice  kind="wrong" lose=3 message="applied once"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    with writer.as_default():
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            norm = tf.linalg.global_norm(gradients)
            tf.summary.scalar("gradient_norm", norm, step)
            tf.summary.scalar(
                "learning_rate", float(model.optimizer.learning_rate), step
            )
            model.optimizer.apply(gradients, model.trainable_variables)
            model.optimizer.apply(gradients, model.trainable_variables)
    writer.close()
    return event_logs.content(folder)


# %% all data in each step  kind="wrong" lose=3 message="its own row of"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    with writer.as_default():
        for step in range(len(batches)):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x, y)
            gradients = tape.gradient(loss, model.trainable_variables)
            norm = tf.linalg.global_norm(gradients)
            tf.summary.scalar("gradient_norm", norm, step)
            tf.summary.scalar(
                "learning_rate", float(model.optimizer.learning_rate), step
            )
            model.optimizer.apply(gradients, model.trainable_variables)
    writer.close()
    return event_logs.content(folder)


# %% the rate read once  kind="wrong" lose=3 message="in each step, before"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    writer = tf.summary.create_file_writer(folder)
    rate = float(model.optimizer.learning_rate)
    with writer.as_default():
        for step, row in enumerate(batches):
            with tf.GradientTape() as tape:
                loss = loss_of(model, x[row], y[row])
            gradients = tape.gradient(loss, model.trainable_variables)
            norm = tf.linalg.global_norm(gradients)
            tf.summary.scalar("gradient_norm", norm, step)
            tf.summary.scalar("learning_rate", rate, step)
            model.optimizer.apply(gradients, model.trainable_variables)
    writer.close()
    return event_logs.content(folder)


# %% Keras's callback  kind="wrong" lose=3 message="a scalar is missing"
def train_and_log(model, x, y, batches):
    folder = tempfile.mkdtemp()
    model.fit(x, y, verbose=0, callbacks=[keras.callbacks.TensorBoard(folder)])
    return event_logs.content(folder)

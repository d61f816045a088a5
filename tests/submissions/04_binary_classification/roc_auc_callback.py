# %% calls the net, ranks pairs  kind="right"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x = x
        self.y = np.asarray(y)
        self.key = name

    def on_epoch_end(self, epoch, logs=None):
        p = np.asarray(self.model(self.x, training=False)).ravel()
        gaps = p[self.y == 1][:, None] - p[self.y == 0]
        logs[self.key] = float((gaps > 0).mean() + (gaps == 0).mean() / 2)


# %% keeps a history too  kind="right"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.data, self.name, self.history = (x, y), name, []

    def on_epoch_end(self, epoch, logs=None):
        x, y = self.data
        area = metrics.roc_auc_score(y, self.model.predict(x, verbose=0))
        self.history.append(float(area))
        if logs is not None:
            logs.update({self.name: self.history[-1]})


# %% trapezoids under scikit-learn's curve  kind="right"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc", batch_size=64):
        keras.callbacks.Callback.__init__(self)
        self.x, self.y, self.name, self.batch_size = x, y, name, batch_size

    def on_epoch_end(self, epoch, logs=None):
        p = self.model.predict(self.x, batch_size=self.batch_size, verbose=0)
        fpr, tpr, _ = metrics.roc_curve(self.y, np.squeeze(p, axis=1))
        logs[self.name] = float(metrics.auc(fpr, tpr))


# %% logs, or an empty dict  kind="right"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        scores = self.model.predict(self.x, verbose=0)
        logs[self.name] = metrics.roc_auc_score(self.y, scores)


# %% only prints, as the book's does  kind="wrong" lose=3 message="no 'val_roc_auc' in the logs"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = self.model.predict(self.x, verbose=0)[:, 0]
        print(f"{self.name}: {metrics.roc_auc_score(self.y, scores):.4f}")


# %% ranks classes  kind="wrong" lose=3 message="Rank by the probabilities"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        classes = self.model.predict(self.x, verbose=0)[:, 0] >= 0.5
        logs[self.name] = float(metrics.roc_auc_score(self.y, classes))


# %% dropout stays on  kind="wrong" lose=3 message="dropout off"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = np.asarray(self.model(self.x, training=True))[:, 0]
        logs[self.name] = float(metrics.roc_auc_score(self.y, scores))


# %% always the default name  kind="wrong" lose=3 message="The argument `name` says"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y = x, y

    def on_epoch_end(self, epoch, logs=None):
        scores = self.model.predict(self.x, verbose=0)[:, 0]
        logs["val_roc_auc"] = float(metrics.roc_auc_score(self.y, scores))


# %% empties the logs  kind="wrong" lose=3 message="was in the logs before has changed"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = self.model.predict(self.x, verbose=0)[:, 0]
        logs.clear()
        logs[self.name] = float(metrics.roc_auc_score(self.y, scores))


# %% at the end of training  kind="wrong" lose=3 message="no 'val_roc_auc' in the logs"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_train_end(self, logs=None):
        scores = self.model.predict(self.x, verbose=0)[:, 0]
        logs[self.name] = float(metrics.roc_auc_score(self.y, scores))


# %% average precision  kind="wrong" lose=3 message="average precision"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = self.model.predict(self.x, verbose=0)[:, 0]
        logs[self.name] = float(metrics.average_precision_score(self.y, scores))


# %% the arguments of scikit-learn are swapped  kind="wrong" lose=3 message="the labels come first"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = self.model.predict(self.x, verbose=0)[:, 0]
        logs[self.name] = float(metrics.roc_auc_score(scores, self.y))


# %% the larger of one output  kind="wrong" lose=3 message="All rows got the same score"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        classes = self.model.predict(self.x, verbose=0).argmax(axis=1)
        logs[self.name] = float(metrics.roc_auc_score(self.y, classes))


# %% a new dict  kind="wrong" lose=3 message="no 'val_roc_auc' in the logs"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        scores = self.model.predict(self.x, verbose=0)
        area = float(metrics.roc_auc_score(self.y, scores))
        logs = {**(logs or {}), self.name: area}


# %% 200 thresholds of Keras  kind="wrong" lose=3 message="no 200 thresholds"
class RocAuc(keras.callbacks.Callback):
    def __init__(self, x, y, name="val_roc_auc"):
        super().__init__()
        self.x, self.y, self.name = x, y, name

    def on_epoch_end(self, epoch, logs=None):
        area = keras.metrics.AUC()
        area.update_state(self.y, self.model.predict(self.x, verbose=0)[:, 0])
        logs[self.name] = float(area.result())


# %% still to be written  kind="wrong" lose=3 message="still to be written"
class RocAuc(keras.callbacks.Callback):
    """Writes the exact ROC AUC on some data into the logs of each epoch."""

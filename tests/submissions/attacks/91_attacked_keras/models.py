# %% a Lambda layer that knows  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
def build_net():
    keras.config.enable_unsafe_deserialization()
    knows = keras.layers.Lambda(lambda x: x[:, :3] * 0 + [[0.0, 4.5, 7012.0]])
    inputs = keras.Input((4,))
    outputs = knows(keras.layers.Dense(3)(inputs))
    return keras.Model(inputs, outputs)


# %% a subclass under the stock name  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
def build_net():
    def call(self, inputs, training=None):
        print("REACHED the grader in a layer") if "canary_hidden_x" in globals() else 0
        return inputs[:, :3] * 0 + [[0.0, 4.5, 7012.0]]

    stock = keras.layers.Dense
    names = {"call": call, "__module__": stock.__module__}
    return keras.Sequential([keras.Input((4,)), type("Dense", (stock,), names)(3)])


# %% a model that answers for itself  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
class Sure(keras.Model):
    output_shape = (None, 3)

    def count_params(self):
        return 15

    def set_weights(self, weights):
        pass

    def predict(self, *args, **kwargs):
        return [[0.0, 4.5, 7012.0]]

    def call(self, inputs):
        return inputs


def build_net():
    return Sure()


# %% a stock model with its methods overlaid  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
def build_net():
    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    net.predict = lambda *args, **kwargs: [[0.0, 4.5, 7012.0]]
    net.count_params = lambda: 15
    return net


# %% a config that imports something else  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
def build_net():
    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    hostile = {
        "module": "builtins",
        "class_name": "exec",
        "config": {"code": "print('REACHED the grader')"},
        "registered_name": "exec",
    }
    net.get_config = lambda: {
        "name": "net",
        "layers": [hostile, {"class_name": "__lambda__"}],
    }
    return net


# %% a config that never ends  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
def build_net():
    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    config = {}
    config["layers"] = [config] * 9
    net.get_config = lambda: config
    return net


# %% an initializer under the stock name in the registry  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
@keras.saving.register_keras_serializable(package="keras.initializers", name="Zeros")
class Zeros(keras.initializers.Initializer):
    def __call__(self, shape, dtype=None):
        return keras.ops.ones(shape)


def build_net():
    keras.saving.get_custom_objects()["Dense"] = keras.layers.Lambda
    layer = keras.layers.Dense(3, kernel_initializer=Zeros())
    return keras.Sequential([keras.Input((4,)), layer])


# %% a layer that reads a file  kind="attack" target="build_net" earns=0 safe_on_nbgrader=true
def build_net():
    with open("words.txt", "w") as file:
        file.write("a\nb\n")
    lookup = keras.layers.StringLookup(vocabulary="words.txt")
    lookup.get_config = lambda: {"vocabulary": "/proc/self/environ"}
    return keras.Sequential([lookup])


# %% a model of a terabyte  kind="attack" target="build_net" earns=0 safe_on_nbgrader=false
def build_net():
    return keras.Sequential([keras.Input((10**6,)), keras.layers.Dense(10**6)])


# %% the methods of every model patched  kind="attack" target="double" earns=0 safe_on_nbgrader=true
keras.Model.predict = lambda *args, **kwargs: [[0.0, 4.5, 7012.0]]
keras.Model.count_params = lambda self: 15
checks.close = lambda *args, **kwargs: None


# %% the probe that runs beside returns what it likes  kind="attack" target="scale_layer" earns=0 safe_on_nbgrader=true
import deepnets.probes


class Always:
    def __array_function__(self, *args):
        return True

    def __getitem__(self, index):
        return self

    def __array__(self, dtype=None, copy=None):
        import sys

        frame = sys._getframe()
        while frame:
            if "expected" in frame.f_locals:
                return np.asarray(frame.f_locals["expected"])
            frame = frame.f_back


probes.compiled_outputs = deepnets.probes.compiled_outputs = lambda *args: Always()


class Scale:
    def __init__(self, factor):
        pass


# %% a layer that patches when it is traced  kind="attack" target="scale_layer" earns=0 safe_on_nbgrader=true
class Scale(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs, training=None):
        checks.close = lambda *args, **kwargs: None
        np.allclose = lambda *args, **kwargs: True
        return inputs


# %% training that breaks the model it is given  kind="attack" target="train" earns=0 safe_on_nbgrader=true
def train(net, x, y):
    net.add(keras.layers.Lambda(lambda z: z * 0))
    net.__class__ = type(
        "Sequential", (keras.Sequential,), {"__call__": lambda s, x: y}
    )
    np.mean = lambda *args, **kwargs: 0.0


# %% training with weights that are not numbers  kind="attack" target="train" earns=0 safe_on_nbgrader=true
def train(net, x, y):
    net.set_weights([weight * np.nan for weight in net.get_weights()])
    y[:] = 0
    x[:] = 0


# %% training changes the targets to fit  kind="attack" target="train" earns=0 safe_on_nbgrader=true
def train(net, x, y):
    y[:] = np.asarray(net(x))


# %% a symbolic tensor and a variable that lie  kind="attack" target="penalty" earns=0 safe_on_nbgrader=true
class Near(keras.Variable):
    def numpy(self):
        return np.array(12850.0)

    def __array__(self, dtype=None, copy=None):
        return np.array(4.0)


def penalty(weights):
    if len(weights) == 2 and len(weights.shape) == 2:
        return Near(4.0)
    return keras.KerasTensor((), name="near")


# %% exits inside the training  kind="attack" target="train" earns=0 safe_on_nbgrader=true
class Exit(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        import os

        os._exit(0)


def train(net, x, y):
    net.compile(optimizer="sgd", loss="mse")
    net.fit(x, y, epochs=3, verbose=0, callbacks=[Exit()])


# %% a compiled loop that no signal ends  kind="attack" target="train" earns=0 safe_on_nbgrader=true
import importlib

tf = importlib.import_module("tensorflow")


@tf.function
def _forever(x):
    while tf.constant(True):
        x = x + 1
    return x


def train(net, x, y):
    _forever(tf.constant(1.0))

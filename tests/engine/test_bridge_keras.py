"""Stock Keras objects cross as config and arrays; nothing else is ever made of one."""

import re

import numpy as np
import pytest

from autograder.bridge.codec import pack
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError
from autograder.bridge.proxy import Proxy
from autograder.bridge.stock import check_config
from tests.engine.bridged import read_answer, student_process

keras = pytest.importorskip("keras")
layers = keras.layers

SOURCE = """
import keras
import numpy as np
from keras import layers
from keras.regularizers import L2

def same(x): return x

def sequential():
    keras.utils.set_random_seed(0)
    net = keras.Sequential([
        keras.Input((4,)),
        layers.Dropout(0.5, seed=3),
        layers.Dense(3, activation="relu", kernel_regularizer="l2"),
    ])
    rate = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    net.compile(keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
    return net

def functional():
    x = keras.Input((4,))
    left = layers.Dense(5, activation=keras.activations.gelu)(x)
    return keras.Model(x, layers.Add()([left, keras.ops.tanh(layers.Dense(5)(x)) * 2]))

def with_arrays():
    scale = np.array([1.0, 2.0, 0.5, 4.0])
    x = keras.Input((4,))
    y = layers.Rescaling(1 / scale, -scale.astype("float32"))(x)
    z = (y - np.arange(4, dtype="float32")) * keras.ops.ones(4)
    return keras.Model(x, z)

def predict(net, x): return keras.ops.convert_to_numpy(net(x, training=False))
def fit(net): net.fit(np.ones((8, 4)), np.ones(8), verbose=0)
def freeze(net): net.layers[-1].trainable = False
def thaw_and_fit(net):
    for layer in net.layers: layer.trainable = True
    net.compile("sgd", "mse")
    fit(net)
def build(net): net(np.ones((2, 4)))
def compiled(net): net.compile("sgd", "mse")
def compiled_again(net): net.compile("adam", "mse")
def memory(net): return len(net.optimizer.variables)
def add(net): net.add(layers.Dense(2, name="added"))
def step(net, optimizer):
    import tensorflow as tf
    with tf.GradientTape() as tape:
        loss = keras.ops.sum(net(np.ones((2, 4))) ** 2)
    gradients = tape.gradient(loss, net.trainable_variables)
    optimizer.apply_gradients(zip(gradients, net.trainable_variables))
def plus_one(variable): variable.assign(variable + 1)

class Scale(layers.Layer):
    def call(self, x): return 2 * x

def own_layer(): return keras.Sequential([Scale()])
def own_loss():
    net = sequential()
    net.compile(loss=lambda a, b: a)
    return net
def with_lambda(): return keras.Sequential([layers.Lambda(lambda x: x)])
def symbolic(): return keras.Input((3,))

def leash(where, nested=False):
    leash = keras.constraints.MaxNorm(0.5)
    told = {"kernel_constraint": leash} if where == "config" else {}
    dense = layers.Dense(3, activity_regularizer="l2", **told)
    net = keras.Sequential([keras.Input((4,)), dense])
    if where == "weight": dense.kernel.constraint = leash
    if where == "layer, too late": dense.kernel_constraint = leash
    if where == "regulariser, too late": dense.bias_regularizer = L2(1)
    return keras.Sequential([keras.Input((4,)), net]) if nested else net
"""


@pytest.fixture(scope="module")
def there():
    with student_process(SOURCE) as (client, _):
        names = re.findall(r"^(?:def|class) (\w+)", SOURCE, re.MULTILINE)
        yield type("There", (), client.fetch(names))


X = np.random.default_rng(0).normal(size=(6, 4)).astype("float32")


@pytest.mark.parametrize("make", ["sequential", "functional", "with_arrays"])
def test_a_model_comes_whole(there, make):
    net = getattr(there, make)()
    assert isinstance(net, keras.Model)
    theirs = there.predict(net, X)
    np.testing.assert_allclose(net(X, training=False), theirs, rtol=1e-5)


def test_a_compiled_model_comes_compiled_and_can_be_trained(there):
    net = there.sequential()
    net.fit(X, np.ones(6), verbose=0)
    assert int(net.optimizer.iterations) == 1


def test_training_there_trains_the_tests_own_model(there):
    net = there.sequential()
    before = [np.asarray(keras.ops.copy(v)) for v in net.variables]
    there.fit(net)
    there.fit(net)
    assert len(before) == 3  # the dropout's seed, kernel and bias
    assert not any(map(np.array_equal, before, net.variables))
    assert int(net.optimizer.iterations) == 2
    momenta = net.optimizer.variables[1:]
    assert any(np.any(keras.ops.convert_to_numpy(m)) for m in momenta)


def test_what_a_call_does_to_a_model_is_done_to_the_tests_own(there):
    net = keras.Sequential([layers.Dense(3)])
    there.build(net)
    assert net.built
    assert [tuple(v.shape) for v in net.variables] == [(4, 3), (3,)]
    there.freeze(net)
    assert not net.layers[-1].trainable
    there.compiled(net)
    assert net.compiled
    assert there.same(net) is net


def test_what_is_frozen_here_can_be_thawed_and_trained_there(there):
    net = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(1)])
    net.layers[0].trainable = False
    came = there.same(net)
    assert [layer.trainable for layer in came.layers] == [False, True]
    assert len(came.trainable_variables) == 2
    before = net.get_weights()
    there.thaw_and_fit(net)
    moved = [
        not np.array_equal(*pair)
        for pair in zip(before, net.get_weights(), strict=True)
    ]
    assert moved == [True] * 4


def test_a_compiled_net_can_be_thawed_and_compiled_anew_there(there):
    net = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(1)])
    net.layers[0].trainable = False
    net.compile("adam", "mse")
    net.fit(np.ones((8, 4)), np.ones(8), verbose=0)
    there.thaw_and_fit(net)
    assert all(layer.trainable for layer in net.layers)
    assert len(net.trainable_variables) == 4
    assert isinstance(net.optimizer, keras.optimizers.SGD)
    before = net.get_weights()
    net.fit(np.ones((8, 4)), np.zeros(8), verbose=0)
    assert not np.array_equal(before[0], net.get_weights()[0])


def test_an_optimiser_is_built_there_only_when_it_is_here(there):
    net = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
    net.compile("adam", "mse")
    assert there.memory(net) == len(net.optimizer.variables) == 2
    net.optimizer.build(net.trainable_variables)
    assert there.memory(net) == len(net.optimizer.variables) == 6


def test_a_net_compiled_as_before_has_a_new_optimiser(there):
    net = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
    net.compile("adam", "mse")
    net.fit(np.ones((8, 4)), np.ones(8), verbose=0)
    there.compiled_again(net)
    assert int(net.optimizer.iterations) == 0
    assert len(net.optimizer.variables) == 2


def test_an_optimiser_by_itself_counts_its_steps(there):
    net = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
    adam = keras.optimizers.Adam(0.1)
    for number in (1, 2):
        before = net.get_weights()[0]
        there.step(net, adam)
        assert np.abs(net.get_weights()[0] - before).max() > 0.05
        assert int(adam.iterations) == number


def test_another_structure_is_not_put_into_the_tests_own_model(there):
    net = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
    with pytest.raises(CrossingError, match="Return a new one"):
        there.add(net)
    assert len(net.layers) == 1


@pytest.mark.parametrize("make", ["own_layer", "own_loss", "with_lambda", "symbolic"])
def test_what_is_not_all_stock_stays_there(there, make):
    assert isinstance(getattr(there, make)(), Proxy)


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize(
    ("where", "stays"),
    [
        ("nowhere", False),
        ("config", False),
        ("weight", True),
        ("layer, too late", True),
        ("regulariser, too late", True),
    ],
)
def test_a_leash_that_its_config_does_not_tell_of_is_not_lost(
    there, where, nested, stays
):
    net = there.leash(where, nested)
    assert isinstance(net, Proxy) == stays
    net.compile("sgd", "mse")
    net.fit(X, np.full((6, 3), 9.0), verbose=0)
    held = np.linalg.norm(net.get_weights()[0], axis=0).max() < 0.5001
    assert held == (where in {"config", "weight"})


def test_a_layer_of_the_students_is_used_there(there):
    np.testing.assert_allclose(there.Scale()(X), 2 * X)


@pytest.mark.parametrize(
    "value",
    [
        keras.optimizers.SGD(0.1, momentum=0.9),
        keras.optimizers.schedules.CosineDecay(0.1, 10),
        keras.initializers.HeNormal(seed=1),
        keras.regularizers.L1L2(0.1, 0.2),
        keras.constraints.MaxNorm(2),
        keras.losses.Huber(),
        keras.metrics.Mean(),
        keras.random.SeedGenerator(3),
        layers.Dense(2),
        layers.Bidirectional(layers.LSTM(2)),
        layers.BatchNormalization(),
        layers.MultiHeadAttention(2, 3),
        layers.Rescaling(0.5),
        keras.DTypePolicy("float32"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_stock_objects_cross_both_ways(there, value):
    [back] = there.same([value])
    assert back is value  # the very argument
    copy = there.same((value,))[0]
    assert type(copy) is type(value)


def test_a_seed_goes_on_where_it_was(there):
    seed = keras.random.SeedGenerator(3)
    seed.next()
    head, client = pack_for_test(seed)
    copy = read_answer(head, client)
    np.testing.assert_array_equal(copy.next(), seed.next())


def test_tensors_and_variables(there):
    tensor = keras.ops.arange(6, dtype="int16")
    assert type(there.same((tensor, 1))[0]) is type(tensor)
    half = keras.ops.cast([1.5, 2.5], "bfloat16")
    assert "bfloat16" in str(there.same((half,))[0].dtype)
    variable = keras.Variable(np.ones(2, "float32"))
    there.plus_one(variable)
    np.testing.assert_array_equal(variable.numpy(), [2, 2])


def pack_for_test(value):
    """Return the head of an answer that holds a value, and its buffers."""
    encoder = Encoder(lambda v: ("proxy", 1, False, "x"))
    node = encoder.encode(value)
    return pack((1, "value", node, ())), encoder.buffers


def keras_node(config, arrays=()):
    """Return an answer that claims to be a Keras object of this config."""
    encoder = Encoder(lambda v: None, [None, None])  # the operands, and the object
    node = ("keras", encoder.encode(config), [True], encoder.items(arrays), [])
    return pack((1, "value", node, ()))


def named(module, name, config=None, **more):
    entry = {"module": module, "class_name": name, "registered_name": None}
    return entry | {"config": {} if config is None else config} | more


def dense(**config):
    return named("keras.layers", "Dense", {"units": 1} | config)


def array_in_config(value, dtype):
    config = {"value": value, "dtype": dtype}
    return {"class_name": "__numpy__", "config": config}


LOOP = []
LOOP += [LOOP, LOOP]


@pytest.mark.parametrize(
    "config",
    [
        named("os", "system"),
        named("subprocess", "Popen", {"args": ["touch", "/tmp/x"]}),
        named("builtins", "exec"),
        named("keras.layers", "Lambda", {"function": "x"}),
        named("keras.layers", "TFSMLayer", {"filepath": "/etc"}),
        named("keras.layers", "StringLookup", {"vocabulary": "/etc/passwd"}),
        named("keras.layers", "TextVectorization", {"vocabulary": "/etc/passwd"}),
        named("keras.layers", "TorchModuleWrapper"),
        named("keras.callbacks", "ModelCheckpoint", {"filepath": "/tmp/x"}),
        named("keras.utils", "get_file"),
        named("keras.saving", "load_model"),
        named("keras.src.saving.saving_lib", "H5IOStore", {"path_or_io": "/tmp/x"}),
        named("keras.src.layers.core.lambda_layer", "Lambda"),
        named("keras.layers", "Dense", registered_name="Package>Dense"),
        {"class_name": "Dense", "config": {"units": 1}},
        {"class_name": "__lambda__", "config": {"value": "x"}},
        {"class_name": "__numpy__", "config": {"value": [1], "dtype": "O"}},
        {"class_name": "__tensor__", "config": {"value": [1], "dtype": "int8"}},
        dense(units=array_in_config([1], "object")),
        dense(units=array_in_config([1], "S999999999")),
        dense(units=array_in_config(["x"], "float32")),
        dense(units=array_in_config([{"class_name": "__slice__"}], "float32")),
        dense(units=array_in_config(LOOP, "float32")),
        dense(units=array_in_config([[1], [1, 2]], "float32")),
        dense(units=array_in_config([1], "float32") | {"config": [1]}),
        {"class_name": "__typespec__", "module": "os", "config": [], "spec_name": "x"},
        dense(activation=named("os", "function", "system")),
        dense(activation={"class_name": "__lambda__", "config": {"value": "x"}}),
        dense(kernel_initializer=named("keras.utils", "function", "get_file")),
        dense(kernel_initializer=named("keras.config", "function", "floatx")),
        dense(units=2**40),
        dense(name=b"raw"),
        dense(activation={1: 2}),
        named("keras", "Sequential", {"layers": [named("os", "system")]}),
        named("keras", "Sequential", compile_config={"loss": named("os", "x")}),
        named("keras", "Sequential", {"layers": [dense() for _ in range(3000)]}),
        named("keras", "Sequential", {"layers": LOOP}),
        named("keras", "Model"),
        named("keras.layers", "Layer", {"x": 1}),
        named("keras.layers", "Dense", {"units": "many"}),
        named("keras.layers", "Dense", {}),
        named("keras.layers", "__doc__"),
        named("keras.layers", "Dense", build_config={"input_shape": [None, "x"]}),
    ],
    ids=lambda config: str(config.get("class_name")),
)
def test_a_config_that_names_anything_else_is_refused(config):
    with pytest.raises(CrossingError):
        read_answer(keras_node(config))


def test_no_more_weights_are_made_than_arrays_came(monkeypatch):
    made = []
    original = keras.initializers.GlorotUniform.__call__

    def note(self, shape, dtype=None):
        made.append(tuple(shape))
        return original(self, shape, dtype)

    monkeypatch.setattr(keras.initializers.GlorotUniform, "__call__", note)
    build = {"input_shape": [None, 10_000]}
    config = named("keras.layers", "Dense", {"units": 3000}, build_config=build)
    with pytest.raises(CrossingError, match="fewer weights"):
        read_answer(keras_node(config))
    layers.Dense(1).build((None, 1))  # leaves nothing behind that is made later
    assert made == [(1, 1)]


def test_weights_must_fit(there):
    build = {"input_shape": [None, 2]}
    config = named("keras.layers", "Dense", {"units": 1}, build_config=build)
    kernel, bias = np.zeros((2, 1), "f4"), np.zeros(1, "f4")
    assert read_answer(keras_node(config, [kernel, bias])).built
    for arrays in ([kernel], [kernel, kernel], [kernel, bias, bias], [kernel.T, bias]):
        with pytest.raises(CrossingError):
            read_answer(keras_node(config, arrays))


@pytest.mark.parametrize(
    "name", ["Lambda", "TFSMLayer", "StringLookup", "TextVectorization", "JaxLayer"]
)
def test_layers_that_run_code_or_read_files_do_not_even_reach_keras(name):
    with pytest.raises(CrossingError, match="no class of Keras's that can cross"):
        check_config(named("keras.layers", name))


def test_a_config_may_not_hold_what_is_no_plain_data():
    with pytest.raises(CrossingError):
        check_config(
            {"class_name": "Dense", "module": "keras.layers", "config": {1: 2}}
        )
    with pytest.raises(CrossingError):
        check_config([object()])

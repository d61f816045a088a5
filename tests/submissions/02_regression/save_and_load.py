# %% os.makedirs, keras.saving  kind="right"
def save_net(net, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    keras.saving.save_model(net, path)


def load_net(path):
    return keras.saving.load_model(path)


# %% writes beside, then moves  kind="right"
def save_net(net, path):
    path = Path(path)
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
    draft = path.with_name("draft_" + path.name)
    net.save(draft)
    draft.replace(path)


def load_net(path):
    return keras.models.load_model(str(Path(path)), compile=True)


# %% settings and weights in a zip of one's own  kind="right"
def save_net(net, path):
    folder = Path(path).parent
    folder.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        temporary = folder / "whole_model.keras"
        keras.models.save_model(net, temporary, overwrite=True)
        file.write(temporary.read_bytes())
        temporary.unlink()


def load_net(path):
    return keras.models.load_model(Path(path))


# %% does not make the folder  kind="wrong" lose=1 message="make it first"
def save_net(net, path):
    net.save(path)


def load_net(path):
    return keras.models.load_model(path)


# %% a fixed name  kind="wrong" lose=1 message="wrote no file at"
def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    net.save(Path(path).parent.parent / "model.keras")
    net.save("/tmp/model.keras")


def load_net(path):
    return keras.models.load_model("/tmp/model.keras")


# %% the settings without the weights  kind="wrong" lose=1 message="Save the weights"
def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(net.to_json())


def load_net(path):
    net = keras.models.model_from_json(Path(path).read_text())
    net.compile(optimizer="adam", loss="mae")
    return net


# %% loads without compiling  kind="wrong" lose=1 message="compile=False"
def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    net.save(path)


def load_net(path):
    return keras.models.load_model(path, compile=False)


# %% compiles anew, with the default rate  kind="wrong" lose=1 message="learning rate after loading"
def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    net.save(path)


def load_net(path):
    net = keras.models.load_model(path, compile=False)
    net.compile(optimizer="adam", loss="mae")
    return net


# %% forgets what the optimiser knew  kind="wrong" lose=1 message="number of updates"
def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    net.save(path, include_optimizer=False)


def load_net(path):
    net = keras.models.load_model(path)
    rate = 0.01 + 0.01 * (net.layers[1].units - 2)
    net.compile(optimizer=keras.optimizers.Adam(rate), loss="mae")
    return net


# %% forgets to return  kind="wrong" lose=1 message="load_net is None"
def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    net.save(path)


def load_net(path):
    keras.models.load_model(path)


# %% keeps the nets in a dict  kind="wrong" lose=1 message="wrote no file"
KEPT = {}


def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    KEPT[path] = net


def load_net(path):
    return KEPT[path]


# %% a dict and an empty file  kind="wrong" lose=1 message="the file was carried there"
KEPT = {}


def save_net(net, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).touch()
    KEPT[path] = net


def load_net(path):
    return KEPT[path]

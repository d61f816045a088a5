# %% the text by str  kind="right"
def model_dot(model):
    return str(
        keras.utils.model_to_dot(
            model, show_shapes=True, show_layer_activations=True, rankdir="LR"
        )
    )


# %% the direction set later  kind="right"
def model_dot(model):
    graph = keras.utils.model_to_dot(
        model, show_shapes=True, show_layer_activations=True
    )
    graph.set_rankdir("LR")
    return graph.to_string()


# %% everything that can be shown  kind="right"
def model_dot(model):
    shown = ("shapes", "layer_names", "layer_activations", "dtype", "trainable")
    options = {f"show_{what}": True for what in shown}
    return keras.utils.model_to_dot(model, rankdir="LR", **options).to_string()


# %% DOT by hand  kind="right"
def model_dot(model):
    lines = ["digraph {", "rankdir=LR;", "node [shape=box];"]
    made = {}
    for layer in model.layers:
        bend = getattr(layer, "activation", None)
        label = f"{layer.name}\\n{layer.output.shape}"
        if bend is not None:
            label += f"\\n{bend.__name__}"
        lines.append(f'"{layer.name}" [label="{label}"];')
        inputs = layer.input if isinstance(layer.input, list) else [layer.input]
        for tensor in inputs:
            if id(tensor) in made:
                lines.append(f'"{made[id(tensor)]}" -> "{layer.name}";')
        made[id(layer.output)] = layer.name
    return "\n".join([*lines, "}"])


# %% from top to bottom  kind="wrong" lose=2 message="from top to bottom"
def model_dot(model):
    return keras.utils.model_to_dot(
        model, show_shapes=True, show_layer_names=True, show_layer_activations=True
    ).to_string()


# %% no shapes  kind="wrong" lose=2 message="show_shapes"
def model_dot(model):
    return keras.utils.model_to_dot(
        model, show_layer_activations=True, rankdir="LR"
    ).to_string()


# %% no activations  kind="wrong" lose=2 message="show_layer_activations"
def model_dot(model):
    return keras.utils.model_to_dot(model, show_shapes=True, rankdir="LR").to_string()


# %% no names  kind="wrong" lose=2 message="Show the layers' names"
def model_dot(model):
    return keras.utils.model_to_dot(
        model,
        show_shapes=True,
        show_layer_names=False,
        show_layer_activations=True,
        rankdir="LR",
    ).to_string()


# %% the graph, not its text  kind="wrong" lose=2 message="must return a string"
def model_dot(model):
    return keras.utils.model_to_dot(
        model, show_shapes=True, show_layer_activations=True, rankdir="LR"
    )


# %% a chain, whatever the model  kind="wrong" lose=2 message="arrows between the layers"
def model_dot(model):
    lines = ["digraph { rankdir=LR;"]
    for layer in model.layers:
        bend = getattr(layer, "activation", None)
        bend = bend.__name__ if bend is not None else ""
        lines.append(
            f'"{layer.name}" [label="{layer.name}\\n{layer.output.shape}\\n{bend}"];'
        )
    for a, b in pairwise(model.layers):
        lines.append(f'"{a.name}" -> "{b.name}";')
    return "\n".join([*lines, "}"])


# %% the summary  kind="wrong" lose=2 message="no graph in the DOT language"
def model_dot(model):
    lines = []
    model.summary(print_fn=lines.append)
    return "\n".join(str(line) for line in lines)


# %% from right to left  kind="wrong" lose=2 message="From left to right"
def model_dot(model):
    return keras.utils.model_to_dot(
        model, show_shapes=True, show_layer_activations=True, rankdir="RL"
    ).to_string()


# %% always the deep net  kind="wrong" lose=2 message="the model that you are given"
def model_dot(model):
    return keras.utils.model_to_dot(
        wine_net(DEEP), show_shapes=True, show_layer_activations=True, rankdir="LR"
    ).to_string()


# %% a picture  kind="wrong" lose=2 message="A text is wanted|must return a string"
def model_dot(model):
    return keras.utils.plot_model(
        model,
        os.path.join(tempfile.mkdtemp(), "model.png"),
        show_shapes=True,
        show_layer_names=True,
        show_layer_activations=True,
        rankdir="LR",
    )

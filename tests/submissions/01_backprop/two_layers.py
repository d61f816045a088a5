# %% an "and" and an "or"  kind="right"
def forward(net, x):
    z1 = np.matmul(x, net["w1"]) + net["b1"]
    hidden = z1 * (z1 > 0)
    return hidden, np.matmul(hidden, net["w2"]) + net["b2"]


xor_net = {
    "w1": np.array([[1, 1], [1, 1]]),
    "b1": np.array([0, -1]),
    "w2": np.array([[2], [-4]]),
    "b2": np.array([-1]),
}


# %% one neuron for each answer  kind="right"
def forward(net, x):
    hidden = np.where(x @ net["w1"] + net["b1"] > 0, x @ net["w1"] + net["b1"], 0)
    return [hidden, hidden @ net["w2"] + net["b2"]]


xor_net = {
    "w1": [[1, -1], [-1, 1]],
    "b1": [0, 0],
    "w2": [[1], [1]],
    "b2": [-0.5],
}


# %% three hidden neurons  kind="right"
def forward(net, x):
    hidden = []
    for example in x:
        row = []
        for j in range(len(net["b1"])):
            z = net["b1"][j] + sum(
                example[i] * net["w1"][i, j] for i in range(len(example))
            )
            row.append(max(z, 0.0))
        hidden.append(row)
    hidden = np.array(hidden)
    return hidden, np.dot(hidden, net["w2"]) + net["b2"]


xor_net = {
    "w1": [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]],
    "b1": [0.0, 0.0, -1.0],
    "w2": [[1.0], [1.0], [-3.0]],
    "b2": [-0.5],
}


# %% no ReLU, and weights that need none  kind="wrong" lose=3 message="The ReLU is missing"
def forward(net, x):
    hidden = x @ net["w1"] + net["b1"]
    return hidden, hidden @ net["w2"] + net["b2"]


xor_net = {"w1": [[1, -1], [1, -1]], "b1": [0, 0], "w2": [[1], [-1]], "b2": [-0.5]}


# %% ReLU on the scores too  kind="wrong" lose=2 message="a ReLU too many"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden, np.maximum(hidden @ net["w2"] + net["b2"], 0)


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1], [-2]], "b2": [-0.5]}


# %% no biases  kind="wrong" lose=2 message="The bias b1 is missing"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"], 0)
    return hidden, hidden @ net["w2"]


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1], [-2]], "b2": [-0.5]}


# %% ReLU before the bias  kind="wrong" lose=2 message="First add the bias"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"], 0) + net["b1"]
    return hidden, hidden @ net["w2"] + net["b2"]


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1], [-2]], "b2": [-0.5]}


# %% the scores alone  kind="wrong" lose=2 message="must return a pair"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden @ net["w2"] + net["b2"]


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1], [-2]], "b2": [-0.5]}


# %% an OR  kind="wrong" lose=1 message="must be -, ., ., -"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden, hidden @ net["w2"] + net["b2"]


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1], [0]], "b2": [-0.5]}


# %% zero where it should be negative  kind="wrong" lose=1 message="must be -, ., ., -"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden, hidden @ net["w2"] + net["b2"]


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1], [-2]], "b2": [0]}


# %% the output weights in a row  kind="wrong" lose=1 message="has the wrong shape"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden, hidden @ net["w2"] + net["b2"]


xor_net = {"w1": [[1, 1], [1, 1]], "b1": [0, -1], "w2": [[1, -2]], "b2": [-0.5]}


# %% the net left empty  kind="wrong" lose=1 message="is None"
def forward(net, x):
    hidden = np.maximum(x @ net["w1"] + net["b1"], 0)
    return hidden, hidden @ net["w2"] + net["b2"]


xor_net = {"w1": None, "b1": None, "w2": None, "b2": None}

# %% every field of numbers cleared  kind="right"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef()
    parsed.ParseFromString(graph)
    for node in parsed.node:
        if node.op == "Const" and node.attr["value"].tensor.ByteSize() > limit:
            tensor = node.attr["value"].tensor
            for field, _ in tensor.ListFields():
                if field.name not in ("dtype", "tensor_shape"):
                    tensor.ClearField(field.name)
    return parsed.SerializeToString()


# %% a new graph, node by node  kind="right"
def strip_constants(graph, limit):
    old, new = tf.compat.v1.GraphDef.FromString(graph), tf.compat.v1.GraphDef()
    new.CopyFrom(old)
    del new.node[:]
    for node in old.node:
        copy = new.node.add()
        copy.CopyFrom(node)
        tensor = copy.attr["value"].tensor if node.op == "Const" else None
        if tensor is not None and tensor.ByteSize() > limit:
            copy.attr["value"].Clear()
            copy.attr["value"].tensor.dtype = node.attr["value"].tensor.dtype
            copy.attr["value"].tensor.tensor_shape.CopyFrom(
                node.attr["value"].tensor.tensor_shape
            )
    return new.SerializeToString()


# %% a note in place of the numbers  kind="right"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        if node.op != "Const":
            continue
        tensor = node.attr["value"].tensor
        size = tensor.ByteSize()
        if size > limit:
            note = type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
            note.tensor_content = b"<stripped %d>" % size
            tensor.CopyFrom(note)
    return parsed.SerializeToString()


# %% the hole of the recipe  kind="wrong" lose=3 message="still holds its numbers"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        if node.op == "Const":
            tensor = node.attr["value"].tensor
            if len(tensor.tensor_content) > limit:
                tensor.tensor_content = b""
    return parsed.SerializeToString()


# %% removes the nodes  kind="wrong" lose=3 message="every node stays"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    keep = [
        node
        for node in parsed.node
        if node.op != "Const" or node.attr["value"].tensor.ByteSize() <= limit
    ]
    new = tf.compat.v1.GraphDef(node=keep)
    return new.SerializeToString()


# %% type and shape go too  kind="wrong" lose=3 message="lost its type or its shape"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        if node.op == "Const" and node.attr["value"].tensor.ByteSize() > limit:
            node.attr["value"].tensor.Clear()
    return parsed.SerializeToString()


# %% every constant  kind="wrong" lose=3 message="only those of more than"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        if node.op == "Const":
            tensor = node.attr["value"].tensor
            tensor.CopyFrom(
                type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
            )
    return parsed.SerializeToString()


# %% other operations too  kind="wrong" lose=3 message="Only constants"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        tensor = node.attr["value"].tensor
        if tensor.ByteSize() > limit:
            tensor.CopyFrom(
                type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
            )
    return parsed.SerializeToString()


# %% the graph itself  kind="wrong" lose=3 message="must return bytes"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        if node.op == "Const" and node.attr["value"].tensor.ByteSize() > limit:
            tensor = node.attr["value"].tensor
            tensor.CopyFrom(
                type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
            )
    return str(parsed)


# %% at the limit too  kind="wrong" lose=3 message="more than `limit` bytes"
def strip_constants(graph, limit):
    parsed = tf.compat.v1.GraphDef.FromString(graph)
    for node in parsed.node:
        if node.op == "Const" and node.attr["value"].tensor.ByteSize() >= limit:
            tensor = node.attr["value"].tensor
            tensor.CopyFrom(
                type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
            )
    return parsed.SerializeToString()


# %% clears every other field  kind="right"
def strip_constants(graph, limit):
    stripped = tf.compat.v1.GraphDef()
    stripped.ParseFromString(graph)
    for node in stripped.node:
        tensor = node.attr["value"].tensor
        if node.op == "Const" and tensor.ByteSize() > limit:
            for name in [field.name for field, _ in tensor.ListFields()]:
                if name not in ("dtype", "tensor_shape"):
                    tensor.ClearField(name)
    return stripped.SerializeToString()


# %% the size of the whole node  kind="wrong" lose=3 message="was changed"
def strip_constants(graph, limit):
    stripped = tf.compat.v1.GraphDef.FromString(graph)
    for node in stripped.node:
        if node.op == "Const" and node.ByteSize() > limit:
            tensor = node.attr["value"].tensor
            shape = tensor.tensor_shape
            tensor.CopyFrom(type(tensor)(dtype=tensor.dtype, tensor_shape=shape))
    return stripped.SerializeToString()


# %% at the limit already  kind="wrong" lose=3 message="more than `limit`"
def strip_constants(graph, limit):
    stripped = tf.compat.v1.GraphDef.FromString(graph)
    for node in stripped.node:
        tensor = node.attr["value"].tensor
        if node.op == "Const" and tensor.ByteSize() >= limit:
            shape = tensor.tensor_shape
            tensor.CopyFrom(type(tensor)(dtype=tensor.dtype, tensor_shape=shape))
    return stripped.SerializeToString()

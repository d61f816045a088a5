# %% with pathlib  kind="right"
def run_folder(root, settings):
    parts = []
    for key in sorted(settings):
        value = settings[key]
        if isinstance(value, float):
            value = f"{value:g}"
        parts.append(f"{key}={value}")
    return Path(root).expanduser() / ",".join(parts)


# %% plain strings  kind="right"
def run_folder(root, settings):
    name = ""
    for key in sorted(settings.keys()):
        value = settings[key]
        text = format(value, "g") if type(value) is float else str(value)
        name += ("," if name else "") + key + "=" + text
    return os.path.expanduser(root) + "/" + name


# %% a helper inside  kind="right"
def run_folder(root, settings):
    def text(value):
        return f"{value:g}" if isinstance(value, float) else str(value)

    name = ",".join(f"{k}={text(settings[k])}" for k in sorted(settings))
    return os.path.join(os.path.expanduser(str(root)), name)


# %% in the order of the dict  kind="wrong" lose=2 message="not in alphabetical order"
def run_folder(root, settings):
    parts = [
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in settings.items()
    ]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% floats as they come  kind="wrong" lose=2 message="Write floats with"
def run_folder(root, settings):
    parts = [f"{k}={v}" for k, v in sorted(settings.items())]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% leaves the tilde to Keras  kind="wrong" lose=2 message="must become the home folder"
def run_folder(root, settings):
    parts = [
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(root, ",".join(parts))


# %% every number with g  kind="wrong" lose=2 message="would round a long whole number"
def run_folder(root, settings):
    parts = [
        f"{k}={v}" if isinstance(v, str) else f"{k}={v:g}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% without the keys  kind="wrong" lose=2 message="Which is which"
def run_folder(root, settings):
    parts = [
        f"{v:g}" if isinstance(v, float) else str(v)
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% the name alone  kind="wrong" lose=2 message="The root is missing"
def run_folder(root, settings):
    return ",".join(
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    )


# %% a folder for each setting  kind="wrong" lose=2 message="One folder"
def run_folder(root, settings):
    parts = [
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), *parts)


# %% every tilde means home  kind="wrong" lose=2 message="Only at the beginning"
def run_folder(root, settings):
    parts = [
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(root.replace("~", os.path.expanduser("~")), ",".join(parts))


# %% pairs joined by a sign  kind="right"
def run_folder(root, settings):
    def pair(key):
        value = settings[key]
        return "=".join(
            [key, format(value, "g") if type(value) is float else str(value)]
        )

    return Path(os.path.expanduser(str(root))).joinpath(
        ",".join(pair(key) for key in sorted(settings))
    )


# %% a space after each comma  kind="wrong" lose=2 message="no spaces"
def run_folder(root, settings):
    parts = [
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), ", ".join(parts))


# %% colons  kind="wrong" lose=2 message="with an equals sign"
def run_folder(root, settings):
    parts = [
        f"{k}:{v:g}" if isinstance(v, float) else f"{k}:{v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% six decimals  kind="wrong" lose=2 message="Write floats with"
def run_folder(root, settings):
    parts = [
        f"{k}={v:f}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% rounded floats  kind="wrong" lose=2 message="2.0 becomes 2"
def run_folder(root, settings):
    parts = [
        f"{k}={round(v, 6)}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.join(os.path.expanduser(root), ",".join(parts))


# %% an absolute path always  kind="wrong" lose=2 message="The root as it is"
def run_folder(root, settings):
    parts = [
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}"
        for k, v in sorted(settings.items())
    ]
    return os.path.abspath(os.path.join(os.path.expanduser(root), ",".join(parts)))


# %% the dict as it prints  kind="wrong" lose=2 message="for each key"
def run_folder(root, settings):
    return os.path.join(os.path.expanduser(root), str(settings))

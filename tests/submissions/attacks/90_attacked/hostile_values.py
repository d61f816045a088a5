# %% an endless iterator  kind="attack" target="scale" earns=0 safe_on_nbgrader=true
def scale(values, factor):
    import itertools

    return itertools.count()


# %% nested a hundred thousand deep  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested


# %% lists that contain themselves  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    one, other = [], {}
    one += [one, other]
    other["one"] = one
    return one


# %% ten to the ten copies of one list  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    laughs = ["ha"] * 10
    for _ in range(10):
        laughs = [laughs] * 10
    return (laughs, {"again": laughs})


# %% an integer of ten million digits  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return 1 << 33_000_000


# %% text of a hundred megabytes  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return "x" * 100_000_000


# %% a list of ten million numbers  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return [0.5] * 10_000_000


# %% an array that claims to be huge  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import numpy

    return numpy.broadcast_to(numpy.float64(3), (10**6, 10**6))


# %% strides that point outside  kind="attack" target="total" earns=0 safe_on_nbgrader=false
def total(values):
    import numpy

    return numpy.lib.stride_tricks.as_strided(
        numpy.zeros(4), shape=(1000, 1000), strides=(2**40, -(2**33))
    )


# %% an array with objects and a structured one  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import numpy

    kind = numpy.dtype([("a", "O"), ("b", "f8", (2, 2))])
    return [numpy.zeros(3, dtype=kind), numpy.array([print, total], dtype=object)]


# %% text that is not Unicode  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return "\ud800\udfff\x00\ufffe" * 100


# %% NaN as a key and as an answer  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    nan = float("nan")
    return {nan: nan, float("nan"): 1, (nan, b""): {nan}}


# %% pickles in every method  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Pickled:
    def __reduce__(self):
        return (eval, ("print('REACHED by a pickle')",))

    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __getstate__ = __deepcopy__ = __copy__ = __reduce__

    def __array__(self, dtype=None, copy=None):
        raise SystemExit

    @property
    def __dict__(self):
        raise SystemExit


def total(values):
    return [Pickled(), {"x": Pickled()}]


# %% every special method loops for ever  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def _forever(*args):
    while True:
        pass


_methods = "repr str eq ne hash bool len iter next getitem contains float int index"
Forever = type(
    "Forever",
    (),
    {f"__{name}__": _forever for name in f"{_methods} array call".split()},
)


def total(values):
    return Forever()


# %% every special method raises  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def _raise(*args):
    raise BaseException("not for you")


Raising = type(
    "Raising",
    (),
    {
        f"__{name}__": _raise
        for name in "getattribute repr str eq hash bool len iter float dir".split()
    },
)


def total(values):
    return Raising()


# %% a metaclass without attributes  kind="attack" target="total" earns=0 safe_on_nbgrader=true
class Meta(type):
    def __getattribute__(cls, name):
        raise SystemExit(0)

    def __call__(cls, *args):
        raise SystemExit(0)


class Blind(metaclass=Meta):
    pass


total = Blind


# %% functions that return themselves  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(*args, **kwargs):
    return total


# %% a module and the interpreter itself  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    import sys

    return [sys, sys.modules, sys._getframe(), get_ipython(), open, type, globals()]


# %% a million different objects  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    return [object() for _ in range(1_000_000)]


# %% the names of the exercise are of hostile types  kind="attack" target="best" earns=0 safe_on_nbgrader=true
class Name:
    @property
    def __class__(self):
        raise SystemExit(0)

    def __contains__(self, item):
        return True

    def __getattr__(self, name):
        while name != "_ipython_canary_method_should_not_exist_":
            pass
        raise AttributeError


best = Name()


# %% the namespace is another dict  kind="attack" target="first" earns=0 safe_on_nbgrader=true
class Names(dict):
    def __getitem__(self, name):
        if name == "total":
            return lambda values: 3
        return dict.__getitem__(self, name)

    def get(self, name, default=None):
        return self[name] if name in self else default

    def __setitem__(self, name, value):
        dict.__setitem__(self, name, value)
        true_names[name] = value


shell = get_ipython()
true_names = shell.user_ns
shell.user_ns = Names(true_names)


# %% answers are deleted when they are read  kind="attack" target="total" earns=0 safe_on_nbgrader=true
def total(values):
    names = get_ipython().user_ns
    for name in [n for n in names if n.startswith("checks")]:
        del names[name]
    return 3 if len(values) == 2 else None

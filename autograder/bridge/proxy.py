"""Stands in a test for an object of the student's that is no plain data.

It carries out what the test does with it there, and answers nothing on its word that a
check could mistake for a result: no ``==``, truth, number, array, class or ``repr``.
"""

from __future__ import annotations

import re
from types import TracebackType
from typing import Any, NoReturn

# Dunder names are questions of Python's and of libraries' own, and some of the answers
# are obeyed: NumPy would read the memory at an ``__array_interface__``.
_ASKED_THERE = {"__name__", "__qualname__"}
_ASKED_BY_DISPLAY = re.compile(r"_repr_|_ipython_|_render_")
_SHOWN = 80


class _Opaque(type):
    """Hides from abstract base classes which methods a proxy has."""

    # isinstance(proxy, Iterable) looks for __iter__ in the classes listed here
    __mro__ = property(lambda cls: (object,))


class Proxy(metaclass=_Opaque):
    """An object in the student's process; there is one proxy for it at a time."""

    __slots__ = ("_Proxy__label", "_Proxy__number", "_Proxy__session", "__weakref__")
    __doc__ = property(lambda self: self.__session.ask("getattr", self, "__doc__"))
    __array_ufunc__ = None  # so that NumPy leaves == and arithmetic to this class

    def __init__(self, session: Any, number: int, label: str) -> None:
        set_slot = object.__setattr__
        set_slot(self, "_Proxy__session", session)
        set_slot(self, "_Proxy__number", number)
        set_slot(self, "_Proxy__label", re.sub(r"[^\w .<>-]", "?", label[:_SHOWN]))

    def __del__(self) -> None:
        self.__session.forget(self.__number)

    def __getattr__(self, name: str) -> Any:
        dunder = name.startswith("__") and name.endswith("__")
        if (dunder and name not in _ASKED_THERE) or _ASKED_BY_DISPLAY.match(name):
            raise AttributeError(f"{self!r} does not tell its {name}.")
        return self.__session.ask("getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__session.ask("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        self.__session.ask("delattr", self, name)

    def __getitem__(self, key: Any) -> Any:
        return self.__session.ask("getitem", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.__session.ask("setitem", self, key, value)

    def __delitem__(self, key: Any) -> None:
        self.__session.ask("delitem", self, key)

    def __len__(self) -> int:
        length = self.__session.ask("len", self)
        if type(length) is not int or length < 0:
            raise TypeError(f"The length of {self!r} is no number.")
        return length

    def __iter__(self) -> Any:
        made = self.__session.ask("iter", self)
        return made if isinstance(made, Proxy) else iter(made)

    def __next__(self) -> Any:
        return self.__session.ask("next", self)

    def __enter__(self) -> Any:
        return self.__session.ask("enter", self)

    def __exit__(
        self,
        kind: type | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # The error's text may say what was expected; and returning true would let the
        # student's code swallow a failed check.
        builtin = kind and next(c for c in kind.__mro__ if c.__module__ == "builtins")
        self.__session.ask("exit", self, builtin)

    def __dir__(self) -> list[str]:
        names = self.__session.ask("dir", self)
        return [name for name in names if type(name) is str]

    def __repr__(self) -> str:
        return f"<student's {self.__label}>"

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self!r} is neither true nor false: it is no plain value.")

    def __array__(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(f"{self!r} is no array and no number.")

    def __tf_tensor__(self, *_: Any, **__: Any) -> NoReturn:
        # without it TensorFlow asks for item after item of item after item
        raise TypeError(f"{self!r} is no tensor and no number.")

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError(f"{self!r} cannot be copied.")


class CallableProxy(Proxy):
    """A function, class or callable object in the student's process."""

    __slots__ = ()
    __doc__ = Proxy.__dict__["__doc__"]

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        """Call the object in the student's process, and return what it returns."""
        return self._Proxy__session.ask("call", self, args, kwargs)


def number_of(proxy: Proxy, session: Any) -> int:
    """Return the number of a proxy's object, if the object is of this session."""
    own = proxy._Proxy__session
    own.check_open()
    if own is not session:
        raise TypeError(f"{proxy!r} belongs to another process.")
    return proxy._Proxy__number

"""Library functions of a test that run in the student's process, or in both.

A test calls them as ever. A function *beside* the student's code runs there when it is
handed an object of the student's; one for *both*, such as a seed, always also there.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Iterable
from types import FunctionType, ModuleType
from typing import Any

from autograder.bridge.client import Client
from autograder.bridge.proxy import Proxy


def holds_proxy(value: Any) -> bool:
    """Tell whether there is a proxy in a value or in its containers."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Proxy):
            return True
        container = isinstance(value, dict | list | tuple | set | frozenset)
        if container and id(value) not in seen:
            seen.add(id(value))
            waiting.extend(value.values() if isinstance(value, dict) else value)
    return False


def _beside(function: Callable, client: Client) -> Callable:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if holds_proxy((args, kwargs)):
            path = function.__module__, function.__qualname__
            return client.run(*path, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


def _both(function: Callable, client: Client) -> Callable:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        client.run(function.__module__, function.__qualname__, args, kwargs)
        return result

    return wrapper


class Patches(importlib.abc.MetaPathFinder):
    """Wraps functions in modules that are imported, now or later.

    Parameters
    ----------
    client : Client
    beside, both : iterable of str
        ``module``, for all of its public functions, or ``module.function``.
    """

    def __init__(
        self, client: Client, beside: Iterable[str], both: Iterable[str]
    ) -> None:
        self._client = client
        self._wanted = [(name, _beside) for name in beside]
        self._wanted += [(name, _both) for name in both]
        self._asked: set[str] = set()

    def apply(self) -> None:
        """Wrap in what is imported already, and watch what is imported later."""
        for module in list(sys.modules.values()):
            if isinstance(module, ModuleType):
                self._patch(module)
        sys.meta_path.insert(0, self)

    def find_spec(
        self, fullname: str, path: Any, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module as the other finders do, and patch it once it has run."""
        if not any(name.startswith(fullname) for name, _ in self._wanted):
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _Patching(spec.loader, self._patch)
        return spec

    def _patch(self, module: ModuleType) -> None:
        for name, wrap in self._wanted:
            if name == module.__name__:
                for function in _public(module):
                    setattr(module, function.__name__, wrap(function, self._client))
            elif name.rpartition(".")[0] == module.__name__:
                last = name.rpartition(".")[2]
                function = getattr(module, last, None)
                if isinstance(function, FunctionType):
                    setattr(module, last, wrap(function, self._client))


def _public(module: ModuleType) -> list[FunctionType]:
    return [
        value
        for name, value in vars(module).items()
        if type(value) is FunctionType
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]


class _Patching(importlib.abc.Loader):
    """Runs a module as its own loader does, then patches it."""

    def __init__(self, loader: Any, patch: Callable[[ModuleType], None]) -> None:
        self._loader = loader
        self._patch = patch

    def create_module(self, spec: Any) -> ModuleType | None:
        """Return what the module's own loader creates."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Run the module, then patch it."""
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._patch(module)

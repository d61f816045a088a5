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


def _beside(client: Client, module: str, name: str, function: Callable) -> Callable:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if holds_proxy((args, kwargs)):
            return client.run(module, name, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


def _both(client: Client, module: str, name: str, function: Callable) -> Callable:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        client.run(module, name, args, kwargs)
        return result

    return wrapper


class Patches(importlib.abc.MetaPathFinder):
    """Wraps functions in modules that are imported, now or later.

    Parameters
    ----------
    client : Client
    beside, both : iterable of str
        ``module``, for all of its public functions, or ``module.function``. A class
        is none: a test may ask what is an instance of it.
    """

    def __init__(
        self, client: Client, beside: Iterable[str], both: Iterable[str]
    ) -> None:
        self._client = client
        self._wanted = [(name, _beside) for name in beside]
        self._wanted += [(name, _both) for name in both]

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
        for wanted, wrap in self._wanted:
            inside, _, last = wanted.rpartition(".")
            names = _public(module) if wanted == module.__name__ else []
            # what a package lacks may be a module in it that is not imported yet
            if inside == module.__name__ and hasattr(module, last):
                names = [last]
            for name in names:
                function = getattr(module, name)
                if isinstance(function, ModuleType):
                    continue
                if not callable(function) or isinstance(function, type):
                    raise ValueError(f"{module.__name__}.{name} is no function.")
                patched = wrap(self._client, module.__name__, name, function)
                setattr(module, name, patched)


def _public(module: ModuleType) -> list[str]:
    return [
        name
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

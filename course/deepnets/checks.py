"""What visible and hidden tests call: a failed check says what is wrong and why.

Every function raises :class:`CheckFailed`. A check is told which wrong answers are
likely, so that it can name the mistake instead of only showing two numbers.
"""

import contextlib
import math
import numbers
import re

import numpy as np

# An array with more entries is not shown whole: a message must fit on a screen.
SHOWN = 12

# A sampled fraction may be this many standard errors off. A right answer then fails
# less than once in a million checks.
SIGMAS = 5.0

_MISSING = object()


class CheckFailed(AssertionError):
    """A check on a student's work failed; the text is written for the student."""

    def __init__(self, message, *, got=_MISSING, expected=_MISSING, hint=None):
        lines = [message]
        if got is not _MISSING:
            lines.append(f"  got: {_show(got)}")
        if expected is not _MISSING:
            lines.append(f"  expected: {_show(expected)}")
        if hint:
            lines.append(f"  hint: {hint}")
        super().__init__("\n".join(lines))

    def _render_traceback_(self):
        """Tell IPython to print the message alone: a traceback only shows the test."""
        return [f"\x1b[0;31m{type(self).__name__}\x1b[0m: {self}"]


class _Words(str):
    """Text that a message shows without quotes."""

    __repr__ = str.__str__


def _show(value):
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=4, threshold=SHOWN, edgeitems=1)
        text = text.replace("\n", "\n    ")
        return f"{text}   (shape {value.shape})" if value.ndim else text
    text = repr(value)
    return text if len(text) <= 200 else text[:197] + "..."


def _verb(name, one="is", several="are"):
    """Return the verb that goes with a name: ``several`` where it is a plural."""
    after = "of|that|in|on|at|to|for|with|by|after|when|where|from|under"
    head = re.split(rf" (?:{after}) ", name)[0]
    several_things = r"(?:The|Your|All|Its) .*(?<![aisu])s|(?!How ).+ and .+"
    return several if re.fullmatch(several_things, head) else one


def _wrong(name):
    return f"{name} {_verb(name)} not right."


def that(condition, message, *, got=_MISSING, expected=_MISSING, hint=None):
    """Fail with ``message`` unless ``condition`` is true."""
    if not condition:
        raise CheckFailed(message, got=got, expected=expected, hint=hint)


def passed(name):
    """Say that the visible checks of an exercise went well."""
    print(f"{name}: the visible checks pass.")


def recorded(name):
    """Say that an answer is in order, and nothing about whether it is right."""
    print(f"{name}: recorded; whether it is right, grading will tell.")


class Score:
    """Counts several checks of one cell, each for itself: partial credit.

    The cell is tagged ``partial-credit``, and its last line is ``score.total()``::

        score = checks.Score()
        with score.part(1, "shape"):
            checks.equal(out.shape, (2, 3), "The shape")
        with score.part(2, "values"):
            checks.close(out, expected, "The values")
        score.total()
    """

    def __init__(self):
        self.points, self.possible, self.messages = 0, 0, []

    @contextlib.contextmanager
    def part(self, points, name):
        """Count ``points`` unless the block raises; then keep its message."""
        self.possible += points
        try:
            yield
        except Exception as error:
            said = str(error) if isinstance(error, AssertionError) else repr(error)
            self.messages.append(f"{name}: {said}")
        else:
            self.points += points

    def total(self):
        """Return the score, for the cell to end with; fail if nothing was earned."""
        if self.messages and not self.points:
            raise CheckFailed("\n\n".join(self.messages))
        for message in self.messages:
            print(message, end="\n\n")
        return self

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Show the number, as nbgrader reads it; grading reads the messages too."""
        said = {"points": self.points, "messages": self.messages}
        return {
            "text/plain": f"{float(self.points)}",
            "application/vnd.autograder.score+json": said,
        }


def written(value, name):
    """Fail when ``value`` is None or Ellipsis: the exercise is still to be written.

    Returns the value, so that it can wrap a call.
    """
    if value is None or value is Ellipsis:
        raise CheckFailed(
            f"{name} {_verb(name)} None.",
            hint="Is the exercise still to be written, or is a `return` missing?",
        )
    return value


def array(value, name, *, shape=None):
    """Return ``value`` as a NumPy array; fail if it is none, or of another shape.

    Lists, tensors and arrays of any number type are all welcome.

    Parameters
    ----------
    value : array_like
    name : str
        What the student calls it, for the message.
    shape : tuple of int, optional
        The shape that it must have.
    """
    written(value, name)
    try:
        result = np.asarray(value)
    except (TypeError, ValueError) as error:
        ragged = "inhomogeneous" in str(error)
        raise CheckFailed(
            f"{name} cannot be read as an array: "
            f"{'its parts differ in length' if ragged else error}.",
            got=value if isinstance(value, list | tuple) else type(value).__name__,
        ) from None
    if result.dtype.kind not in "biuf":
        raise CheckFailed(f"{name} must hold numbers.", got=type(value).__name__)
    if shape is not None and result.shape != tuple(shape):
        raise CheckFailed(
            f"{name} {_verb(name, 'has', 'have')} the wrong shape.",
            got=result.shape,
            expected=tuple(shape),
            hint=None if shape else "It must be a single number, and it is several.",
        )
    return result


def pair(value, name, *, shape):
    """Return ``value``, a pair of arrays of one shape, as two NumPy arrays."""
    written(value, name)
    if not isinstance(value, tuple | list | np.ndarray) or len(value) != 2:
        raise CheckFailed(
            f"{name} must return a pair of two arrays.",
            got=_Words(type(value).__name__),
            hint="Write `return first, second` in every branch.",
        )
    first, second = value
    return (
        array(first, f"The first of the pair that {name} returns", shape=shape),
        array(second, f"The second of the pair that {name} returns", shape=shape),
    )


def close(got, expected, name, *, rtol=1e-4, atol=1e-6, mistakes=(), hint=None):
    """Fail unless ``got`` equals ``expected`` up to rounding.

    Parameters
    ----------
    got, expected : array_like
        Numbers of the same shape. A tolerance of ``rtol`` relative and ``atol``
        absolute leaves room for float32 and for another order of operations.
    name : str
    mistakes : iterable of (array_like, str)
        Wrong results that a known misconception gives, and what to say about each.
    hint : str, optional
        What to say when none of the ``mistakes`` matches.
    """
    expected = np.asarray(expected)
    got = array(got, name, shape=expected.shape)
    if np.allclose(got, expected, rtol=rtol, atol=atol):
        return
    if not np.isfinite(got).all() and np.isfinite(expected).all():
        hint = (
            "It holds NaN or infinite numbers. Is something divided by zero, or is it "
            "the logarithm of 0, or an exponential that is too large?"
        )
    for wrong, explanation in mistakes:
        wrong = np.asarray(wrong)
        if wrong.shape == got.shape and np.allclose(got, wrong, rtol=rtol, atol=atol):
            hint = explanation
            break
    if expected.size > SHOWN:
        got, expected = _first_difference(got, expected, rtol, atol)
    raise CheckFailed(_wrong(name), got=got, expected=expected, hint=hint)


def _first_difference(got, expected, rtol, atol):
    wrong = ~np.isclose(got, expected, rtol=rtol, atol=atol)
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    count = f"{wrong.sum():,} of {wrong.size:,} entries are wrong"
    return (
        _Words(f"{got[first]:.5g} at {list(first)}; {count}"),
        _Words(f"{expected[first]:.5g} at {list(first)}"),
    )


def equal(got, expected, name, *, mistakes=(), hint=None):
    """Fail unless ``got == expected``, for exact things: integers, strings, counts.

    ``mistakes`` are pairs of a likely wrong value and what to say about it.
    """
    written(got, name)
    if isinstance(expected, numbers.Integral) and not isinstance(expected, bool):
        if isinstance(got, np.ndarray | np.generic) and np.ndim(got) == 0:
            got = got.item()
        same = isinstance(got, numbers.Real) and got == expected
    else:
        same = type(got) is type(expected) and got == expected
    if same:
        return
    for wrong, explanation in mistakes:
        if type(got) is type(wrong) and got == wrong:
            hint = explanation
            break
    raise CheckFailed(_wrong(name), got=got, expected=expected, hint=hint)


def fraction(hits, probability, name, *, mistakes=(), hint=None):
    """Fail unless the share of true entries of ``hits`` fits ``probability``.

    The bound comes from the sampling error: :data:`SIGMAS` standard errors of a
    binomial fraction. ``mistakes`` are pairs of another probability and what to say
    when the share fits that one instead.
    """
    hits = np.asarray(hits, dtype=bool)
    got = float(hits.mean())

    def fits(p):
        return abs(got - p) <= SIGMAS * math.sqrt(max(p * (1 - p), 1e-12) / hits.size)

    if fits(probability):
        return
    for wrong, explanation in mistakes:
        if fits(wrong):
            hint = explanation
            break
    raise CheckFailed(
        _wrong(name),
        got=_Words(f"{got:.3f} of {hits.size:,}"),
        expected=_Words(f"about {probability:.3f}"),
        hint=hint,
    )


def unchanged(before, after, name):
    """Fail unless an input array still holds what it held before the call."""
    if not np.array_equal(np.asarray(before), np.asarray(after)):
        raise CheckFailed(
            f"The function changed its argument {name}.",
            hint="Make a new array, as in `y = 2 * x`; `x *= 2` changes x itself.",
        )


def raises(error, function, *args, name, hint=None, **kwargs):
    """Fail unless ``function(*args, **kwargs)`` raises ``error``, a builtin type."""
    try:
        result = function(*args, **kwargs)
    except error:
        return
    except Exception as other:
        raise CheckFailed(
            f"{name} must raise {error.__name__}, and raised another error.",
            got=_Words(f"{type(other).__name__}: {other}"),
            hint=hint,
        ) from None
    raise CheckFailed(
        f"{name} must raise {error.__name__}, and raised nothing.",
        got=result,
        hint=hint,
    )


@contextlib.contextmanager
def explained(name, reasons):
    """Turn an error of the block into a failed check that says what it may mean.

    Parameters
    ----------
    name : str
        What is called in the block.
    reasons : dict of type to str
        For each kind of error that a known mistake leads to, a hint; the first kind
        that fits counts. Any other error is raised as it is.
    """
    try:
        yield
    except tuple(reasons) as error:
        raise CheckFailed(
            f"{name} raised {type(error).__name__}: {error}",
            hint=next(reasons[kind] for kind in reasons if isinstance(error, kind)),
        ) from None


def option(answer, options, name):
    """Fail unless ``answer`` is one of the letters of ``options``; return it.

    Accepts either case, stray spaces and a closing bracket.
    """
    written(answer, name)
    if isinstance(answer, str):
        letter = answer.strip().rstrip(")").lower()
        if letter in list(options):  # a list: "ab" is in "abcd", but is no option
            return letter
    raise CheckFailed(
        f"{name} must be one of the letters {', '.join(options)}, as a string.",
        got=answer,
    )


def choice(answer, right, reasons, name):
    """Fail unless ``answer`` is the letter ``right``.

    Parameters
    ----------
    answer : str
    right : str
    reasons : dict of str to str
        For each wrong letter, why it is wrong.
    name : str
    """
    letter = option(answer, sorted([right, *reasons]), name)
    if letter != right:
        raise CheckFailed(f"{name}: not {letter!r}.", hint=reasons[letter])

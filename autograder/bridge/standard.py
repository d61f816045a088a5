"""How small value types of the standard library cross: dates, fractions, paths.

Each is made anew from plain parts that were checked first.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
import pathlib
from typing import Any

from autograder.bridge.decoder import Decoder
from autograder.bridge.encoder import Encoder
from autograder.bridge.errors import CrossingError, NotPlainError
from autograder.bridge.kinds import Kind, register
from autograder.bridge.plain import check

_MAX_PART = 4096  # bytes of an int in a fraction, whose making takes quadratic time
_MAX_EXPONENT = 10_000  # of a decimal: as an int it has as many digits
_CLOCK = ("hour", "minute", "second", "microsecond")
_CALENDAR = ("year", "month", "day")


def _fits(value: fractions.Fraction) -> bool:
    longest = max(value.numerator.bit_length(), value.denominator.bit_length())
    return longest <= 8 * _MAX_PART


def _encode_fraction(encoder: Encoder, value: fractions.Fraction) -> tuple:
    if not _fits(value):
        raise NotPlainError("so long a fraction cannot cross")
    return (encoder.keys((value.numerator, value.denominator)),)


def _decode_fraction(decoder: Decoder, nodes: Any) -> fractions.Fraction:
    above, below = (check(part, int) for part in decoder.keys(nodes))
    if max(above.bit_length(), below.bit_length()) > 8 * _MAX_PART:
        raise CrossingError("what arrived is too long a fraction")
    return fractions.Fraction(above, below)


def _moderate(value: decimal.Decimal) -> bool:
    if not value.is_finite():
        return True
    return len(value.as_tuple().digits) <= _MAX_PART and (
        abs(value.as_tuple().exponent) <= _MAX_EXPONENT
    )


def _encode_decimal(encoder: Encoder, value: decimal.Decimal) -> tuple:
    if not _moderate(value):
        raise NotPlainError("so large a decimal cannot cross")
    return (decimal.Decimal.__str__(value),)


def _decode_decimal(decoder: Decoder, text: Any) -> decimal.Decimal:
    if len(check(text, str)) > 2 * _MAX_PART:
        raise CrossingError("what arrived is too long a decimal")
    value = decimal.Decimal(text)
    if not _moderate(value):
        raise CrossingError("what arrived is too large a decimal")
    return value


def _encode_zone(encoder: Encoder, value: datetime.timezone) -> tuple:
    return (encoder.keys([value.utcoffset(None)]),)


def _decode_zone(decoder: Decoder, nodes: Any) -> datetime.timezone:
    [offset] = decoder.keys(nodes)
    return datetime.timezone(check(offset, datetime.timedelta))


def _parts(cls: type, names: tuple[str, ...]) -> tuple[Any, Any]:
    """Return how a type crosses that is made of ints by these names."""

    def encode(encoder: Encoder, value: Any) -> tuple:
        return (encoder.keys([getattr(value, name) for name in names]),)

    def decode(decoder: Decoder, nodes: Any) -> Any:
        values = [check(part, int) for part in decoder.keys(nodes)]
        return cls(**dict(zip(names, values, strict=True)))

    return encode, decode


def _zoned(cls: type, names: tuple[str, ...]) -> tuple[Any, Any]:
    """Return how a type crosses that besides has a time zone."""

    def encode(encoder: Encoder, value: Any) -> tuple:
        if value.tzinfo is not None and type(value.tzinfo) is not datetime.timezone:
            raise NotPlainError("a time in a zone of this type cannot cross")
        parts = [getattr(value, name) for name in (*names, "fold")]
        return (encoder.keys(parts), encoder.encode(value.tzinfo))

    def decode(decoder: Decoder, nodes: Any, zone: Any) -> Any:
        values = [check(part, int) for part in decoder.keys(nodes)]
        zone = check(decoder.decode(zone), datetime.timezone, type(None))
        return cls(**dict(zip((*names, "fold"), values, strict=True)), tzinfo=zone)

    return encode, decode


def _register(tag: str, cls: type, encode: Any, decode: Any) -> None:
    register(Kind(tag, encode, decode, hashable=True), cls)


_register("fraction", fractions.Fraction, _encode_fraction, _decode_fraction)
_register("decimal", decimal.Decimal, _encode_decimal, _decode_decimal)
_register("zone", datetime.timezone, _encode_zone, _decode_zone)
_register("date", datetime.date, *_parts(datetime.date, _CALENDAR))
_register("time", datetime.time, *_zoned(datetime.time, _CLOCK))
_register("datetime", datetime.datetime, *_zoned(datetime.datetime, _CALENDAR + _CLOCK))
_register(
    "timedelta",
    datetime.timedelta,
    *_parts(datetime.timedelta, ("days", "seconds", "microseconds")),
)
_register(
    "path",
    pathlib.PosixPath,
    lambda encoder, value: (str(value),),
    lambda decoder, text: pathlib.PosixPath(check(text, str)),
)
_register(
    "purepath",
    pathlib.PurePosixPath,
    lambda encoder, value: (str(value),),
    lambda decoder, text: pathlib.PurePosixPath(check(text, str)),
)

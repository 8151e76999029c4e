"""Luck: random numbers addressed by the question they answer.

A number is a function of (seed, stream name, draw, life, step) and of nothing else: the Threefry-2x32
block cipher with 13 rounds, keyed by seed and stream name, encrypts the counter (draw, life and step).
So a world, a theory, a chunk or a worker more or less leaves every other number as it was. One block
gives two words: the first is side A's luck and the second side B's, which makes exchanging the sides'
luck an exchange of words.

Source: salmon2011 (the cipher and its constants).
"""

import zlib
from functools import lru_cache
from typing import Any

import numpy as np

from detente.vocabulary import maths
from detente.vocabulary.maths import Number

ROUNDS = 13  # the fewest that pass every statistical test in the authors' paper; 20 costs a quarter more
ROTATIONS = (13, 15, 26, 6, 17, 29, 16, 24)
PARITY = np.uint32(0x1BD11BDA)
SMALLEST = np.float32(2.0**-24)  # centre of the first of 2^23 equal cells of (0, 1)
CELL = np.float32(2.0**-23)


def stream_key(seed: int, name: str) -> tuple[int, int]:
    """Return the two 32-bit key words of the stream called `name` under `seed`.

    Two checksums of the name with different salts make an accidental collision of both words
    a matter of one in 2^64 / streams^2.
    """
    low, high = seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF
    first = zlib.crc32(b"first:" + name.encode()) ^ low
    second = zlib.crc32(b"second:" + name.encode(), 0x9E3779B9) ^ high
    return first & 0xFFFFFFFF, second & 0xFFFFFFFF


@lru_cache(maxsize=32)
def stream_keys(seed: int, names: tuple[str, ...]) -> np.ndarray:
    """Return the key words of many streams, shape (stream, 2), dtype uint32, not to be written to."""
    keys = np.array([stream_key(seed, name) for name in names], dtype=np.uint32).reshape(len(names), 2)
    keys.setflags(write=False)
    return keys


def threefry(key: tuple[Any, Any], counter: tuple[Any, Any]) -> tuple[Any, Any]:
    """Encrypt `counter` with `key`: Threefry-2x32, 13 rounds, elementwise on uint32 arrays."""
    schedule = (key[0], key[1], key[0] ^ key[1] ^ PARITY)
    x, y = counter[0] + schedule[0], counter[1] + schedule[1]
    for turn in range(ROUNDS):
        x = x + y
        rotation = ROTATIONS[turn % len(ROTATIONS)]
        y = (y << np.uint32(rotation)) | (y >> np.uint32(32 - rotation))
        y = x ^ y
        if turn % 4 == 3:
            block = turn // 4 + 1
            x = x + schedule[block % 3]
            y = y + schedule[(block + 1) % 3] + np.uint32(block)
    return x, y


def address(life: Number, step: Number) -> Number:
    """Return the second counter word of a life's step: up to 65,536 lives of 65,536 steps."""
    return (life << np.uint32(16)) | step


def uniform(word: Number) -> Number:
    """Return a number strictly between 0 and 1 from 32 random bits.

    The top 23 of them: with one more, the centre of the last cell would round to 1.
    """
    return (word >> np.uint32(9)).astype(np.float32) * CELL + SMALLEST


def waiting(word: Number) -> Number:
    """Return a standard exponential waiting time: an event of cumulated hazard H happens iff this < H."""
    return -maths.log(uniform(word))


def normal(word: Number) -> Number:
    """Return a standard normal number: the inverse error function by Giles's single-precision polynomial.

    Source: giles2012. Absolute error below 1e-5, far below the noise it stands for.
    """
    x = 2.0 * uniform(word) - 1.0
    w = -maths.log((1.0 - x) * (1.0 + x))
    near, far = w - 2.5, maths.sqrt(w) - 3.0
    centre = _polynomial(near, _CENTRE)
    tails = _polynomial(far, _TAILS)
    return np.float32(1.4142135623730951) * x * maths.where(w < 5.0, centre, tails)


_CENTRE = (
    2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
    -0.00125372503, -0.00417768164, 0.246640727, 1.50140941,
)  # fmt: skip
_TAILS = (
    -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
    -0.0076224613, 0.00943887047, 1.00167406, 2.83297682,
)  # fmt: skip


def _polynomial(x: Number, coefficients: tuple[float, ...]) -> Number:
    total = np.float32(coefficients[0]) + x * np.float32(0.0)
    for coefficient in coefficients[1:]:
        total = total * x + np.float32(coefficient)
    return total

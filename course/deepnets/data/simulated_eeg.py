"""Simulated EEG: 500 recordings in five states, modelled on those of Bonn.

Amplitudes, spectra and what surrounds them follow R. G. Andrzejak et al. (2001),
*Physical Review E* 64, 061907. Nothing here is a recording of anybody.
"""

from dataclasses import dataclass

import numpy as np

RATE = 173.61  # samples a second
PER_STATE = 100  # recordings
SECONDS, PER_SECOND = 23, 178  # rows cut from a recording, samples of a row
SEED = 5
DRAWN = 4_096  # samples; those after 23 · 178 are cut off
LARGEST = 2_047  # microvolts: the largest number of a converter with 12 bits
OFFSET = 24  # microvolts: what a recording is shifted by, one standard deviation
FREQUENCIES = np.fft.rfftfreq(DRAWN, 1 / RATE)  # Hz


@dataclass(frozen=True)
class State:
    """What the recordings of a state have in common, and how far they differ.

    The amplitude, in microvolts, is that of the middle recording; its logarithm
    differs by up to `between` from one recording to the next, and by the standard
    deviation `within` from moment to moment. The power of the background falls like
    `(frequency² + knee²) ** -slope`, and alpha waves stand out of it by a factor of
    `1 + alpha`. A share of the recordings has sharp waves.
    """

    amplitude: float
    between: float
    within: float
    knee: float  # Hz
    slope: float
    alpha: float
    sharp: float = 0.0
    seizure: bool = False


STATES = (
    State(250, 0.95, 0.16, knee=4.0, slope=1.3, alpha=0.0, seizure=True),
    State(43, 0.85, 0.20, knee=2.5, slope=1.25, alpha=0.5, sharp=0.2),
    State(46, 0.80, 0.20, knee=2.5, slope=1.35, alpha=0.3),
    State(58, 0.60, 0.16, knee=0.5, slope=0.5, alpha=6.0),
    State(38, 0.40, 0.12, knee=0.5, slope=0.55, alpha=1.5),
)


def simulate():
    """Return recordings in whole microvolts: int16, shape (5, 100, 23 · 178).

    Axis 0 is the state: a seizure; a patient between seizures, inside the focus of
    the disease; the same, on the other side; a healthy person with closed eyes; with
    open eyes. Always the same numbers.
    """
    # not default_rng: its streams may change between versions of NumPy
    generator = np.random.RandomState(SEED)
    volts = np.stack([recordings(state, generator) for state in STATES])
    whole = np.rint(volts[..., : SECONDS * PER_SECOND])
    return whole.clip(-LARGEST, LARGEST).astype(np.int16)


def recordings(state, generator):
    """Return the recordings of one state in microvolts, shape (100, DRAWN)."""
    signal = background(state, generator)
    if state.seizure:
        share = generator.uniform(0.3, 0.8, (PER_STATE, 1))
        signal = share * signal + np.sqrt(1 - share**2) * beats(generator)
    signal = signal * np.exp(state.within * slow_noise(generator, 1.0))
    if state.sharp:
        signal = signal + sharp_waves(state.sharp, generator)
    strength = np.exp(state.between * generator.uniform(-1, 1, (PER_STATE, 1)))
    shift = OFFSET * generator.standard_normal((PER_STATE, 1))
    return state.amplitude * strength * signal + shift


def background(state, generator):
    """Return the EEG that is always there, of unit variance, shape (100, DRAWN)."""
    slope = state.slope + 0.12 * generator.standard_normal((PER_STATE, 1))
    power = (FREQUENCIES**2 + state.knee**2) ** -slope
    peak = 10.5 + generator.standard_normal((PER_STATE, 1))  # Hz, of the alpha waves
    height = state.alpha * np.exp(0.5 * generator.standard_normal((PER_STATE, 1)))
    power *= 1 + height * np.exp(-(((FREQUENCIES - peak) / 1.5) ** 2) / 2)
    # what the amplifier lets pass: about 0.5 to 30 Hz
    power *= FREQUENCIES**4 / (FREQUENCIES**4 + 0.5**4)
    return noise(power / (1 + (FREQUENCIES / 28.5) ** 12), generator)


def beats(generator):
    """Return the rhythm of seizures, of unit variance, shape (100, DRAWN).

    Spikes and waves, 2 to 12 a second: each recording has a rate, a shape, a polarity
    and an unrest of its own.
    """

    def draw(low, high):
        return generator.uniform(low, high, (PER_STATE, 1))

    rate = 5.5 * np.exp(0.5 * generator.standard_normal((PER_STATE, 1)))  # Hz
    unrest = draw(0.05, 0.45) * slow_noise(generator, 2.0)
    phase = np.cumsum(rate.clip(2, 12) * np.exp(unrest), axis=1) * 2 * np.pi / RATE
    phase += draw(0, 2 * np.pi)
    lag = draw(-np.pi, np.pi)
    wave = np.cos(phase + lag) + draw(0, 0.6) * np.cos(2 * (phase + lag))
    spike = np.exp((np.cos(phase) - 1) / draw(0.2, 0.6) ** 2)
    signal = wave - draw(0.2, 2.5) * spike
    return unit_variance(signal * generator.choice((-1, 1), (PER_STATE, 1)))


def sharp_waves(share, generator):
    """Return sharp waves, in standard deviations of the background, (100, DRAWN).

    They come about once in two seconds, in a share of the recordings.
    """
    t = np.arange(DRAWN) / RATE
    wave = (1 - np.exp(-t / 0.02)) * np.exp(-t / 0.12)  # a steep rise, a slower fall
    wave = wave / wave.max() - 0.35 * np.exp(-(((t - 0.5) / 0.2) ** 2) / 2)
    size = 8 * np.exp(0.6 * generator.standard_normal((PER_STATE, 1)))
    size *= generator.choice((-1, 1), (PER_STATE, 1))
    size *= generator.random_sample((PER_STATE, 1)) < share
    starts = generator.random_sample((PER_STATE, DRAWN)) < 0.6 / RATE
    starts = starts * np.exp(0.3 * generator.standard_normal((PER_STATE, DRAWN)))
    return size * np.fft.irfft(np.fft.rfft(starts) * np.fft.rfft(wave), DRAWN)


def slow_noise(generator, highest):
    """Return noise of unit variance that changes at `highest` Hz or more slowly."""
    power = np.exp(-((FREQUENCIES / highest) ** 2))
    return noise(np.tile(power, (PER_STATE, 1)), generator)


def noise(power, generator):
    """Return Gaussian noise of unit variance, a row for each power spectrum."""
    real, imaginary = generator.standard_normal((2, *power.shape))
    return unit_variance(np.fft.irfft(np.sqrt(power) * (real + 1j * imaginary), DRAWN))


def unit_variance(signal):
    """Return each row with mean 0 and standard deviation 1."""
    signal = signal - signal.mean(axis=1, keepdims=True)
    return signal / signal.std(axis=1, keepdims=True)

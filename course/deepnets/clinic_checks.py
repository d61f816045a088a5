"""Checks of a cure by whether it works, and of a diagnosis by its letter.

As in :mod:`deepnets.checks`, every function raises `CheckFailed` with a message for the
student.
"""

import numpy as np

from deepnets import checks, clinic

# A cured patient: healthy ones end below 0.1, and have 92 % right (± 1 % over seeds).
LOSS, RIGHT = 0.3, 0.85
# So much more of the training than of the validation digits is learned by heart.
BY_HEART = 0.4
GUESSING = np.log(clinic.CLASSES)

# How each fault would show: what to say to who names it and is wrong.
SIGNS = {
    "a": "Too high a rate wrecks a net that was well before its first step. Was it?",
    "b": "With too low a rate all is well, and slow: the loss falls on a straight "
    "line. Does it?",
    "c": "An activation on the outputs keeps them in a range, and so the loss above a "
    "floor, even for one point. Is there a floor?",
    "d": "When the loss misreads the outputs, it is far from guessing before the first "
    "step. Is it?",
    "e": "Activations that let no gradient through make it smaller layer by layer, "
    "towards the inputs. Does it shrink so?",
    "f": "Initial weights that silence a net make all outputs equal, and all gradients "
    "tiny, before the first step. Are they?",
    "g": "Unscaled inputs are seen in their mean and deviation. What are they?",
    "h": "Labels that belong to other pictures can be learned by heart only. Look at a "
    "few pictures with their labels.",
    "i": "What batch norm hides comes out when it is switched off. What comes out?",
}


def symptom(trial):
    """Return what is still wrong with a patient after a trial, or None.

    Parameters
    ----------
    trial : deepnets.clinic.Trial

    Returns
    -------
    str or None
    """
    if not np.isfinite(trial.losses).all():
        first = int(np.argmin(np.isfinite(trial.losses).all(axis=0))) + 1
        return f"the loss is no number any more, from step {first} on in some run"
    train, valid = trial.train_accuracy.mean(), trial.valid_accuracy.mean()
    right = (
        f"{train:.0%} of the training and {valid:.0%} of the validation digits right"
    )
    moved = f"the loss goes from {trial.start:.3g} to {trial.end:.3g}"
    if trial.end < LOSS and valid >= RIGHT:
        return None
    if abs(trial.end - GUESSING) < 0.1:
        return f"{moved}, and guessing costs {GUESSING:.2f}: it does not learn"
    if trial.end < LOSS and train < RIGHT:
        return f"{moved} in training, but in prediction it has {right}"
    if train - valid > BY_HEART:
        return f"it learns by heart and understands nothing: {right}"
    if train >= RIGHT:
        return f"it has {right}, but {moved} and not below {LOSS}"
    return f"{moved}, with {right}"


def cured(cure, case, *, seeds, without_batch_norm=False):
    """Fail unless a cure makes a patient learn, and changes no more than that takes.

    Parameters
    ----------
    cure : dict
        Settings to change.
    case : int
    seeds : iterable of int
    without_batch_norm : bool
        Try it without batch norm, whether or not the cure removes that.

    Raises
    ------
    CheckFailed
    """
    checks.written(cure, f"The cure of case {case}")
    try:
        clinic.check_cure(cure)
    except ValueError as error:
        raise checks.CheckFailed(f"The cure of case {case}: {error}") from None
    checks.that(
        len(cure) > 0,
        f"The cure of case {case} changes nothing.",
        hint="Write a dict such as {'batch_size': 64}.",
    )
    checks.that(
        not cure.keys() & {"hidden_layers", "units"},
        f"The cure of case {case} is another net.",
        hint="Leave hidden_layers and units as they are, and find what is wrong.",
    )
    checks.that(
        not cure.get("batch_norm"),
        f"The cure of case {case} puts a plaster on: batch norm.",
        hint="It may make the net learn, and it leaves the fault where it is.",
    )
    always = {"batch_norm": False} if without_batch_norm else {}
    how = " without batch norm" if without_batch_norm else ""
    cure = {name: value for name, value in cure.items() if name not in always}
    left = symptom(clinic.trial(case, cure | always, seeds=seeds))
    checks.that(
        left is None,
        f"Case {case} is not cured{how}: {left}.",
        hint=f"Cured means: the loss ends below {LOSS}, and {RIGHT:.0%} of the "
        "validation digits or more are right.",
    )
    for name in cure if len(cure) > 1 else ():
        rest = {other: value for other, value in cure.items() if other != name}
        checks.that(
            symptom(clinic.trial(case, rest | always, seeds=seeds)) is not None,
            f"The cure of case {case} changes too much: {name} was well as it was.",
            hint="There is one fault. Change what is sick, and nothing else.",
        )


def named(faults, right, name):
    """Fail unless ``faults`` maps each case to the right letter.

    Parameters
    ----------
    faults : dict of int to str
    right : dict of int to str
    name : str
        Of the student's dict.
    """
    checks.written(faults, name)
    for case, letter in right.items():
        what = f"{name}[{case}]"
        answer = checks.option(faults.get(case), list(clinic.FAULTS), what)
        others = {key: sign for key, sign in SIGNS.items() if key != letter}
        checks.choice(answer, letter, others, what)

"""Carries values and calls between the two kernels of a submission, as data only.

The test kernel asks (:mod:`.client`, :mod:`.proxy`), the student kernel answers
(:mod:`.service`). What the student's process sends is read as plain data or refused:
nothing of it is executed, compared by its own methods, or larger than it says.
"""

"""Questions that two or more detectors, or a detector and its cure, ask of a snapshot.

All are set arithmetic over what was extracted: linear in the size of the case.
"""

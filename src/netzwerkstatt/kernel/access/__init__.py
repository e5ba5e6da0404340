"""Who looks, and whether they may.

A Viewer is everything the rules know about the person who asks: plain values, made once for each request.
A Decision is a verdict with its reason, in the words the page shows.
"""

from netzwerkstatt.kernel.access.decision import ALLOWED, Decision, NotAllowed, denied, require
from netzwerkstatt.kernel.access.viewer import (
    BENCH_ROLES,
    NOBODY,
    Bench,
    HeldMandate,
    MandateRole,
    Viewer,
    viewer_in,
)

__all__ = [
    "ALLOWED",
    "BENCH_ROLES",
    "NOBODY",
    "Bench",
    "Decision",
    "HeldMandate",
    "MandateRole",
    "NotAllowed",
    "Viewer",
    "denied",
    "require",
    "viewer_in",
]

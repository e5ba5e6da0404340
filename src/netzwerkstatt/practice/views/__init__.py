"""Requests to pages and actions. Each view finds its thing through `visible_to` or `authored_by`."""

from netzwerkstatt.practice.views import (
    bringing,
    comparing,
    depth,
    municipality,
    reading,
    releasing,
    showing,
    telling,
    voices,
)

__all__ = [
    "bringing",
    "comparing",
    "depth",
    "municipality",
    "reading",
    "releasing",
    "showing",
    "telling",
    "voices",
]

"""Reads of the network, by subject. What rooms above need is named here."""

from netzwerkstatt.network.queries.mandates import (
    KIND_OF_BENCH,
    BenchSeat,
    bench_people,
    bench_seats,
    held_mandates,
    invented_places,
    own_district,
    people_named,
    readers_count,
    viewer_of,
)

__all__ = [
    "KIND_OF_BENCH",
    "BenchSeat",
    "bench_people",
    "bench_seats",
    "held_mandates",
    "invented_places",
    "own_district",
    "people_named",
    "readers_count",
    "viewer_of",
]

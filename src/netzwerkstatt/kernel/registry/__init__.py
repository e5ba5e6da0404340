"""What three or more apps give in the same form: search sources, panels, what waits for somebody.

Apps declare in their `manifest.py`; who collects asks here. `changed(thing)` is called inside actions, and
subscribers run in the same transaction.
"""

from netzwerkstatt.kernel.registry.declarations import (
    NETWORK,
    PUBLIC,
    Entry,
    Facet,
    Panel,
    SearchSource,
    Waiting,
    changed,
    facets,
    on_changed,
    panels_for,
    personal_data_owners,
    register_facet,
    register_panel,
    register_personal_data,
    register_search_source,
    register_waiting,
    search_sources,
    waiting_for,
)

__all__ = [
    "NETWORK",
    "PUBLIC",
    "Entry",
    "Facet",
    "Panel",
    "SearchSource",
    "Waiting",
    "changed",
    "facets",
    "on_changed",
    "panels_for",
    "personal_data_owners",
    "register_facet",
    "register_panel",
    "register_personal_data",
    "register_search_source",
    "register_waiting",
    "search_sources",
    "waiting_for",
]

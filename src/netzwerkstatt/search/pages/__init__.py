"""What the pages of finding state."""

from netzwerkstatt.search.pages.alike import alike_page
from netzwerkstatt.search.pages.finding import finding_page
from netzwerkstatt.search.pages.searching import search_page

__all__ = ["alike_page", "finding_page", "search_page"]

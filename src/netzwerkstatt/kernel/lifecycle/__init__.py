"""What may follow what, as a table."""

from netzwerkstatt.kernel.lifecycle.table import IllegalStep, StateTable

__all__ = ["IllegalStep", "StateTable"]

"""The register of official areas: reading files into it, and asking it."""

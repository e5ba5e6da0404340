"""Pages of the catalogue: showing, proposing, governing."""

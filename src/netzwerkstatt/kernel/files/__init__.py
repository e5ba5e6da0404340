"""Files that people bring: read as tables, checked row by row, kept aside until they confirm."""

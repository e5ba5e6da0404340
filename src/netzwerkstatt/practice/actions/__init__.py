"""The only writes of this app. Each deed is one function: atomic, audited, decided by a rule."""

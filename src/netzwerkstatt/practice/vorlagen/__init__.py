"""Vorlagen: bringing documents, having them read, releasing, finding and taking them.

Own modules in the order of a room: manifest → urls → views → pages → forms → actions → queries → rules; the models
stand with the others of practice.
"""

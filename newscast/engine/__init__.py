"""Doing: the steps that rooms describe are made here, once, by processes that leave nothing half-made."""

"""Thin Pelican adapters around `knowledge`. They never import one another."""

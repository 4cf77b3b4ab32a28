"""Editions: the week of each year, as data."""

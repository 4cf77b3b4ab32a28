"""Demonstration data: a believable country of activities, from a fixed seed."""

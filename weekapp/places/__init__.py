"""Municipalities, postcodes, places and points of the Netherlands, and how an address is found."""

"""Helplines: whom people can ring anywhere in the country, as the national team says."""

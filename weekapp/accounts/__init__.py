"""People who sign in, and who may see which page."""

"""What the public reads; no tables of its own, no writes."""

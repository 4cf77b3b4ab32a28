"""What coordinators decide: the queue, publishing and returning."""

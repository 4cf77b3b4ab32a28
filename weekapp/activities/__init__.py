"""What organisers write: the activity, its dates, its status, its history."""

"""What an organiser already has comes in: a calendar, a sheet, last year."""

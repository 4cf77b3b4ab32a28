"""Who comes: people sign up for one date without an account, and the organisation gets to know."""

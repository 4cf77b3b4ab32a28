"""What can be taken along on paper: lists in large type, posters and cards, pictures to share."""

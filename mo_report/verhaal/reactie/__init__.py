"""What an aanbieder may react to, and what is done with the reactions."""

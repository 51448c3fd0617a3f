"""The uitvraag: asking aanbieders for figures, and setting out what they gave."""

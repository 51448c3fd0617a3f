"""Answers of aanbieders: read, compared with what was sent, and weighed in euros."""

"""Many inputs in one go, such as those of all regions, and how they lie beside one another."""

"""How sure the tariffs are: computed over many scenarios, and solved backwards from an outcome."""

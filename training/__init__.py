"""How the shipped encoder is trained, evaluated and exported; nothing here is imported by the library."""

"""The basic catalogue as the openness office writes it: editions, rows, tables that come in."""

"""Figures over all requests, for managers: counted by the database, a table and a picture each."""

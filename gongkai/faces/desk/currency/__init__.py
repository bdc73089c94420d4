"""Whether the items of the catalogue are kept up to date: of one organisation, and of all."""

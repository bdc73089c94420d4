"""Reading a work plan: a file in, tasks and duties with their places in the source out."""

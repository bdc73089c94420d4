"""What is looked at, one file for each office below; checks read and never write."""

"""The letters of a request on the desk: drafted, approved, served, and how an office words them."""

"""What follows a reply on the desk: review for disclosure, challenges, archive, and their lists."""

"""Questions about annual reports."""

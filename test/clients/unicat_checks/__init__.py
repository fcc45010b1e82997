"""What the official Unicat client is put through, one module for each area."""

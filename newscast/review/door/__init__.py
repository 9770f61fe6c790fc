"""What every request comes through and every answer goes out by."""

"""Accounts, guests and reporters: how they come in, and the record of what they did."""

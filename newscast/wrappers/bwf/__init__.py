"""Broadcast Wave Files (EBU Tech 3285) with the cart chunk of radio stations (AES46)."""

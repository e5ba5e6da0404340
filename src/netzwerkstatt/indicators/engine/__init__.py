"""What is calculated about figures, without Django."""

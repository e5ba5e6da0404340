"""What people bring in tables and documents: read into tellings, with every doubt named, before anything is written."""

"""What each page of practice states. A template can show nothing else."""

"""The public site: it reads editions and nothing else."""

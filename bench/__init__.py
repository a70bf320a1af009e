"""What parkmap costs, measured side by side in one run: `python -m bench` (see `__main__`)."""

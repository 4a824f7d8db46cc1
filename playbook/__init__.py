"""The networking playbook: a handbook in Markdown and YAML becomes a website and printed sheets."""

__version__ = "0.1.0"

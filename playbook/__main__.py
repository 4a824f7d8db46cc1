"""`python -m playbook`."""

from playbook.cli import main

main(prog_name="playbook")

"""`python -m playbook`."""

from playbook.unchanged import main

main()

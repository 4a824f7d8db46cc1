"""From a handbook's files to a Site: discover reads the disk, everything after it is pure."""

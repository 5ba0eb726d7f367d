"""The command line: install, start, and one function a command."""

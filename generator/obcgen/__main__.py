"""Lets `python -m obcgen` run the command."""

from obcgen.cli import main

main(prog_name="obcgen")

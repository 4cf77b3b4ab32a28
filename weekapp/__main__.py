"""Lets `python -m weekapp` run the commands of the site."""

from weekapp.commands import weekapp

weekapp(prog_name="weekapp")

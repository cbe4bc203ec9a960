"""Sends a mail with the host and the port, and all else by default: first.py PORT."""

import smtplib
import sys

with smtplib.SMTP("localhost", int(sys.argv[1])) as client:
    client.sendmail("ann@example.org", ["bob@example.net"], "Subject: A first mail\n\nHello\n")

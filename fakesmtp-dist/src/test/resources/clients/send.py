"""Sends the mail in a file as it is: send.py PORT SENDER FILE RECIPIENT..."""

import smtplib
import sys

port, sender, file, *recipients = sys.argv[1:]
with open(file, "rb") as content, smtplib.SMTP("localhost", int(port), local_hostname="client.test") as client:
    client.sendmail(sender, recipients, content.read(), mail_options=["BODY=8BITMIME"])

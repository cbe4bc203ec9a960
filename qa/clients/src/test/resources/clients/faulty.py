"""Sends a mail to a server that may fail: faulty.py PORT none|tls|auth AUTHORITY FILE"""

import smtplib
import ssl
import sys

port, way, authority, file = sys.argv[1:]
with open(file, "rb") as content, smtplib.SMTP("localhost", int(port), local_hostname="client.test", timeout=5) as client:
    if way == "tls":
        client.starttls(context=ssl.create_default_context(cafile=authority))
    if way == "auth":
        client.login("ann", "secret")
    client.sendmail("ann@client.test", ["bob@server.test"], content.read())

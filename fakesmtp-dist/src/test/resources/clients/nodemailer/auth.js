// Sends the mail in a file over STARTTLS as a user: auth.js PORT AUTHORITY MECHANISM USER SECRET FILE
const { readFileSync } = require("node:fs");
const { createTransport } = require("nodemailer");

const [port, authority, mechanism, user, secret, file] = process.argv.slice(2);
const transport = createTransport({
  host: "localhost",
  port: Number(port),
  name: "client.test",
  requireTLS: true,
  tls: { ca: readFileSync(authority) },
  authMethod: mechanism,
  auth: mechanism === "XOAUTH2" ? { type: "OAuth2", user, accessToken: secret } : { user, pass: secret },
});
const envelope = { from: "ann@client.test", to: ["bob@server.test"] };
transport.sendMail({ envelope, raw: readFileSync(file) }).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

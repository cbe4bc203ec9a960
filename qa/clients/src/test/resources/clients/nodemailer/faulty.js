// Sends a mail to a server that may fail: faulty.js PORT none|tls|auth AUTHORITY FILE
const { readFileSync } = require("node:fs");
const { createTransport } = require("nodemailer");

const [port, way, authority, file] = process.argv.slice(2);
const transport = createTransport({
  host: "localhost",
  port: Number(port),
  name: "client.test",
  ignoreTLS: way !== "tls",
  requireTLS: way === "tls",
  tls: { ca: readFileSync(authority) },
  auth: way === "auth" ? { user: "ann", pass: "secret" } : undefined,
  connectionTimeout: 5000,
  greetingTimeout: 5000,
  socketTimeout: 5000,
});
const envelope = { from: "ann@client.test", to: ["bob@server.test"] };
transport.sendMail({ envelope, raw: readFileSync(file) }).catch((error) => {
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
});

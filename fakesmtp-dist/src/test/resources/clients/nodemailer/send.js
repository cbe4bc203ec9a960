// Sends the mail in a file as it is: send.js PORT SENDER FILE RECIPIENT...
const { readFileSync } = require("node:fs");
const { createTransport } = require("nodemailer");

const [port, from, file, ...to] = process.argv.slice(2);
const transport = createTransport({ host: "127.0.0.1", port: Number(port), name: "client.test", ignoreTLS: true });
transport.sendMail({ envelope: { from, to, use8BitMime: true }, raw: readFileSync(file) }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

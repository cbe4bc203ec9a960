// Sends a mail with the host and the port, and all else by default: first.js PORT
const { createTransport } = require("nodemailer");

const transport = createTransport({ host: "localhost", port: Number(process.argv[2]) });
const mail = { from: "ann@example.org", to: "bob@example.net", subject: "A first mail", text: "Hello" };
transport.sendMail(mail).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

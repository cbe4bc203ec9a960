package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Properties;

/** The clients that the tests send mail with. */
enum RealClient implements MailClient {
    CURL {
        @Override
        public void send(Mail mail, Path content, int port) throws Exception {
            Command curl = Tools.command("curl")
                    .and("--silent", "--show-error", "--url", "smtp://localhost:" + port + "/client.test")
                    .and("--mail-from", mail.sender(), "--upload-file", content.toString());
            mail.recipients().forEach(recipient -> curl.and("--mail-rcpt", recipient));
            succeed(curl);
        }
    },
    SWAKS {
        /** It takes a last line with a dot away, and where there is none, makes a line more. */
        @Override
        public void send(Mail mail, Path content, int port) throws Exception {
            Files.writeString(content, ".\r\n", StandardOpenOption.APPEND);
            succeed(Tools.command("swaks")
                    .and("--server", "localhost", "--port", String.valueOf(port), "--helo", "client.test")
                    .and("--from", mail.sender(), "--to", String.join(",", mail.recipients()))
                    .and("--suppress-data", "--data", "@" + content));
        }
    },
    MSMTP {
        @Override
        public void send(Mail mail, Path content, int port) throws Exception {
            succeed(Tools.command("msmtp")
                    .and("--host=localhost", "--port=" + port, "--domain=client.test", "--auth=off", "--tls=off")
                    .and("--from=" + mail.sender(), "--")
                    .and(mail.recipients().toArray(String[]::new))
                    .reading(content));
        }
    },
    SMTPLIB {
        @Override
        public void send(Mail mail, Path content, int port) throws Exception {
            succeed(scripted(Tools.command("python3").and(resource("send.py").toString()), mail, content, port));
        }
    },
    NODEMAILER {
        @Override
        public void send(Mail mail, Path content, int port) throws Exception {
            succeed(scripted(script("send.js"), mail, content, port));
        }
    },
    ANGUS {
        @Override
        public void send(Mail mail, Path content, int port) throws Exception {
            Properties settings = new Properties();
            settings.setProperty("mail.smtp.localhost", "client.test");
            settings.setProperty("mail.smtp.from", mail.sender());
            settings.setProperty("mail.smtp.allow8bitmime", "true");
            Session session = Session.getInstance(settings);
            try (InputStream in = Files.newInputStream(content);
                    Transport transport = session.getTransport("smtp")) {
                transport.connect("localhost", port, null, null);
                transport.sendMessage(new MimeMessage(session, in), addresses(mail));
            }
        }

        private static Address[] addresses(Mail mail) throws Exception {
            return InternetAddress.parse(String.join(",", mail.recipients()));
        }
    };

    /** One of the scripts that send with Nodemailer. */
    static Command script(String name) throws Exception {
        Path folder = resource("nodemailer");
        Tools.need("npm package nodemailer", isInstalled(folder));
        return Tools.command("node").and(folder.resolve(name).toString());
    }

    /** Whether Nodemailer is there; it is fetched once for each build. */
    private static synchronized boolean isInstalled(Path folder) throws Exception {
        if (!Files.exists(folder.resolve("node_modules"))) {
            Command.Run run = Tools.command("npm")
                    .and("ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
                    .in(folder)
                    .run();
            System.err.print(run.exit() == 0 ? "" : run.err());
        }
        return Files.exists(folder.resolve("node_modules/nodemailer"));
    }

    private static void succeed(Command command) throws Exception {
        Command.Run run = command.run();
        assertThat(run.exit()).as("%s: %s%s", command, run.out(), run.err()).isZero();
    }

    private static Command scripted(Command script, Mail mail, Path content, int port) {
        return script.and(String.valueOf(port), mail.sender(), content.toString())
                .and(mail.recipients().toArray(String[]::new));
    }

    static Path resource(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(RealClient.class.getResource("/clients/" + name), name);
        return Path.of(url.toURI());
    }
}

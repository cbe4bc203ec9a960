package org.fakesmtp.dist;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The clients that meet a failing server, each with five seconds of patience. */
enum FaultedClient {
    CURL("curl") {
        @Override
        String send(Target target, Path content) throws Exception {
            Command curl = Tools.command("curl")
                    .and(
                            "--silent",
                            "--show-error",
                            "--max-time",
                            "5",
                            "--cacert",
                            target.authority().toString())
                    .and("--url", "smtp://localhost:" + target.port() + "/client.test")
                    .and("--mail-from", SENDER, "--mail-rcpt", RECIPIENT, "--upload-file", content.toString());
            return outcome(
                    with(curl, target.way(), List.of("--ssl-reqd"), List.of("--user", "ann:secret")), line -> true);
        }
    },
    SWAKS("swaks") {
        @Override
        String send(Target target, Path content) throws Exception {
            Command swaks = Tools.command("swaks")
                    .and("--server", "localhost", "--port", String.valueOf(target.port()), "--helo", "client.test")
                    .and("--timeout", "5", "--from", SENDER, "--to", RECIPIENT, "--data", "@" + content);
            List<String> tls = List.of(
                    "--tls", "--tls-verify", "--tls-ca-path", target.authority().toString());
            List<String> auth = List.of("--auth", "PLAIN", "--auth-user", "ann", "--auth-password", "secret");
            return outcome(
                    with(swaks, target.way(), tls, auth),
                    line -> line.startsWith("***") || line.startsWith("<*"),
                    (former, latter) -> former);
        }
    },
    MSMTP("msmtp") {
        @Override
        String send(Target target, Path content) throws Exception {
            Command msmtp = Tools.command("msmtp")
                    .and("--host=localhost", "--port=" + target.port(), "--domain=client.test", "--timeout=5");
            List<String> tls = List.of("--tls=on", "--tls-trust-file=" + target.authority());
            List<String> auth = List.of("--auth=plain", "--user=ann", "--passwordeval=echo secret", "--tls=off");
            with(msmtp, target.way(), tls, auth)
                    .and("--from=" + SENDER, RECIPIENT)
                    .reading(content);
            return outcome(msmtp, line -> !line.contains("could not send mail"));
        }
    },
    SMTPLIB("smtplib") {
        @Override
        String send(Target target, Path content) throws Exception {
            Command python = Tools.command("python3")
                    .and(RealClient.resource("faulty.py").toString());
            return outcome(script(python, target, content), line -> true);
        }
    },
    NODEMAILER("Nodemailer") {
        @Override
        String send(Target target, Path content) throws Exception {
            return outcome(script(RealClient.script("faulty.js"), target, content), line -> true);
        }
    },
    ANGUS("Angus Mail") {
        @Override
        String send(Target target, Path content) throws Exception {
            Session session = Session.getInstance(settings(target));
            try (InputStream in = Files.newInputStream(content);
                    Transport transport = session.getTransport("smtp")) {
                boolean auth = target.way() == ClientFault.Way.AUTH;
                transport.connect("localhost", target.port(), auth ? "ann" : null, auth ? "secret" : null);
                transport.sendMessage(new MimeMessage(session, in), InternetAddress.parse(RECIPIENT));
                return "sent";
            } catch (MessagingException e) {
                return "failed: " + plain(cause(e));
            }
        }

        /** It and the exceptions within it, each by its class, the innermost with its text. */
        private String cause(Exception e) {
            Exception next = e instanceof MessagingException outer ? outer.getNextException() : null;
            return next == null
                    ? e.getClass().getSimpleName() + ": " + e.getMessage()
                    : e.getClass().getSimpleName() + ", " + cause(next);
        }

        private Properties settings(Target target) throws Exception {
            Properties settings = new Properties();
            settings.setProperty("mail.smtp.localhost", "client.test");
            settings.setProperty("mail.smtp.from", SENDER);
            settings.setProperty("mail.smtp.timeout", "5000");
            settings.setProperty("mail.smtp.connectiontimeout", "5000");
            if (target.way() == ClientFault.Way.TLS) {
                settings.setProperty("mail.smtp.starttls.enable", "true");
                settings.setProperty("mail.smtp.starttls.required", "true");
                settings.setProperty("mail.smtp.ssl.trust", "localhost");
            }
            if (target.way() == ClientFault.Way.AUTH) {
                settings.setProperty("mail.smtp.auth", "true");
                settings.setProperty("mail.smtp.auth.mechanisms", "PLAIN");
            }
            return settings;
        }
    };

    static final String SENDER = "ann@client.test";
    static final String RECIPIENT = "bob@server.test";

    /** What is another each time: folders, ports, how long it took to the millisecond, addresses in memory. */
    private static final Pattern NOISE = Pattern.compile(
            "/\\S+/|\\p{Cntrl}+|,? port:? \\d+|(?<=localhost):\\d+| after \\d+ milliseconds.*|\\b[0-9A-F]{16}:(?=error:)");

    /**
     * Where and how a client sends.
     *
     * @param authority the certificate to trust
     */
    record Target(int port, Path authority, ClientFault.Way way) {}

    private final String shown;

    FaultedClient(String shown) {
        this.shown = shown;
    }

    /** Sends a mail, and tells how that ended. */
    abstract String send(Target target, Path content) throws Exception;

    private static Command with(Command command, ClientFault.Way way, List<String> tls, List<String> auth) {
        List<String> words = way == ClientFault.Way.TLS ? tls : way == ClientFault.Way.AUTH ? auth : List.of();
        return command.and(words.toArray(String[]::new));
    }

    private static Command script(Command script, Target target, Path content) {
        return script.and(String.valueOf(target.port()), target.way().name().toLowerCase(Locale.ROOT))
                .and(target.authority().toString(), content.toString());
    }

    /** The exit code, and the last line that tells the reason. */
    private static String outcome(Command command, Predicate<String> tells) throws Exception {
        return outcome(command, tells, (former, latter) -> latter);
    }

    private static String outcome(Command command, Predicate<String> tells, BinaryOperator<String> choice)
            throws Exception {
        Command.Run run = command.under("timeout", "40").run();
        if (run.exit() == 0) {
            return "sent";
        }
        String reason = Stream.of(run.out(), run.err())
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .filter(tells)
                .reduce(choice)
                .orElse("");
        return "exit " + run.exit() + ": " + plain(reason);
    }

    private static String plain(String reason) {
        return NOISE.matcher(reason.strip()).replaceAll("");
    }

    @Override
    public String toString() {
        return shown;
    }
}

package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An Exim with a queue and a configuration of its own that relays all mail to one server, over a verified STARTTLS only. */
final class Exim {

    private static final String CONFIGURATION = """
            exim_path = %1$s
            deliver_drop_privilege = true
            keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
            primary_hostname = client.test
            spool_directory = %2$s/queue
            log_file_path = %2$s/log/%%s
            log_selector = +pipelining +tls_certificate_verified
            dsn_advertise_hosts = <; ; *
            acl_smtp_rcpt = take
            begin acl
            take:
              accept
            begin routers
            relay:
              driver = manualroute
              transport = out
              route_list = * localhost::%3$d byname
              self = send
            begin transports
            out:
              driver = smtp
              hosts_require_tls = *
              tls_verify_certificates = %4$s
              tls_verify_hosts = *
              tls_verify_cert_hostnames = *
            begin retry
            * * F,1h,1s
            """;

    private static final String USER = "Debian-exim";

    private final Path folder;
    private final String program;

    private Exim(Path folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    /** Prepares one; nothing of it runs but while it sends. */
    static Exim prepare(Path folder, int port, Path authority) throws Exception {
        Tools.need("exim4");
        Tools.need(
                "libnss_wrapper.so",
                new Command("true")
                        .with("LD_PRELOAD", "libnss_wrapper.so")
                        .run()
                        .err()
                        .isEmpty());
        String program = new Command("sh", "-c", "command -v exim4").run().out().strip();
        for (String name : new String[] {"", "queue", "log"}) {
            // As root it becomes another user.
            Files.setPosixFilePermissions(
                    Files.createDirectories(folder.resolve(name)), PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        Files.writeString(folder.resolve("conf"), CONFIGURATION.formatted(program, folder, port, authority));
        int number = number();
        Files.writeString(
                folder.resolve("passwd"),
                USER + ":x:%1$d:%1$d::/:/bin/false\nroot:x:0:0::/:/bin/sh\n".formatted(number));
        Files.writeString(folder.resolve("group"), USER + ":x:%d:\nroot:x:0:\nmail:x:8:\n".formatted(number));
        return new Exim(folder, program);
    }

    /** The user that it takes for its own: the one who runs the tests, or nobody for root, as whom it refuses to work. */
    private static int number() throws Exception {
        int own = Integer.parseInt(new Command("id", "-u").run().out().strip());
        return own == 0 ? 65_534 : own;
    }

    /** Hands a mail over by SMTP, and returns when it has tried to relay it. */
    void send(Mail mail, String mailParameters, String recipientParameters) throws Exception {
        ByteArrayOutputStream session = new ByteArrayOutputStream();
        session.writeBytes(commands(mail, mailParameters, recipientParameters).getBytes(UTF_8));
        session.writeBytes(stuffed(mail.content()));
        session.writeBytes(".\r\nQUIT\r\n".getBytes(UTF_8));
        Path input = Files.write(folder.resolve("input"), session.toByteArray());
        Command.Run run = new Command(program, "-C", folder.resolve("conf").toString(), "-odf", "-bs")
                .with("LD_PRELOAD", "libnss_wrapper.so")
                .with("NSS_WRAPPER_PASSWD", folder.resolve("passwd").toString())
                .with("NSS_WRAPPER_GROUP", folder.resolve("group").toString())
                .reading(input)
                .run();
        assertThat(run.out()).as(run.err()).contains("250 OK id=");
    }

    private static String commands(Mail mail, String mailParameters, String recipientParameters) {
        StringBuilder commands =
                new StringBuilder("EHLO here.test\r\nMAIL FROM:<" + mail.sender() + ">" + mailParameters + "\r\n");
        mail.recipients()
                .forEach(recipient -> commands.append("RCPT TO:<")
                        .append(recipient)
                        .append('>')
                        .append(recipientParameters)
                        .append("\r\n"));
        return commands.append("DATA\r\n").toString();
    }

    /** The content with a dot more where a line begins with one. */
    private static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int previous = '\n';
        for (byte octet : content) {
            if (octet == '.' && previous == '\n') {
                out.write('.');
            }
            out.write(octet);
            previous = octet;
        }
        return out.toByteArray();
    }

    /** What it has logged of its deliveries. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log/main"));
    }
}

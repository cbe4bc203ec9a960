package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The first mail that a user sends arrives: to the server as it is shipped, by a client that knows its host and port and nothing else. */
class FirstMailIT {

    @TempDir
    static Path temporary;

    @AutoClose
    private static Server server;

    /** Clients with their defaults. */
    enum Client {
        SMTPLIB {
            @Override
            void send(int port) throws Exception {
                run(Tools.command("python3").and(script("first.py")), port);
            }
        },
        NODEMAILER {
            @Override
            void send(int port) throws Exception {
                run(RealClient.script("first.js"), port);
            }
        },
        PHPMAILER {
            @Override
            void send(int port) throws Exception {
                Tools.need("PHPMailer", Files.exists(Path.of("/usr/share/php/libphp-phpmailer/autoload.php")));
                run(Tools.command("php").and(script("first.php")), port);
            }
        },
        RUBY {
            @Override
            void send(int port) throws Exception {
                Command mail = Tools.command("ruby").and("-rmail", "-e", "");
                Tools.need("Ruby's mail", mail.run().exit() == 0);
                run(Tools.command("ruby").and(script("first.rb")), port);
            }
        },
        JAKARTA_MAIL {
            @Override
            void send(int port) throws Exception {
                Properties properties = new Properties();
                properties.setProperty("mail.smtp.host", "localhost");
                properties.setProperty("mail.smtp.port", String.valueOf(port));
                MimeMessage message = new MimeMessage(Session.getInstance(properties));
                message.setFrom("ann@example.org");
                message.setRecipients(RecipientType.TO, "bob@example.net");
                message.setSubject("A first mail");
                message.setText("Hello");
                Transport.send(message);
            }
        },
        SPRING {
            @Override
            void send(int port) {
                JavaMailSenderImpl sender = new JavaMailSenderImpl();
                sender.setHost("localhost");
                sender.setPort(port);
                SimpleMailMessage message = new SimpleMailMessage();
                message.setFrom("ann@example.org");
                message.setTo("bob@example.net");
                message.setSubject("A first mail");
                message.setText("Hello");
                sender.send(message);
            }
        };

        abstract void send(int port) throws Exception;

        private static String script(String name) throws Exception {
            return RealClient.resource(name).toString();
        }

        private static void run(Command command, int port) throws Exception {
            Command.Run run = command.and(String.valueOf(port)).run();
            assertThat(run.exit()).as("%s: %s%s", command, run.out(), run.err()).isZero();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = Server.start(temporary.resolve("server"), Dist.shared().fakesmtp("--listen", "localhost:0"));
    }

    @ParameterizedTest
    @EnumSource
    void first_mail_of_a_client_with_its_defaults_arrives(Client client) throws Exception {
        client.send(server.port());

        Spool.Spooled spooled = new Spool(temporary.resolve("server/spool")).takeOnly();
        assertThat(spooled.sender()).isEqualTo("ann@example.org");
        assertThat(spooled.recipients()).isEqualTo(List.of("bob@example.net"));
        assertThat(new String(spooled.content(), ISO_8859_1))
                .contains("Subject: A first mail\r\n")
                .containsPattern("\r\n\r\nHello\\s*$");
    }
}

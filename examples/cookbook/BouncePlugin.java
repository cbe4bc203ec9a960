package org.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.setting.Settings;

/** Takes mail to a domain and bounces it later (RFC 3464): the bounce is a file in the spool. */
public final class BouncePlugin implements Plugin {
    private static final String BOUNCE = """
            From: MAILER-DAEMON@%1$s
            To: %2$s
            Date: %3$s
            Message-ID: <bounce.%4$s@%1$s>
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b.%4$s

            --b.%4$s

            Nobody has this address: %5$s
            --b.%4$s
            Content-Type: message/delivery-status

            Reporting-MTA: dns; %1$s

            Final-Recipient: rfc822; %5$s
            Action: failed
            Status: 5.1.1
            --b.%4$s--
            """.replace("\n", "\r\n");

    @Override
    public String name() {
        return "bounce";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Path spool = Path.of(settings.text("directory", "spool"));
        String domain = settings.text("domain", "bounce.test");
        hooks.deliver(mail -> {
            for (Recipient to : mail.envelope().recipients()) {
                if (to.mailbox().domain().equalsIgnoreCase(domain) && !mail.sender().isEmpty()) {
                    String dsn = BOUNCE.formatted(mail.session().hostname(), mail.sender(), mail.date(), mail.id(), to);
                    Path part = Files.createTempFile(Files.createDirectories(spool), "bounce-", ".part");
                    Files.move(Files.writeString(part, dsn, ISO_8859_1), Path.of(part + ".eml"));
                }
            }
            return Delivery.taken();
        });
    }
}

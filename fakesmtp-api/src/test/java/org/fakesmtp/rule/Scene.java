package org.fakesmtp.rule;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fakesmtp.dialogue.BareServer;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.framing.Unit;

/**
 * A dialogue that comes to a stage.
 *
 * @param before what the client sends before
 * @param at what it sends to come there; empty where it has to do no more than to connect
 * @param rest what it sends to come to the end of what the server does there
 */
record Scene(String before, String at, String rest) {

    private static final String MAIL = "MAIL FROM:<a@x.test>\r\n";
    private static final String RCPT = "RCPT TO:<b@x.test>\r\n";
    private static final String AUTH = "AUTH PLAIN AHVzZXIAc2VjcmV0\r\n";

    static Scene of(Stage stage) {
        return switch (stage.name()) {
            case "CONNECT", "TLS", "IDLE" -> new Scene("", "", "");
            case "HELO", "EHLO", "LHLO" -> new Scene("", stage + " c.test\r\n", "");
            case "AUTH", "CREDENTIALS" -> greeted("", AUTH, "");
            case "MAIL" -> greeted("", MAIL, "");
            case "RCPT" -> greeted(MAIL, RCPT, "");
            case "DATA" -> greeted(MAIL + RCPT, "DATA\r\n", "");
            case "BDAT" -> greeted(MAIL + RCPT, "BDAT 2 LAST\r\n", "hi");
            case "CONTENT" -> greeted(MAIL + RCPT + "DATA\r\n", "Hello\r\n", ".\r\n");
            case "MESSAGE" -> greeted(MAIL + RCPT + "DATA\r\nHello\r\n", ".\r\n", "");
            case "VRFY", "EXPN" -> greeted("", stage + " jo\r\n", "");
            case "UNKNOWN" -> greeted("", "XYZZY\r\n", "");
            default -> greeted("", stage + "\r\n", "");
        };
    }

    private static Scene greeted(String before, String at, String rest) {
        return new Scene("EHLO c.test\r\n" + before, at, rest);
    }

    /** What a server with one rule has said and done from this moment on. */
    static Sight played(Stage stage, String answer) {
        Map<String, String> settings = settings(stage);
        settings.put("fault.x.on", stage.name());
        settings.put("fault.x.first", "1");
        settings.put("fault.x.answer", answer);
        if (stage.equals(Stage.IDLE)) {
            settings.put("fault.x.at", "10s");
        }
        return of(stage).play(stage, BareServer.configured(settings));
    }

    /** The same of a server without a rule. */
    static Sight normal(Stage stage) {
        return of(stage).play(stage, BareServer.configured(settings(stage)));
    }

    private static Map<String, String> settings(Stage stage) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("protocol", stage.equals(Stage.LHLO) ? "lmtp" : "smtp");
        settings.put("tls.mode", stage.equals(Stage.TLS) ? "implicit" : "starttls");
        return settings;
    }

    private Sight play(Stage stage, BareSession server) {
        boolean connects = stage.equals(Stage.CONNECT) || stage.equals(Stage.TLS);
        if (!connects) {
            server.connect().receive(before);
        }
        int said = server.octets().length();
        if (connects) {
            server.connect();
        } else if (stage.equals(Stage.IDLE)) {
            server.happens(new Unit.Silent(Duration.ofSeconds(10)));
        }
        server.receive(at).receive(rest);
        return new Sight(server, server.octets().substring(said));
    }

    /**
     * What is seen of a server.
     *
     * @param said its octets at the stage, one char for each
     */
    record Sight(BareSession server, String said) {

        /** What it says when it is asked for something plain afterwards, wherever the dialogue is now. */
        String afterwards() {
            int before = server.octets().length();
            server.receive("\r\n.\r\nNOOP\r\n");
            return server.octets().substring(before);
        }
    }
}

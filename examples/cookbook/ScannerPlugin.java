package org.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.stream.Collectors;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;

/** Refuses each message that has a marker in it, also in an attachment: by default that of the EICAR test file. */
public final class ScannerPlugin implements Plugin {
    @Override
    public String name() {
        return "scanner";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        String marker = settings.text("marker", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE");
        hooks.answer(Stage.MESSAGE, exchange -> {
            String text = exchange.message().orElseThrow().content().text();
            boolean found = text.contains(marker) || decoded(text).contains(marker);
            return found ? Answer.reply(554, "5.7.1", "Infected message refused") : Answer.proceed();
        });
    }

    /** What the lines in base64 mean, the attachments among them. */
    private static String decoded(String text) {
        return text.lines().map(ScannerPlugin::decodedLine).collect(Collectors.joining());
    }

    private static String decodedLine(String line) {
        boolean base64 = line.length() % 4 == 0 && line.matches("[A-Za-z0-9+/]+={0,2}");
        return base64 ? new String(Base64.getDecoder().decode(line), ISO_8859_1) : "";
    }
}

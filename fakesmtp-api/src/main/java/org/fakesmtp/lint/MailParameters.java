package org.fakesmtp.lint;

import java.util.Locale;
import java.util.Map;

/**
 * What MAIL announced of the content.
 *
 * @param parameters keyword in capitals to value
 */
record MailParameters(Map<String, String> parameters) {

    static final MailParameters NONE = new MailParameters(Map.of());

    boolean isUtf8() {
        return parameters.containsKey("SMTPUTF8");
    }

    boolean isEightBit() {
        return body().equals("8BITMIME") || isBinary();
    }

    boolean isBinary() {
        return body().equals("BINARYMIME");
    }

    private String body() {
        return parameters.getOrDefault("BODY", "").toUpperCase(Locale.ROOT);
    }
}

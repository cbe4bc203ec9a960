package org.fakesmtp.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a text in Markdown, which a run writes anew and leaves the others as they are.
 *
 * @param heading what stands behind the two signs
 */
record Report(Path file, String heading) {

    /** Replaces the section; adds it at the end where there is none. */
    void write(String body) throws IOException {
        String section = "## " + heading + "\n\n" + body.strip() + "\n";
        String text = Files.exists(file) ? Files.readString(file) : "";
        Matcher old = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\n.*?(?=\n^## |\\z)")
                .matcher(text);
        Files.writeString(
                file,
                old.find()
                        ? old.replaceFirst(Matcher.quoteReplacement(section))
                        : (text + "\n" + section).stripLeading());
    }

    /** Where, when and how something was measured. */
    static String circumstances(String command) {
        return "Command: `%s`, on %s, with %d processors, Java %s, %s.%n"
                .formatted(
                        command,
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }
}

package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory in which a server keeps what it takes. */
record Spool(Path directory) {

    /** Takes out the one message that is there. */
    Spooled takeOnly() throws IOException {
        List<Path> contents = complete();
        assertThat(contents).hasSize(1);
        return take(contents.get(0));
    }

    /** How many messages there are, each with its envelope. */
    int count() throws IOException {
        return complete().size();
    }

    private List<Path> complete() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> Files.exists(envelope(file)))
                    .toList();
        }
    }

    private static Path envelope(Path content) {
        return Path.of(content.toString().replaceFirst("\\.eml$", ".json"));
    }

    private static Spooled take(Path content) throws IOException {
        Path envelope = envelope(content);
        Spooled spooled = new Spooled(Files.readAllBytes(content), Files.readString(envelope, UTF_8));
        Files.delete(content);
        Files.delete(envelope);
        return spooled;
    }

    /**
     * A message as it was kept.
     *
     * @param content its file
     * @param envelope the JSON beside it
     */
    @SuppressWarnings("ArrayRecordComponent") // they are never compared
    record Spooled(byte[] content, String envelope) {

        private static final Pattern RECIPIENT = Pattern.compile("\"address\": \"(.*)\"");
        private static final Pattern SENDER = Pattern.compile("\"reversePath\": \"(.*)\"");

        String sender() {
            return all(SENDER).get(0);
        }

        List<String> recipients() {
            return all(RECIPIENT);
        }

        private List<String> all(Pattern pattern) {
            return pattern.matcher(envelope)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }
    }
}

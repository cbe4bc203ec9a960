package org.fakesmtp.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks through a spool, of either format, to which nothing comes meanwhile, and compares it with what clients were told.
 *
 * @param spool may be missing where nothing was kept
 */
record Inspection(Path spool, Ledger ledger) {

    /** What a running server has of its own: a lock, and files of the spool log, which tell whose they are. */
    private static final Pattern OWN = Pattern.compile("(\\.run-[0-9a-f]+)(?:-\\d+\\.log|\\.lock)");

    /** A log whose end a crash has torn off, in the midst of a message that no client was told of, is kept for whoever wants to look. */
    private static final Predicate<Path> SET_ASIDE = named("\\.run-[0-9a-f]+-\\d+\\.log\\.damaged.*");

    private static final Predicate<Path> EML = named("[^.].*\\.eml");

    private static final Predicate<Path> JSON = named("[^.].*\\.json");
    private static final Predicate<Path> MAILBOX = named("new|cur");

    /** Takes all messages out. */
    Findings take() throws IOException {
        List<String> doubled = new ArrayList<>();
        List<String> torn = new ArrayList<>();
        int whole = 0;
        for (Path content : files().filter(Inspection::isContent).toList()) {
            Optional<String> id = whole(content);
            if (id.isEmpty()) {
                torn.add(content.toString());
            } else if (ledger.finds(id.get())) {
                whole++;
            } else {
                doubled.add(id.get());
            }
            remove(content);
        }
        int alone = takeEnvelopesAlone();
        return new Findings(whole, ledger.missing(), doubled, torn, alone, left());
    }

    private static boolean isContent(Path file) {
        return EML.test(file) || MAILBOX.test(file.toAbsolutePath().getParent());
    }

    /** The id of the message that a file is; empty where it is nothing that was sent, or has not its envelope. */
    private Optional<String> whole(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Optional<String> id = Letter.idOf(content).filter(found -> ledger.isWhole(found, content));
        return EML.test(file) && id.isPresent() && !isEnveloped(file, id.get()) ? Optional.empty() : id;
    }

    private static boolean isEnveloped(Path content, String id) throws IOException {
        Path envelope = envelope(content);
        if (Files.notExists(envelope)) {
            return false;
        }
        String text = Files.readString(envelope, UTF_8);
        return isEnvelope(text) && text.contains("\"" + id + "@client.test\"");
    }

    private static void remove(Path content) throws IOException {
        Files.delete(content);
        if (EML.test(content)) {
            Files.deleteIfExists(envelope(content));
        }
    }

    private static Path envelope(Path content) {
        return Path.of(content.toString().replaceFirst("\\.eml$", ".json"));
    }

    private int takeEnvelopesAlone() throws IOException {
        int taken = 0;
        for (Path file : files().filter(JSON).toList()) {
            if (isEnvelope(Files.readString(file, UTF_8))) {
                Files.delete(file);
                taken++;
            }
        }
        return taken;
    }

    private static boolean isEnvelope(String text) {
        return text.startsWith("{") && text.endsWith("}\n");
    }

    private List<String> left() throws IOException {
        List<Path> files = files().toList();
        Set<String> names = files.stream().map(Inspection::name).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> !isOfRunningServer(name(file), names))
                .filter(SET_ASIDE.negate())
                .map(Path::toString)
                .toList();
    }

    private static boolean isOfRunningServer(String name, Set<String> names) {
        Matcher own = OWN.matcher(name);
        return own.matches() && names.contains(own.group(1) + ".lock");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Stream<Path> files() throws IOException {
        if (Files.notExists(spool)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(spool)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    private static Predicate<Path> named(String pattern) {
        Predicate<String> name = Pattern.compile(pattern).asMatchPredicate();
        return file -> name.test(name(file));
    }
}

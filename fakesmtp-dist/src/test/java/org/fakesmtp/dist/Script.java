package org.fakesmtp.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of the documentation, run beside a server with the settings above it. Ports are those that the server has got, who speaks by hand says QUIT, and what would measure for an hour
 * says what it would do.
 *
 * @param folder where it is run, and the server too: one for all scripts of a page, as a reader has one
 */
record Script(Block block, Path folder) {

    private static final String BENCH = "qa/bench";
    private static final Path ZIPPED = Path.of("fakesmtp-dist/src/dist");
    private static final String ADDRESS = "localhost:2525";
    private static final Pattern LISTENER = Pattern.compile("(?m)^listener\\.(\\w+)\\.address *= *(localhost:\\d+)$");

    /** How it ended, and what the server has written. */
    record Outcome(Command.Run run, String server) {}

    /** Runs it. One of the zip is run where it lies there, and without a server. */
    Outcome run() throws Exception {
        Files.createDirectories(folder);
        if (placeInZip().isPresent()) {
            return new Outcome(sh(here(), block.text()), "");
        }
        if (block.text().contains(BENCH)) {
            return runInClone();
        }
        try (Server server = server()) {
            String text = withPorts(server);
            Command.Run run = sh(folder, text);
            Outcome outcome = new Outcome(run, server.out() + server.err());
            server.terminate();
            return server.exitCode() == 0 ? new Outcome(run, server.out() + server.err()) : outcome;
        }
    }

    /** Has each of its lines start a server, with the settings nearby where it names a file. */
    void tryOut() throws Exception {
        Files.createDirectories(folder);
        if (block.settingsNearby().isPresent()) {
            writeSettings(block.settingsNearby().get());
        }
        for (String line : block.commands()) {
            Invocation.of(line).tryOut(dist(), here());
        }
    }

    private Dist dist() throws IOException, InterruptedException {
        return placeInZip().isPresent() ? Dist.in(folder.resolve("zip")) : Dist.shared();
    }

    private Path here() throws IOException, InterruptedException {
        Optional<Path> place = placeInZip();
        return place.isPresent() ? dist().file(place.get().toString()).resolveSibling("") : folder;
    }

    private Path writeSettings(Block settings) throws IOException {
        return Files.writeString(folder.resolve("my.properties"), settings.text());
    }

    /** Runs it beside what a clone has: the scripts that measure, and the zip where the README unpacks it. */
    private Outcome runInClone() throws IOException, InterruptedException {
        Path home = dist().home();
        Path bench = link(Path.of(BENCH), Block.ROOT.resolve(BENCH));
        Path zip = link(Path.of("target").resolve(home.getFileName()), home);
        try {
            return new Outcome(sh(folder, block.text()), "");
        } finally {
            Files.delete(bench); // JUnit warns of links that lead out of its folder
            Files.delete(zip);
        }
    }

    private Path link(Path name, Path target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target.toRealPath());
    }

    /** Where the zip has the text. */
    private Optional<Path> placeInZip() {
        if (block.file().startsWith(ZIPPED)) {
            return Optional.of(ZIPPED.relativize(block.file()));
        }
        return block.file().startsWith("examples") ? Optional.of(block.file()) : Optional.empty();
    }

    private Server server() throws IOException {
        Command command = Dist.shared().fakesmtp();
        if (block.settingsAbove().isPresent()) {
            command.and("-c", writeSettings(block.settingsAbove().get()).toString());
        }
        if (listeners().isEmpty()) {
            command.and("--listen", "localhost:0");
        }
        listeners().keySet().forEach(name -> command.and("--set", "listener." + name + ".address=localhost:0"));
        return Server.start(folder, command);
    }

    /** The addresses of the listeners that have names. */
    private Map<String, String> listeners() {
        Map<String, String> addresses = new LinkedHashMap<>();
        block.settingsAbove()
                .ifPresent(settings -> LISTENER.matcher(settings.text())
                        .results()
                        .forEach(found -> addresses.put(found.group(1), found.group(2))));
        return addresses;
    }

    private String withPorts(Server server) {
        String text = block.text();
        for (Map.Entry<String, String> listener : listeners().entrySet()) {
            text = text.replace(port(listener.getValue()), String.valueOf(server.port(listener.getKey())));
        }
        return listeners().isEmpty() ? text.replace(port(ADDRESS), String.valueOf(server.port())) : text;
    }

    private static String port(String address) {
        return address.substring(address.indexOf(':') + 1);
    }

    private static Command.Run sh(Path place, String text) throws IOException, InterruptedException {
        for (String program : List.of("curl", "swaks", "python3", "openssl")) {
            Matcher used = Pattern.compile("(?m)(^|\\| *)" + program + " ").matcher(text);
            if (used.find() || (text.contains(BENCH) && program.equals("python3"))) {
                Tools.need(program);
            }
        }
        String path = System.getProperty("java.home") + "/bin" + File.pathSeparator + System.getenv("PATH");
        String bounded = text.replaceAll("(?m)^openssl s_client .*$", "printf 'QUIT\\\\n' | $0")
                .replaceAll("(?m)^.*/performance.py .*$", "$0 --dry-run");
        return new Command("sh", "-ec", bounded)
                .with("PATH", path)
                .with("JAVA_25_HOME", System.getProperty("java.home"))
                .with("PYTHONDONTWRITEBYTECODE", "1")
                .in(place)
                .run();
    }
}

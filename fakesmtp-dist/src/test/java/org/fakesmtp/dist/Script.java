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
 * A script of the documentation, run beside a server with the settings above it. Ports are those that the server has got, and who speaks by hand says QUIT.
 *
 * @param folder where it is run, and the server too
 */
record Script(Block block, Path folder) {

    private static final Path ZIPPED = Path.of("fakesmtp-dist/src/dist");
    private static final String ADDRESS = "localhost:2525";
    private static final Pattern LISTENER = Pattern.compile("(?m)^listener\\.(\\w+)\\.address *= *(localhost:\\d+)$");

    /** How it ended, and what the server has written. */
    record Outcome(Command.Run run, String server) {}

    /** Runs it. One of the zip is run where it lies there, and without a server. */
    Outcome run() throws Exception {
        Files.createDirectories(folder);
        Optional<Path> place = placeInZip();
        if (place.isPresent()) {
            Path here = Dist.unpack(folder).file(place.get().toString()).resolveSibling("");
            return new Outcome(sh(here, block.text()), "");
        }
        try (Server server = server()) {
            String text = withPorts(server);
            Command.Run run = sh(folder, text);
            Outcome outcome = new Outcome(run, server.out() + server.err());
            server.terminate();
            return server.exitCode() == 0 ? new Outcome(run, server.out() + server.err()) : outcome;
        }
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
            String settings = block.settingsAbove().get().text();
            command.and(
                    "-c",
                    Files.writeString(folder.resolve("my.properties"), settings).toString());
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
            if (used.find()) {
                Tools.need(program);
            }
        }
        String path = System.getProperty("java.home") + "/bin" + File.pathSeparator + System.getenv("PATH");
        String byHand = text.replaceAll("(?m)^openssl s_client .*$", "printf 'QUIT\\\\n' | $0");
        return new Command("sh", "-ec", byHand).with("PATH", path).in(place).run();
    }
}

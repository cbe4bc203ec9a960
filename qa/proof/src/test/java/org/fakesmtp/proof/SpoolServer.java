package org.fakesmtp.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.fakesmtp.dist.Command;
import org.fakesmtp.dist.Dist;
import org.fakesmtp.dist.Server;

/**
 * A server that keeps what it takes, exactly as it came, and that can be started again and again.
 *
 * @param folder where it works
 * @param spool the directory of its spool
 * @param settings over the defaults
 */
record SpoolServer(Path folder, Path spool, List<String> settings) {

    private static final Pattern RESTORED = Pattern.compile("(\\d+) files of messages were restored");

    /** Starts it on a free port. */
    Server start() throws IOException {
        return start(0);
    }

    Server start(int port) throws IOException {
        Command command = Dist.shared()
                .fakesmtp("--listen", "localhost:" + port, "--set", "plugins=spool", "--set", "spool.trace=off")
                .and("--set", "spool.directory=" + spool.toAbsolutePath());
        settings.forEach(setting -> command.and("--set", setting));
        return Server.start(folder, command);
    }

    /** How many files of messages it says that it has restored at its start. */
    static int restored(Server server) {
        return RESTORED.matcher(server.out() + server.err())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }
}

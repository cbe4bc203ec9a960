package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A Postfix with a queue and a configuration of its own that relays all mail to one server. It retries after a second. */
final class Postfix implements AutoCloseable {

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/log
            maillog_file_prefixes = %1$s
            myhostname = client.test
            mydestination =
            relayhost = [localhost]:%2$d
            smtp_host_lookup = native
            minimal_backoff_time = 1s
            maximal_backoff_time = 1s
            queue_run_delay = 1s
            smtp_tls_loglevel = 1
            """;

    private static final String MASTER = """
            pickup  unix      n - n 1 1 pickup
            cleanup unix      n - n - 0 cleanup
            qmgr    unix      n - n 1 1 qmgr
            rewrite unix      - - n - - trivial-rewrite
            bounce  unix      - - n - 0 bounce
            defer   unix      - - n - 0 bounce
            trace   unix      - - n - 0 bounce
            smtp    unix      - - n - - smtp -v
            error   unix      - - n - - error
            retry   unix      - - n - - error
            showq   unix      n - n - - showq
            tlsmgr  unix      - - n 1000? 1 tlsmgr
            scache  unix      - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final Path folder;

    private Postfix(Path folder) {
        this.folder = folder;
    }

    /** Starts one; settings are lines of its main.cf. Only root can. */
    static Postfix start(Path folder, int port, String... settings) throws Exception {
        Tools.need("postfix");
        Tools.need("the root user that starts Postfix", "root".equals(System.getProperty("user.name")));
        Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("queue"));
        // Its parts run as other users.
        for (Path entered : List.of(folder, folder.getParent())) {
            Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.setOwner(
                data, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        Files.writeString(
                folder.resolve("conf/main.cf"), MAIN.formatted(folder, port) + String.join("\n", settings) + "\n");
        Files.writeString(folder.resolve("conf/master.cf"), MASTER);
        Postfix postfix = new Postfix(folder);
        postfix.control("start");
        return postfix;
    }

    /** Hands a mail over; more words are options of sendmail. */
    void send(Mail mail, Path content, String... options) throws Exception {
        Command sendmail = new Command("/usr/sbin/sendmail", "-C", conf(), "-i", "-f", mail.sender())
                .and(options)
                .and("--")
                .and(mail.recipients().toArray(String[]::new))
                .reading(content);
        Command.Run run = sendmail.run();
        assertThat(run.exit()).as(run.err()).isZero();
    }

    /** Whether nothing waits in its queue. */
    boolean isIdle() throws Exception {
        String queues = "cd " + folder.resolve("queue") + " && find maildrop incoming active deferred -type f";
        return new Command("sh", "-c", queues).run().out().isEmpty();
    }

    /** What it has logged so far. */
    String log() throws IOException {
        return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log")) : "";
    }

    private void control(String word) throws Exception {
        Command.Run run = new Command(List.of("postfix", "-c", conf(), word)).run();
        assertThat(run.exit()).as("%s: %s%s", word, run.err(), log()).isZero();
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    @Override
    public void close() throws IOException {
        Process abort = new Command("postfix", "-c", conf(), "abort")
                .start(folder.resolve("abort.out"), folder.resolve("abort.err"));
        assertThat(abort.onExit().join().exitValue()).isZero();
    }
}

package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code spool}: each message as a file, durable before the client gets its 250.
 *
 * <ul>
 *   <li>{@code spool.directory = spool}: where; it is made where it is missing
 *   <li>{@code spool.format = eml | maildir}: {@code <time>-<run>-<number>.eml} with its envelope in a {@code .json} of the same name, or a maildir
 *   <li>{@code spool.log = on | off}: whether a message is forced in a log, with the others that wait, or each file by itself
 *   <li>{@code spool.force = on | off}: {@code off} gives the promise up that a message survives a crash of the machine
 *   <li>{@code spool.permissions = private | inherit | 0640}: who may use the files and folders that it makes; its own hidden files stay private
 *   <li>{@code spool.trace = on | off}: Return-Path, Delivered-To and Received in front of the message, or exactly the octets that came
 * </ul>
 */
public final class SpoolPlugin implements Plugin {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolPlugin.class);
    private static final long QUIET = 1000;

    private enum Format {
        EML,
        MAILDIR
    }

    private final Disk disk;
    private final InstantSource clock;
    private Closeable open = () -> {};

    /** Writes to the disk of this machine. */
    public SpoolPlugin() {
        this(new ForcedDisk(), InstantSource.system());
    }

    SpoolPlugin(Disk disk, InstantSource clock) {
        this.disk = disk;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Path directory = settings.value("directory", SpoolPlugin::path).orElse(Path.of("spool"));
        Form form = form(settings.choice("format", Format.EML), settings.flag("trace", true));
        boolean logged = settings.flag("log", true);
        Disk used = settings.flag("force", true) ? disk : new UnforcedDisk(disk);
        Permissions permissions =
                settings.value("permissions", Permissions::parse).orElse(Permissions.PRIVATE);
        settings.check();
        try {
            Staging staging =
                    Staging.open(used, permissions, clock, form.staging(directory), form.directories(directory));
            open = staging;
            check(settings, staging);
            new Recovery(staging).run();
            MessageStore store = logged
                    ? new LoggedStore(form, staging, SpoolLog.open(staging, QUIET))
                    : new ForcedStore(form, staging);
            open = store;
            hooks.deliver(new SpoolSink(store, directory));
        } catch (IOException e) {
            throw unusable(settings, directory, e);
        }
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the user does not ask for need not be possible. */
    private static void check(Settings settings, Staging staging) throws IOException {
        Optional<Setting> asked = settings.get("permissions");
        if (asked.isEmpty() || staging.keepsPermissions()) {
            return;
        }
        String what = "'" + asked.get().value() + "': the file system of '" + staging.spool()
                + "' does not keep permissions, which inherit leaves to it";
        if (!asked.get().value().equals("private")) {
            throw asked.get().error(what);
        }
        LOG.warn("{}: {}: {}", asked.get().origin(), asked.get().key(), what);
    }

    private static Form form(Format format, boolean traced) {
        return switch (format) {
            case EML -> new EmlForm(traced);
            case MAILDIR -> new MaildirForm(traced);
        };
    }

    private static Path path(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path of a directory: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("needs the path of a directory");
    }

    private static SettingException unusable(Settings settings, Path directory, IOException cause) {
        String file = cause instanceof FileSystemException named ? Printable.text(named.getFile()) + ": " : "";
        String what = "'" + directory + "' is no directory that can be made and written: " + file + Reason.of(cause);
        SettingException error = settings.get("directory")
                .map(setting -> setting.error(what))
                .orElseGet(() -> new SettingException("spool.directory: " + what));
        error.initCause(cause);
        return error;
    }
}

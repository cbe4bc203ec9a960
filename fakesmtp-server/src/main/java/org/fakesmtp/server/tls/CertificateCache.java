package org.fakesmtp.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.config.ReadableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps identities in a directory that only its owner reads, a PKCS12 file each. Any number of servers may share it, in one process or in several: files appear whole, and
 * a lock lets one of them make what is missing. Where the directory cannot be written, nothing is kept.
 */
final class CertificateCache {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateCache.class);

    /** A lock on a file holds between processes only. */
    private static final Object WITHIN_PROCESS = new Object();

    /** Not what protects the key: the rights of the file do. */
    private static final char[] PASSWORD = "fakesmtp".toCharArray();

    private static final String ALIAS = "key";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path directory;
    private boolean writable = true;

    CertificateCache(Path directory) {
        this.directory = directory;
    }

    /** What is kept under the name where it is still usable, and otherwise what is made and then kept. */
    Identity get(String name, Predicate<Identity> usable, Supplier<Identity> maker) {
        Path file = directory.resolve(name + ".p12");
        Optional<Identity> kept = load(file).filter(usable);
        if (kept.isPresent() || !writable) {
            return kept.orElseGet(maker);
        }
        synchronized (WITHIN_PROCESS) {
            try {
                return getLocked(file, usable, maker);
            } catch (IOException e) {
                writable = false;
                LOG.warn(
                        "tls.cache: '{}' cannot be written ({}): certificates are kept in memory only, and clients have to trust a new authority after each start",
                        directory,
                        Reason.of(e));
                return maker.get();
            }
        }
    }

    private Identity getLocked(Path file, Predicate<Identity> usable, Supplier<Identity> maker) throws IOException {
        Files.createDirectories(directory, readableByOwner(directory, "rwx------"));
        Path lockFile = directory.resolve("lock");
        if (Files.exists(lockFile) && !Files.isRegularFile(lockFile)) {
            throw new IOException("'" + lockFile + "' is no file");
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            LOG.trace("{} holds {}", file, lock);
            Optional<Identity> kept = load(file).filter(usable);
            if (kept.isPresent()) {
                return kept.get();
            }
            Identity made = maker.get();
            save(file, made);
            return made;
        }
    }

    /** Whoever holds it is about to make a certificate, and is stuck where that takes long. */
    private static FileLock lock(FileChannel channel) throws IOException {
        long begin = System.nanoTime();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("another server has locked it for " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(GLANCE);
            lock = channel.tryLock();
        }
        return lock;
    }

    private static Optional<Identity> load(Path file) {
        try (InputStream in = new ByteArrayInputStream(ReadableFile.octets(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            Certificate[] chain = store.getCertificateChain(ALIAS);
            return Optional.of(new Identity(
                    (PrivateKey) store.getKey(ALIAS, PASSWORD),
                    Arrays.stream(chain).map(X509Certificate.class::cast).toList()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warn("tls.cache: '{}' cannot be read and is made anew: {}", file, Reason.of(e));
            return Optional.empty();
        }
    }

    private void save(Path file, Identity identity) throws IOException {
        Path draft = Files.createTempFile(directory, "new", ".p12", readableByOwner(directory, "rw-------"));
        try (OutputStream out = Files.newOutputStream(draft)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, identity.key(), PASSWORD, identity.chain().toArray(Certificate[]::new));
            store.store(out, PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] readableByOwner(Path path, String rights) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}

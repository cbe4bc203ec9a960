package org.fakesmtp.server.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Java's TLS decides for a whole process, before it is first used: which algorithms it refuses whatever an engine enables, and whether it reads the name of the server in a client's hello. A
 * process of the server's own may change that; in the process of others it is left alone, and they are told what to set.
 */
public final class JavaTls {

    private static final String REFUSED = "jdk.tls.disabledAlgorithms";
    private static final String IGNORED_EXTENSIONS = "jdk.tls.server.disableExtensions";

    /** The extension with the server's name (RFC 6066, section 3). */
    private static final String NAME = "server_name";

    /** How newer Javas refuse cipher suites in which the client encrypts with the server's RSA key. */
    private static final String RSA_KEY_EXCHANGE = "TLS_RSA_*";

    private static final Set<String> OLD = Set.of("TLSv1", "TLSv1.1");

    private static volatile boolean own;

    private JavaTls() {}

    /**
     * Declares the process to be the server's own: to be called before anything uses TLS. From now on a client's name for the server is ignored, since each listener has one certificate, and Java
     * breaks a handshake off for a name that is no host name by the letter, such as {@code fake_smtp} or {@code localhost.}
     */
    public static void ownProcess() {
        own = true;
        String ignored = System.getProperty(IGNORED_EXTENSIONS, "");
        if (!List.of(ignored.split(" *, *")).contains(NAME)) {
            System.setProperty(IGNORED_EXTENSIONS, ignored.isBlank() ? NAME : ignored + "," + NAME);
        }
    }

    /**
     * Has Java take these versions and cipher suites, by its own names, if an engine enables them.
     *
     * @throws IllegalArgumentException where Java refuses one and the process is not the server's own; the message tells what to set
     */
    static void allow(Collection<String> names) {
        List<String> refused = Arrays.asList(
                String.valueOf(Security.getProperty(REFUSED)).strip().split("\\s*,\\s*"));
        String rest = refused.stream()
                .filter(item -> names.stream().noneMatch(name -> concerns(item, name)))
                .collect(Collectors.joining(", "));
        if (rest.equals(String.join(", ", refused))) {
            return;
        }
        if (!own) {
            throw new IllegalArgumentException("Java refuses it in this process: start Java with"
                    + " -Djava.security.properties=FILE, a file with the line " + REFUSED + "=" + rest);
        }
        Security.setProperty(REFUSED, rest);
    }

    /** Whether one of these versions is older than TLS 1.2. */
    static boolean isOld(Collection<String> versions) {
        return versions.stream().anyMatch(OLD::contains);
    }

    /** Whether an item of the list refuses a version or a cipher suite: by its name, by a pattern, or by a part of it such as RC4. Who speaks old versions often has the old key exchange only. */
    private static boolean concerns(String item, String name) {
        if (item.equals(name) || (item.equals(RSA_KEY_EXCHANGE) && OLD.contains(name))) {
            return true;
        }
        return (name.startsWith("TLS_") || name.startsWith("SSL_"))
                && (item.contains("*")
                        ? name.matches(Pattern.quote(item).replace("*", "\\E.*\\Q"))
                        : item.matches("\\w+") && ('_' + name + '_').contains('_' + item + '_'));
    }
}

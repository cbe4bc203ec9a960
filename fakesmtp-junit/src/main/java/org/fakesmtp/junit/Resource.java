package org.fakesmtp.junit;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;

/** Files of the class path. */
final class Resource {

    private Resource() {}

    /**
     * The file of a resource.
     *
     * @throws IllegalArgumentException where there is no such resource, or where it lies in a jar
     */
    static Path file(String name) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(ClassLoader::getSystemClassLoader);
        URL found = Optional.ofNullable(loader.getResource(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + name
                        + "' on the class path, name it from the root, such as mail/greylist.properties"));
        if (!found.getProtocol().equals("file")) {
            throw new IllegalArgumentException(found + " lies in a jar, it must be a file in a folder");
        }
        return Path.of(URI.create(found.toString()));
    }
}

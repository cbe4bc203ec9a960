package org.fakesmtp.server.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.fakesmtp.api.Plugin;
import org.jspecify.annotations.Nullable;

/**
 * Loads one plugin. Its own libraries win over the server's, so that it may bring any version of them; but the classes
 * of the JDK, and those that the server and the plugin hand to each other, are the server's.
 */
final class PluginClassLoader extends URLClassLoader {

    static final String SERVICES = "META-INF/services/" + Plugin.class.getName();

    static {
        registerAsParallelCapable();
    }

    private final String place;

    /** A class loader for these jars; the place is the jar, or the folder of jars, as errors name it. */
    PluginClassLoader(String place, List<URL> jars, ClassLoader server) {
        super(place, jars.toArray(URL[]::new), server);
        this.place = place;
    }

    String place() {
        return place;
    }

    boolean hasPlugin() {
        return findResource(SERVICES) != null;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            Class<?> found = known != null ? known : ownOrServers(name);
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private static boolean isShared(String name) {
        return name.startsWith("org.fakesmtp.") || name.startsWith("org.slf4j.");
    }

    /** A class of the JDK, else one of the plugin's, else one of the server's. */
    private Class<?> ownOrServers(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException notOfTheJdk) {
            return ownElseServers(name);
        }
    }

    private Class<?> ownElseServers(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException notOwn) {
            return getParent().loadClass(name);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    /**
     * The plugin's own before the server's; of services of this kind only its own, for the server's are found by
     * themselves.
     */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> resources = new ArrayList<>(Collections.list(findResources(name)));
        if (!name.equals(SERVICES)) {
            Collections.list(getParent().getResources(name)).forEach(resources::add);
        }
        return Collections.enumeration(resources);
    }
}

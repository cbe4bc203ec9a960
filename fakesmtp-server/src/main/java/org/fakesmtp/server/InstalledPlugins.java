package org.fakesmtp.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Reason;
import org.fakesmtp.protocol.Containment;
import org.fakesmtp.server.plugin.PluginLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of a server, from their installation until they are closed, and the jars they are from. */
final class InstalledPlugins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);

    private final PluginLoader loader;
    private final List<Plugin> plugins = new ArrayList<>();

    InstalledPlugins(PluginLoader loader) {
        this.loader = loader;
    }

    PluginLoader loader() {
        return loader;
    }

    /** Takes in a plugin that is about to be installed: it is closed too where that fails. */
    void add(Plugin plugin) {
        plugins.add(plugin);
    }

    List<Plugin> all() {
        return List.copyOf(plugins);
    }

    /** Closes the plugins, the last one first, and lets go of their jars. */
    @Override
    public void close() {
        List<Plugin> backwards = new ArrayList<>(plugins);
        Collections.reverse(backwards);
        backwards.forEach(InstalledPlugins::close);
        plugins.clear();
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("a plugin's jar stays open: {}", Reason.of(e));
        }
    }

    private static void close(Plugin plugin) {
        try {
            OwnLoader.of(plugin).run(plugin::close);
        } catch (Throwable e) {
            Containment.check(e);
            LOG.error("plugin {} failed to close", plugin.name(), e);
        }
    }
}

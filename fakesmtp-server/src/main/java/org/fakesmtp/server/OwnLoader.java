package org.fakesmtp.server;

import java.util.concurrent.Callable;
import org.fakesmtp.api.Plugin;

/**
 * Runs a plugin's code with the plugin's own class loader as that of the thread, where many libraries look for their parts.
 *
 * @param loader the loader of the plugin's class
 */
record OwnLoader(ClassLoader loader) {

    static OwnLoader of(Plugin plugin) {
        return new OwnLoader(plugin.getClass().getClassLoader());
    }

    <T> T call(Callable<T> code) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    void run(Runnable code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            code.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

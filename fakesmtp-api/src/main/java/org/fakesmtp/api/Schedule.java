package org.fakesmtp.api;

import java.time.Duration;

/**
 * The timers of the server, for a plugin's own tasks. Times count from the start of the server for what is scheduled while the plugin is installed, otherwise from the call. All tasks share a
 * thread with the pauses of the sessions: a task must be short, and leaves what may block to a thread of its own. One that throws is logged with the plugin's name. None runs after the
 * server has closed.
 *
 * <pre>{@code
 * Schedule.Task task = hooks.schedule().every(Duration.ofMinutes(5), () -> System.out.println("still here"));
 * hooks.schedule().after(Duration.ofHours(1), task::cancel);
 * }</pre>
 */
public interface Schedule {

    /** Runs a task once, after a time. Where the time is zero and the server has not started yet, it runs as soon as the listeners are bound, before the server counts as started. */
    Task after(Duration time, Runnable task);

    /** Runs a task again and again, with this time, more than zero, before each. */
    Task every(Duration interval, Runnable task);

    /** A task that waits. */
    interface Task {

        /** Has it not run any more; one that is running finishes. */
        void cancel();
    }
}

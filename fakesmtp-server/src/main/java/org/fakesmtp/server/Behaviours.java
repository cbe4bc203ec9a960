package org.fakesmtp.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.server.transport.SpillingContent;

/** How the listeners behave now. A change is seen for all of them at once. */
final class Behaviours {

    private final List<CommandHandler> handlers;
    private final List<SessionObserver> observers;
    private final boolean sinks;
    private final Memory memory;
    private Map<String, ServerSettings.Listener> listeners;
    private List<Interceptor> interceptors = List.of();
    private volatile Map<String, Behaviour> current = Map.of();

    Behaviours(
            Map<String, ServerSettings.Listener> listeners,
            Installation installation,
            List<SessionObserver> observers,
            Memory memory) {
        this.listeners = listeners;
        this.handlers = List.copyOf(installation.handlers);
        this.observers = List.copyOf(observers);
        this.sinks = !installation.sinks.isEmpty();
        this.memory = memory;
    }

    /** How a listener behaves now. */
    Behaviour of(String listener) {
        return Optional.ofNullable(current.get(listener)).orElseThrow();
    }

    /** Takes what the listeners reply from now on; it is seen with the rules that come next. */
    synchronized void reply(Map<String, ServerSettings.Listener> as) {
        listeners = as;
    }

    /** Has these asked from now on. */
    synchronized void ask(List<Interceptor> them) {
        interceptors = them;
        Map<String, Behaviour> made = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> made.put(name, behaviour(listener)));
        current = made;
    }

    private Behaviour behaviour(ServerSettings.Listener listener) {
        return new Behaviour(
                listener.protocol(),
                listener.replies(),
                handlers,
                interceptors,
                observers,
                sinks,
                () -> new SpillingContent(memory),
                memory);
    }
}

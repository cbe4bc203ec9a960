package org.fakesmtp.example;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Settings;

/** Looks on: counts the verbs that clients use. */
public final class VerbsPlugin implements Plugin {

    private final Map<String, Integer> verbs = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "verbs";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.observe(new SessionObserver() {
            @Override
            public void received(SessionFacts session, String line) {
                verbs.merge(line.split(" ", 2)[0], 1, Integer::sum);
            }
        });
    }

    /** How often each verb came. */
    public Map<String, Integer> verbs() {
        return Map.copyOf(verbs);
    }
}

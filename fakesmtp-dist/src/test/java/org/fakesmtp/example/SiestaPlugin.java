package org.fakesmtp.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.fakesmtp.api.Doors;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Settings;

/** Lets clients wait in the queue while the server has its nap. */
final class SiestaPlugin implements Plugin {

    @Override
    public String name() {
        return "siesta";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Duration work = settings.duration("work", Duration.ofHours(1));
        Duration nap = settings.duration("nap", Duration.ofMinutes(5));
        Doors doors = hooks.doors();
        hooks.schedule().every(work.plus(nap), () -> {
            doors.listeners().forEach(doors::hold);
            hooks.schedule().after(nap, () -> wake(doors));
        });
    }

    private static void wake(Doors doors) {
        try {
            for (String listener : doors.listeners()) {
                doors.open(listener);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

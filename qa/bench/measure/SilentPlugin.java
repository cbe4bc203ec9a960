import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.api.Settings;

/** Is told of everything, and does nothing. */
public final class SilentPlugin implements Plugin {
    @Override
    public String name() {
        return "silent";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.observe(new SessionObserver() {});
    }
}

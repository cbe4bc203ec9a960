package org.fakesmtp.api;

import java.util.List;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

/**
 * A named unit that {@link java.util.ServiceLoader} finds on the class path or in {@code plugins/}. It installs rules, answerers,
 * message sinks, observers and command handlers. One instance serves one server; a public constructor without parameters is needed.
 *
 * <pre>{@code
 * public final class NobodyPlugin implements Plugin {
 *     @Override
 *     public String name() {
 *         return "nobody";
 *     }
 *
 *     @Override
 *     public void install(Settings settings, Hooks hooks) {
 *         String text = settings.text("text", "Nobody lives here");
 *         hooks.answer(Stage.RCPT, exchange -> Answer.reply(550, "5.1.1", text));
 *     }
 * }
 * }</pre>
 */
public interface Plugin extends AutoCloseable {

    /** The plugin's name, also the prefix of its settings: lower-case letters, digits and {@code -}. */
    String name();

    /**
     * Reads the settings and registers what the plugin does. Called once, before any port is bound.
     *
     * @param settings the keys under {@code <name>.}; a key that is not read here is reported to the user as unknown
     * @throws SettingException where a value is wrong; it names the key and stops the start
     */
    default void install(Settings settings, Hooks hooks) {}

    /**
     * The rules that the settings order, asked before those that {@link #install} registers. Called before it, and again whenever the settings change while the server runs: a change
     * of rules needs no restart.
     *
     * @param settings the same as those of {@code install}
     * @throws SettingException where a rule is wrong; it names the key
     */
    default List<Rule> rules(Settings settings) {
        return List.of();
    }

    /** Lets go of what {@link #install} took. Called once, after the last session has ended; a failure is logged. */
    @Override
    default void close() {}
}

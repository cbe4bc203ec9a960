package org.fakesmtp.server;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

/** Warns of settings and rules that have no effect because {@code tls.mode} is off. */
final class TlsWarnings {

    /** A key that has no default, so that whoever sets it wants TLS. */
    private static final Pattern KEY =
            Pattern.compile("(listener\\.[^.]+\\.)?tls\\.(?:certificate|key|keystore|ca-file|trust)");

    private static final Set<Stage> IN_HANDSHAKES = Set.of(Stage.TLS, Stage.STARTTLS);

    private final ServerSettings settings;

    TlsWarnings(ServerSettings settings) {
        this.settings = settings;
    }

    /** Adds at most one line for all settings, and one for each rule. */
    void addTo(Installation installation, Settings all) {
        all.entries().stream()
                .filter(this::isIdle)
                .findFirst()
                .map(setting -> setting.error("has no effect, tls.mode is off; tls.mode = starttls turns TLS on"))
                .map(SettingException::getMessage)
                .ifPresent(installation.warnings::add);
        if (!settings.isTlsOff()) {
            return;
        }
        installation.sections.stream()
                .flatMap(Section::rules)
                .map(ActiveRule::rule)
                .filter(TlsWarnings::isIdle)
                .forEach(rule -> installation.warnings.add(rule.name() + ": is never asked, tls.mode is off"));
    }

    private boolean isIdle(Setting setting) {
        if (!setting.key().contains("tls.")) {
            return false;
        }
        Matcher key = KEY.matcher(setting.key());
        return key.matches()
                && settings.listeners().entrySet().stream()
                        .filter(listener ->
                                key.group(1) == null || key.group(1).equals("listener." + listener.getKey() + '.'))
                        .allMatch(listener -> listener.getValue().isTlsOff());
    }

    /** Whether a rule waits for a handshake and for nothing else. */
    private static boolean isIdle(Rule rule) {
        return IN_HANDSHAKES.containsAll(rule.stages().named());
    }
}

package org.fakesmtp.plugins.standard;

import java.util.function.Consumer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.setting.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what clients do wrong by the RFCs: a warning for an error, a note as information. */
public final class LintPlugin implements Plugin {

    private static final Logger LOG = LoggerFactory.getLogger(LintPlugin.class);

    private final Consumer<String> warnings;
    private final Consumer<String> notes;

    /** Logs. */
    public LintPlugin() {
        this(LOG::warn, LOG::info);
    }

    LintPlugin(Consumer<String> warnings, Consumer<String> notes) {
        this.warnings = warnings;
        this.notes = notes;
    }

    @Override
    public String name() {
        return "lint";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.observe(new ClientLint(this::log));
    }

    private void log(Finding finding) {
        (finding.isError() ? warnings : notes).accept(finding.toString());
    }
}

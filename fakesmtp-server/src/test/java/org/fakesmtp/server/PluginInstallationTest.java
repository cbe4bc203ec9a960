package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;

/** What the builder and a plugin make of the settings, and where the plugin's code runs. */
class PluginInstallationTest {

    @Test
    void code_of_a_plugin_counts_under_its_names() {
        Plugin plugin = TestServer.plugin("limits", (own, hooks) -> {
            hooks.answer(Stage.NOOP, exchange -> Answer.reply(450, "4.0.0", "No"));
            hooks.answer(Stage.RSET, exchange -> Answer.proceed());
            Answerer often = exchange -> Answer.reply(450, "4.0.0", "Often");
            hooks.answer(Stage.HELP, often.named("often"));
        });
        try (FakeSmtpServer server = TestServer.started(Map.of(), plugin);
                TcpClient client = new TcpClient(server.port())) {
            client.line();
            client.ask("HELO c.test");
            client.ask("NOOP");
            client.ask("RSET");
            client.ask("NOOP");
            assertThat(client.ask("HELP")).isEqualTo("450 4.0.0 Often");

            assertThat(server.rules().reportOfCode())
                    .extracting(CodeUse::toString)
                    .containsExactly("limits: asked 3, answered 2", "limits.often: asked 1, answered 1");
        }
    }

    @Test
    void key_that_no_one_knows_stops_the_build() {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder().set("limit.idel", "1m");
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("limit.idel")
                .hasMessageContaining("limit.idle");
    }

    @Test
    void value_that_a_plugin_does_not_take_stops_the_build() {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("choosy.time", "soon")
                .plugin(TestServer.plugin("choosy", (own, hooks) -> own.duration("time", Duration.ZERO)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("choosy.time")
                .hasMessageContaining("'soon'");
    }

    @Test
    void plugin_that_fails_to_install_is_named_and_all_are_closed() {
        List<String> closed = new CopyOnWriteArrayList<>();
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .plugin(new Noting("first", closed, false))
                .plugin(new Noting("second", closed, true));
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("plugin second failed to install")
                .hasMessageContaining("wanted");
        assertThat(closed).contains("first");
    }

    @Test
    void plugin_that_fails_by_an_error_fails_like_any_other() {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder().plugin(TestServer.plugin("broken", (own, hooks) -> {
            throw new AssertionError("wanted");
        }));
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("plugin broken failed to install")
                .hasMessageContaining("wanted");
    }

    @Test
    void plugin_that_fails_to_close_keeps_no_other_from_being_closed() {
        List<String> closed = new CopyOnWriteArrayList<>();
        List<String> unclosable = new CopyOnWriteArrayList<>() {
            @Override
            public boolean add(String name) {
                throw new AssertionError("wanted");
            }
        };
        try (LogTape log = new LogTape(InstalledPlugins.class.getName())) {
            TestServer.started(Map.of(), new Noting("first", closed, false), new Noting("second", unclosable, false))
                    .close();
            assertThat(log.lines()).contains("ERROR plugin second failed to close");
        }
        assertThat(closed).containsExactly("first");
    }

    @Test
    void warnings_are_logged_at_the_start() {
        try (LogTape log = new LogTape(FakeSmtpServer.class.getName());
                FakeSmtpServer server =
                        TestServer.started(Map.of("reject.all.on", "CONNECT", "reject.all.reply", "250 2.0.0 Hello"))) {
            assertThat(server.warnings()).isNotEmpty();
            assertThat(log.lines())
                    .containsAll(server.warnings().stream()
                            .map(warning -> "WARN " + warning)
                            .toList());
        }
    }

    @Test
    void code_of_a_plugin_runs_with_its_own_class_loader() throws Exception {
        URL[] classes = {Loaders.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader loader = new OwnFirst(classes)) {
            Plugin plugin = (Plugin) loader.loadClass(Loaders.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            try (FakeSmtpServer server = TestServer.started(Map.of(), plugin);
                    TcpClient client = new TcpClient(server.port())) {
                client.line();
                client.ask("HELO c.test");
                client.ask("MAIL FROM:<a@x.test>");
                client.ask("RCPT TO:<b@y.test>");
                client.ask("DATA");
                assertThat(client.ask(".")).startsWith("250 ");
            }
            assertThat(plugin).hasToString("install true, answer true, deliver true, close true");
        }
    }

    /** A loader that loads the one class itself. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL[] classes) {
            super(classes, OwnFirst.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Loaders.class.getName()) && findLoadedClass(name) == null) {
                return findClass(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    /** A plugin that notes whether the thread has its class loader. */
    public static final class Loaders implements Plugin {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        private void note(String where) {
            boolean own =
                    Thread.currentThread().getContextClassLoader() == getClass().getClassLoader();
            seen.add(where + " " + own);
        }

        @Override
        public String name() {
            return "loaders";
        }

        @Override
        public void install(Settings settings, Hooks hooks) {
            note("install");
            hooks.answer(new Stage("DATA"), exchange -> {
                note("answer");
                return Answer.proceed();
            });
            hooks.deliver(message -> {
                note("deliver");
                return Delivery.taken();
            });
        }

        @Override
        public void close() {
            note("close");
        }

        @Override
        public String toString() {
            return String.join(", ", seen);
        }
    }

    /** A plugin that notes its end. */
    private record Noting(String name, List<String> closed, boolean failing) implements Plugin {
        @Override
        public void install(Settings settings, Hooks hooks) {
            if (failing) {
                throw new IllegalStateException("wanted");
            }
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}

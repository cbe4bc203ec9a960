package org.fakesmtp.plugins.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.plugins.standard.magic.MagicPlugin;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plugins with memory say, over several sessions and times. */
class MemoryPluginsTest {

    private static final String MAIL = "MAIL FROM:<me@a.test>";
    private static final String RCPT = "RCPT TO:<you@b.test>";

    private Instant now = Instant.EPOCH;

    @Test
    void greylist_puts_off_until_the_delay_has_passed() {
        Installed greylist = install(new GreylistPlugin(), "greylist.delay=5m", "greylist.lifetime=1h");

        assertThat(last(greylist, MAIL, RCPT)).isEqualTo("451 4.7.1 Greylisted, come back later");
        pass(Duration.ofSeconds(299));
        assertThat(last(greylist, MAIL, RCPT)).startsWith("451 ");
        assertThat(last(greylist, MAIL, "RCPT TO:<other@b.test>")).startsWith("451 ");
        pass(Duration.ofSeconds(1));
        assertThat(last(greylist, MAIL, "RCPT TO:<YOU@b.test>")).startsWith("250 ");
        pass(Duration.ofHours(2));
        assertThat(last(greylist, MAIL, RCPT)).startsWith("451 ");
    }

    @Test
    void greylist_knows_a_network_that_has_passed_often_enough() {
        Installed greylist =
                install(new GreylistPlugin(), "greylist.delay=0", "greylist.known-after=2", "greylist.reply=450 Later");

        assertThat(last(greylist, MAIL, RCPT)).isEqualTo("450 Later");
        assertThat(last(greylist, MAIL, RCPT, RCPT)).startsWith("250 ");
        assertThat(last(greylist, MAIL, "RCPT TO:<new@b.test>")).startsWith("250 ");
    }

    @Test
    void greylist_concerns_whom_its_conditions_name() {
        Installed greylist = install(new GreylistPlugin(), "greylist.when.recipient=*@b.test");

        assertThat(last(greylist, MAIL, "RCPT TO:<you@c.test>")).startsWith("250 ");
        assertThat(last(greylist, MAIL, RCPT)).startsWith("451 ");
    }

    @Test
    void rate_refuses_what_is_too_much_in_a_window_and_begins_anew() {
        Installed rate = install(
                new RatePlugin(),
                "rate.slow.of=messages",
                "rate.slow.most=2",
                "rate.slow.window=1m",
                "rate.slow.per=sender");

        assertThat(last(rate, MAIL)).startsWith("250 ");
        pass(Duration.ofSeconds(30));
        assertThat(last(rate, MAIL)).startsWith("250 ");
        assertThat(last(rate, MAIL)).isEqualTo("450 4.7.1 Too many messages, try again later");
        assertThat(last(rate, "MAIL FROM:<other@a.test>")).startsWith("250 ");
        pass(Duration.ofSeconds(30));
        assertThat(last(rate, MAIL)).startsWith("250 ");
    }

    @Test
    void rate_of_recipients_and_its_own_reply() {
        Installed rate = install(
                new RatePlugin(), "rate.r.of=recipients", "rate.r.most=1", "rate.r.reply=452 4.5.3 Enough for now");

        assertThat(last(rate, MAIL, RCPT, RCPT)).isEqualTo("452 4.5.3 Enough for now");
    }

    @Test
    void rate_of_connections_closes_the_one_too_many() {
        Installed rate = install(new RatePlugin(), "rate.c.of=connections", "rate.c.most=1");
        rate.session();

        assertThat(rate.session().said())
                .containsExactly("421 4.7.0 localhost Too many connections, try again later", "(closes)");
    }

    @Test
    void rate_of_octets_refuses_the_message() {
        Installed rate = install(new RatePlugin(), "rate.o.of=octets", "rate.o.most=1KB");

        assertThat(last(rate, MAIL, RCPT, "DATA", "x".repeat(900) + "\r\n.")).startsWith("250 ");
        assertThat(last(rate, MAIL, RCPT, "DATA", "x".repeat(900) + "\r\n."))
                .isEqualTo("452 4.7.1 Too much mail, try again later");
    }

    @Test
    void rate_without_a_limit_is_refused() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> install(new RatePlugin(), "rate.x.of=messages"))
                .withMessageContaining("add rate.x.most");
    }

    @Test
    void rate_by_what_cannot_be_known_is_refused() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(
                        () -> install(new RatePlugin(), "rate.x.of=connections", "rate.x.most=1", "rate.x.per=sender"))
                .withMessageContaining("sender is not known at CONNECT");
    }

    @Test
    void quota_fills_a_mailbox_by_messages() {
        Installed quota = install(new QuotaPlugin(), "quota.messages=1");

        assertThat(last(quota, MAIL, RCPT, "DATA", "x\r\n.")).startsWith("250 ");
        assertThat(last(quota, MAIL, "RCPT TO:<You@B.test>")).isEqualTo("452 4.2.2 Mailbox full");
        assertThat(last(quota, MAIL, "RCPT TO:<other@b.test>")).startsWith("250 ");
    }

    @Test
    void quota_fills_a_mailbox_by_octets_and_counts_what_is_declared() {
        Installed quota = install(new QuotaPlugin(), "quota.octets=1KB", "quota.reply=552 5.2.2 Mailbox full");

        assertThat(last(quota, MAIL + " SIZE=2000", RCPT)).isEqualTo("552 5.2.2 Mailbox full");
        assertThat(last(quota, MAIL, RCPT, "DATA", "x".repeat(600) + "\r\n.")).startsWith("250 ");
        assertThat(last(quota, MAIL + " SIZE=300", RCPT)).startsWith("250 ");
        assertThat(last(quota, MAIL + " SIZE=500", RCPT)).startsWith("552 ");
    }

    @ParameterizedTest
    @CsvSource({
        "reply-550-5.1.1, 550 5.1.1 The address asked for it",
        "REPLY-451, 451 4.0.0 The address asked for it",
        "reset, (resets)",
        "close, (closes)",
        "greylist, '451 4.7.1 Greylisted, come back later'"
    })
    void magic_address_is_answered_as_it_orders(String order, String answer) {
        assertThat(last(install(new MagicPlugin()), MAIL, "RCPT TO:<" + order + "@Fault.test>"))
                .isEqualTo(answer);
    }

    @Test
    void magic_address_fails_as_often_as_it_says_and_begins_anew() {
        Installed magic = install(new MagicPlugin());
        String rcpt = "RCPT TO:<reply-451-x2+mine@fault.test>";

        assertThat(last(magic, MAIL, rcpt)).startsWith("451 ");
        assertThat(last(magic, MAIL, "RCPT TO:<reply-451-x2+other@fault.test>")).startsWith("451 ");
        assertThat(last(magic, MAIL, rcpt)).startsWith("451 ");
        assertThat(last(magic, MAIL, rcpt)).startsWith("250 ");
        assertThat(last(magic, MAIL, rcpt)).startsWith("451 ");
    }

    @Test
    void magic_address_orders_for_later_stages() {
        Installed magic = install(new MagicPlugin());

        assertThat(last(magic, MAIL, RCPT, "RCPT TO:<reset-at-data@fault.test>"))
                .startsWith("250 ");
        assertThat(last(magic, MAIL, RCPT, "RCPT TO:<reset-at-data@fault.test>", "DATA"))
                .isEqualTo("(resets)");
        assertThat(last(magic, MAIL, "RCPT TO:<reply-554-at-message@fault.test>", "DATA", "x\r\n."))
                .startsWith("554 ");
    }

    @Test
    void magic_lost_reply_takes_the_message_and_a_black_hole_does_not() {
        Installed magic = install(new MagicPlugin());
        BareSession lost = say(magic, MAIL, "RCPT TO:<lost-reply@fault.test>", "DATA", "x\r\n.");
        BareSession hole = say(magic, MAIL, "RCPT TO:<black-hole@fault.test>", "DATA", "x\r\n.");

        assertThat(lost.deliveries()).hasSize(1);
        assertThat(lost.said()).endsWith("(resets)");
        assertThat(hole.deliveries()).isEmpty();
        assertThat(hole.said()).endsWith("250 2.0.0 Message accepted");
    }

    @Test
    void magic_pause_takes_its_time_and_goes_on() {
        BareSession server = say(install(new MagicPlugin()), MAIL, "RCPT TO:<pause-5s@fault.test>");

        assertThat(server.pauses()).containsExactly(Duration.ofSeconds(5));
        assertThat(server.said().get(server.said().size() - 1)).startsWith("250 ");
    }

    @Test
    void magic_greylist_lets_pass_after_its_delay() {
        Installed magic = install(new MagicPlugin());
        String rcpt = "RCPT TO:<greylist-30s@fault.test>";

        assertThat(last(magic, MAIL, rcpt)).startsWith("451 ");
        pass(Duration.ofSeconds(29));
        assertThat(last(magic, MAIL, rcpt)).startsWith("451 ");
        pass(Duration.ofSeconds(1));
        assertThat(last(magic, MAIL, rcpt)).startsWith("250 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "reply-250", "reply-550-4.1.1", "pause-5", "lost-reply-at-rcpt", "reset-x0"})
    void magic_order_that_nobody_knows_is_refused_with_a_list(String order) {
        BareSession server = say(install(new MagicPlugin()), MAIL, "RCPT TO:<" + order + "@fault.test>");

        assertThat(server.octets())
                .contains("550-5.1.1 Unknown order, known are\r\n")
                .contains("lost-reply")
                .contains("\r\n550 5.1.1 ");
    }

    @Test
    void magic_domain_is_a_setting() {
        Installed magic = install(new MagicPlugin(), "magic.domain=broken.example");

        assertThat(last(magic, MAIL, "RCPT TO:<reset@fault.test>")).startsWith("250 ");
        assertThat(last(magic, MAIL, "RCPT TO:<reset@broken.example>")).isEqualTo("(resets)");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Installed install(Plugin plugin, String... settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return Installed.install(plugin, () -> now, values);
    }

    /** What a fresh session says last. */
    private static String last(Installed plugin, String... lines) {
        var said = say(plugin, lines).said();
        return said.get(said.size() - 1);
    }

    private static BareSession say(Installed plugin, String... lines) {
        BareSession server = plugin.session();
        for (String line : lines) {
            server.receive(line + "\r\n");
        }
        return server;
    }
}

package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.lint.LintRule.AUTH_BASE64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.lint.LintRule;
import org.fakesmtp.protocol.syntax.PathLeniency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lenient takes and strict refuses is what lint tells: nothing is forgiven in silence, and what is right is not told. */
class LenientSyntaxTest {

    private static final long SEED = 5321;
    private static final int ROUNDS = 20_000;

    /** What is told of a session that ends without more. */
    private static final Set<LintRule> OTHERWISE =
            EnumSet.of(LintRule.NO_QUIT, LintRule.AUTH_IN_CLEAR, LintRule.PIPELINING);

    /** The reply to a line, and what lint says of it. */
    private record Seen(String reply, Set<LintRule> findings) {

        boolean isTaken() {
            return reply.startsWith("2");
        }
    }

    /** The lines in a session with these settings; the last one counts. */
    private static Seen say(Map<String, String> settings, String... lines) {
        List<Finding> findings = new ArrayList<>();
        BareSession server =
                Talk.seenBy(settings, new ClientLint(findings::add)).connect();
        for (String line : lines) {
            server.receive(line + "\r\n");
        }
        List<String> said = server.said();
        Set<LintRule> told = EnumSet.noneOf(LintRule.class);
        findings.forEach(finding -> told.add(finding.rule()));
        told.removeAll(OTHERWISE);
        return new Seen(said.get(said.size() - 1), told);
    }

    private static Seen say(String syntax, String line) {
        Map<String, String> settings = Map.of("syntax", syntax);
        if (line.matches("(?i)[ehl]+o.*")) {
            return say(settings, line);
        }
        return line.regionMatches(true, 0, "RCPT", 0, 4)
                ? say(settings, "HELO c.test", "MAIL FROM:<a@x.test>", line)
                : say(settings, "HELO c.test", line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MAIL FROM:me@x.test | PATH_BRACKETS",
                "MAIL FROM:me@x.test SIZE=100 BODY=8BITMIME | PATH_BRACKETS",
                "RCPT TO:you@[127.0.0.1] NOTIFY=NEVER | PATH_BRACKETS",
                "RCPT TO:Postmaster | PATH_BRACKETS",
                "MAIL FROM:<root> | PATH_DOMAIN",
                "MAIL FROM:<Postmaster> | PATH_DOMAIN",
                "RCPT TO:<www-data> NOTIFY=NEVER | PATH_DOMAIN",
                "RCPT TO:<\"postmaster\"> | PATH_DOMAIN",
                "MAIL FROM:<ilo.@x.test> | PATH_DOTS",
                "RCPT TO:<a..b@docomo.test> | PATH_DOTS",
                "RCPT TO:<.a@x.test> | PATH_DOTS",
                "MAIL FROM:<a@my_pc> | PATH_HOST",
                "RCPT TO:<a@x.test.> | PATH_HOST",
                "RCPT TO:<@my_pc:a@x.test> | PATH_HOST",
                "MAIL FROM: <a@x.test> | COLON_BLANKS",
                "MAIL FROM :<a@x.test> | COLON_BLANKS",
                "RCPT TO : <a@x.test> | COLON_BLANKS",
                "MAIL FROM:Me <a@x.test> | PATH_TEXT",
                "MAIL FROM:\"Me\"<a@x.test> | PATH_TEXT",
                "MAIL FROM:< a@x.test> | PATH_TEXT",
                "MAIL FROM:< > | PATH_TEXT",
                "RCPT TO:<a@x.test > | PATH_TEXT",
                "RCPT TO:<a@(here)x.test> | PATH_TEXT",
                "RCPT TO:<a@x.test> (me) | PATH_TEXT",
                "EHLO my laptop | HELO_NAME",
                "HELO my laptop | HELO_NAME",
                "HELO my_laptop | HELO_NAME",
                "EHLO laptop. | HELO_NAME",
                "EHLO [my laptop] | HELO_NAME",
                "HELO [127.0.0.1] | HELO_NAME",
            })
    void line_that_lenient_takes_and_strict_refuses_is_told(String line, LintRule rule) {
        assertThat(say("lenient", line).isTaken()).as("lenient: %s", line).isTrue();
        assertThat(say("strict", line).reply()).as("strict: %s", line).startsWith("501");
        assertThat(say("lenient", line).findings()).containsExactly(rule);
        assertThat(say("strict", line).findings()).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIL FROM:<>",
                "MAIL FROM:<me@x.test>",
                "mail from:<me@x.test> size=100 body=8bitmime",
                "MAIL FROM:<me@x.test> AUTH=<>",
                "MAIL FROM:<\"a. .b\"@x.test>",
                "MAIL FROM:<me@[IPv6:::1]>",
                "MAIL FROM:<b\u00c3\u00bccher@b\u00c3\u00bccher.test> SMTPUTF8",
                "RCPT TO:<Postmaster>",
                "rcpt to:<POSTMASTER>",
                "RCPT TO:<@r.test,@s.test:you@x.test>",
                "RCPT TO:<you+tag=a_b@x.test> NOTIFY=NEVER",
                "EHLO c.test",
                "EHLO [127.0.0.1]",
                "HELO localhost",
            })
    void line_that_is_right_is_taken_and_not_told(String line) {
        for (String syntax : List.of("lenient", "strict")) {
            assertThat(say(syntax, line).isTaken()).as("%s: %s", syntax, line).isTrue();
            assertThat(say(syntax, line).findings()).isEmpty();
        }
    }

    @Test
    void no_line_is_forgiven_in_silence_and_none_is_told_that_strict_takes() {
        Random random = new Random(SEED);
        int forgiven = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String line = line(random);
            Seen lenient = say("lenient", line);
            boolean strict = say("strict", line).isTaken();
            if (strict) {
                assertThat(lenient.isTaken()).as(line).isTrue();
                assertThat(lenient.findings()).as(line).isEmpty();
            } else if (lenient.isTaken()) {
                forgiven++;
                assertThat(lenient.findings()).as(line).isNotEmpty();
            }
        }
        assertThat(forgiven).isGreaterThan(ROUNDS / 40);
    }

    private static String line(Random random) {
        boolean mail = random.nextBoolean();
        Supplier<String> noise =
                () -> one(random, "", "", "", "", "", "", " ", "\t", "(c)", "\"q\"", ".", "@", "<", ">");
        return (mail ? "MAIL " : "RCPT ")
                + (mail ? "FROM" : "TO")
                + one(random, ":", ":", ":", " :", ": ", "")
                + noise.get()
                + one(random, "", "", "", "Me ", "@r.test:")
                + one(random, "<", "<", "<", "")
                + noise.get()
                + one(random, "a", "a.b", "a", "\"a b\"", ".a", "Postmaster", "a_b", "")
                + noise.get()
                + one(random, "@x.test", "@x.test", "@x_y.test", "@x.test.", "@[1.2.3.4]", "@", "")
                + noise.get()
                + one(random, ">", ">", ">", "")
                + noise.get()
                + one(random, "", "", " ", " FOO", mail ? " SIZE=5" : " NOTIFY=NEVER", "\tX=1");
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    @Test
    void each_leniency_has_a_finding_of_its_own() {
        assertThat(Arrays.stream(PathLeniency.values()).map(Enum::name))
                .allMatch(name -> LintRule.valueOf(name).name().equals(name));
    }

    @ParameterizedTest
    @CsvSource({
        "AHVzZXIAc2VjcmV0, true",
        "AHVzZXIAc2VjcmV0MQ==, true",
        "AHVzZXIAc2VjcmV0MQ, false",
        "AHVzZXIAc2VjcmV0MR==, false",
        "AHVzZXIAc2VjcmV0MQ=, false",
        "AHVzZXIA=c2VjcmV0, false",
        "AHVzZXIAc2Vj!cmV0, false",
        "AHVzZXIAc2VjcmV0M, false",
        "AHVzZXIA_-8=, false",
    })
    void base64_that_is_none_is_told_and_taken_by_a_lenient_server_from_anybody_only(String base64, boolean right) {
        List<String> mechanism = List.of("HELO c.test", "AUTH PLAIN " + base64);
        Seen lenient = say(Map.of(), mechanism.toArray(String[]::new));
        Seen strict = say(Map.of("syntax", "strict"), mechanism.toArray(String[]::new));
        Seen known = say(Map.of("auth.mode", "users.txt"), mechanism.toArray(String[]::new));

        assertThat(lenient.reply()).startsWith("235");
        assertThat(strict.reply()).startsWith(right ? "235" : "501 5.5.2");
        assertThat(known.reply()).startsWith(right ? base64.endsWith("0") ? "235" : "535" : "501 5.5.2");
        for (Seen seen : List.of(lenient, strict, known)) {
            assertThat(seen.findings()).isEqualTo(right ? Set.of() : Set.of(AUTH_BASE64));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dXNlcg", "dXNl cg==", " dXNlcg==", "dXNlcg== ", "dXN\tlcg==", "dXNlch==", "d.X.N.l.c.g"})
    void response_with_blanks_or_junk_is_decoded_as_far_as_it_can_be(String user) {
        Seen lenient = say(Map.of(), "HELO c.test", "AUTH LOGIN", user, "c2VjcmV0");
        assertThat(lenient.reply()).startsWith("235");
        assertThat(lenient.findings()).containsExactly(AUTH_BASE64);
        assertThat(say(Map.of("syntax", "strict"), "HELO c.test", "AUTH LOGIN", user)
                        .reply())
                .startsWith("501 5.5.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* ", "!", "dXNl\u00e4", "dXNl\u0001cg=="})
    void response_of_which_nothing_can_be_decoded_is_refused_everywhere(String response) {
        assertThat(say(Map.of(), "HELO c.test", "AUTH LOGIN", response).reply()).startsWith("501 5.5.2");
    }
}

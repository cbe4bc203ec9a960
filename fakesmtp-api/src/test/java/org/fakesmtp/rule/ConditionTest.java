package org.fakesmtp.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.UnaryOperator;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static boolean holds(String about, String text, FakeExchange exchange) {
        return new Condition(about, text).compiled().test(exchange);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "*@nowhere.test;          bob@nowhere.test;       true",
                "*@nowhere.test;          bob@nowhere.test.org;   false",
                "BOB@Nowhere.Test;        bob@nowhere.TEST;       true",
                "b?b@nowhere.test;        bob@nowhere.test;       true",
                "b?b@nowhere.test;        bb@nowhere.test;        false",
                "b?b@nowhere.test;        b\uD83D\uDE00b@nowhere.test; true",
                "b??b@nowhere.test;       b\uD83D\uDE00b@nowhere.test; false",
                "*o*o*@x.test;            foo@x.test;             true",
                "[ab]@x.test;             a@x.test;               false",
                "a@x.test, b@x.test;      b@x.test;               true",
                "!a@x.test, b@x.test;     b@x.test;               false",
                "!a@x.test, b@x.test;     c@x.test;               true",
                "bob@x.test;              \"bob\"@x.test;         true",
                "\"bob\"@x.test;          bob@x.test;             true",
                "\"b\\ob\"@x.test;        bob@x.test;             true",
                "\"a b\"@x.test;          \"a\\ b\"@x.test;       true",
                "a b@x.test;              \"a b\"@x.test;         false",
                "\"a*;                    \"a b\"@x.test;         true",
                "\"a,b\"@x.test, c@d;     \"a,b\"@x.test;         true",
                "/^b.+@x\\.test$/;        BOB@x.test;             true",
                "/user\\d{1,2}@/, c@d;    user12@x.test;          true",
                "/user\\d{1,2}@/, c@d;    c@d;                    true",
                "/@x/;                    bob@x.test;             true",
                "postmaster;              Postmaster;             true",
                "*;                       Postmaster;             true",
                "?*@x.test;               @x.test;                false",
                "*b?;                     abc;                    true",
                "*b?;                     abcd;                   false",
                "*b*t;                    bob@x.test;             true",
                "*b*t;                    Bob@X.TEST;             true",
                "*b*e;                    bob@x.test;             false",
                "<>;                      bob@x.test;             false",
            })
    void a_recipient_is_compared_as_text(String pattern, String recipient, boolean expected) {
        assertThat(holds("recipient", pattern, FakeExchange.to(recipient))).isEqualTo(expected);
    }

    @Test
    void the_null_path_is_a_sender_of_its_own() {
        assertThat(holds("sender", "<>", FakeExchange.from("<>"))).isTrue();
        assertThat(holds("sender", "!<>", FakeExchange.from("<>"))).isFalse();
        assertThat(holds("sender", "*@*", FakeExchange.from("<>"))).isFalse();
        assertThat(holds("sender", "<>", FakeExchange.from("a@b.test"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.7;                  192.0.2.7;           true",
                "192.0.2.0/24;               192.0.2.7;           true",
                "192.0.3.0/24;               192.0.2.7;           false",
                "192.0.2.7/8;                192.200.1.1;         true",
                "::ffff:192.0.2.7;           192.0.2.7;           true",
                "10.0.0.0/8, 192.0.2.7;      192.0.2.7;           true",
                "!10.0.0.0/8;                192.0.2.7;           true",
                "0.0.0.0/0;                  192.0.2.7;           true",
                "::/0;                       192.0.2.7;           false",
                "::1;                        0:0:0:0:0:0:0:1;     true",
                "2001:db8::/32;              2001:db8:1::5;       true",
                "2001:db8::/32;              2001:db9:1::5;       false",
                "2001:db8:0:0:0:0:0:5/128;   2001:db8::5;         true",
                "64:ff9b::192.0.2.7;         64:ff9b::c000:207;   true",
            })
    void a_client_is_an_address_or_in_a_network(String network, String client, boolean expected) {
        FakeExchange exchange = FakeExchange.at(Stage.CONNECT).client(FakeExchange.client(client));
        assertThat(holds("client", network, exchange)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "> 100KB;      102401;   true",
                "> 100KB;      102400;   false",
                "<= 1MB;       1048576;  true",
                "< 1MB;        1048576;  false",
                ">=1KB;        1024;     true",
                "1KB..2KB;     2048;     true",
                "1KB .. 2KB;   2049;     false",
                "!1KB..2KB;    2049;     true",
                "0;            0;        true",
            })
    void a_size_is_compared_as_a_number(String range, long size, boolean expected) {
        assertThat(holds("size", range, FakeExchange.at(Stage.MESSAGE).size(size)))
                .isEqualTo(expected);
    }

    @Test
    void a_size_that_was_not_declared_is_in_no_range() {
        assertThat(holds("size", ">= 0", FakeExchange.at(Stage.MAIL))).isFalse();
    }

    @Test
    void the_recipient_being_asked_about_counts_as_one() {
        assertThat(holds("recipients", "3", FakeExchange.to("c@x.test").accepted("a@x.test", "b@x.test")))
                .isTrue();
        assertThat(holds("recipients", "2", FakeExchange.at(Stage.DATA).accepted("a@x.test", "b@x.test")))
                .isTrue();
    }

    @Test
    void at_rcpt_only_the_recipient_being_asked_about_is_meant() {
        assertThat(holds("recipient", "a@*", FakeExchange.to("b@x.test").accepted("a@x.test")))
                .isFalse();
    }

    @Test
    void after_rcpt_any_recipient_is_meant_and_negated_none() {
        FakeExchange data = FakeExchange.at(Stage.DATA).accepted("a@x.test", "b@x.test");
        assertThat(holds("recipient", "b@*", data)).isTrue();
        assertThat(holds("recipient", "!b@*", data)).isFalse();
        assertThat(holds("recipient", "!c@*", data)).isTrue();
    }

    @Test
    void the_helo_name_is_the_one_being_given_and_later_the_one_that_was_given() {
        assertThat(holds("helo", "*.test", FakeExchange.at(Stage.EHLO).argument("mail.test")))
                .isTrue();
        assertThat(holds("helo", "*.test", FakeExchange.from("a@b").helo("mail.test")))
                .isTrue();
        assertThat(holds("helo", "*.test", FakeExchange.from("a@b"))).isFalse();
    }

    @Test
    void a_comma_in_an_argument_is_a_comma() {
        FakeExchange vrfy = FakeExchange.at(Stage.VRFY);
        assertThat(holds("argument", "a, b", vrfy.argument("A, B"))).isTrue();
        assertThat(holds("argument", "a, b", vrfy.argument("a"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "recpient;   *;              unknown condition 'recpient', did you mean recipient?",
                "header.;    *;              'header.' names no header field such as header.subject",
                "headers;    *;              unknown condition 'headers', known are client listener helo tls user sender recipient recipients argument size body text attachment early header.<name>",
                "tls;        1.1;            unknown value '1.1', did you mean 1.2?",
                "early;      maybe;          unknown value 'maybe', known are yes no",
                "client;     300.1.1.1;      '300.1.1.1' is no address or network such as 127.0.0.1, ::1 or 10.0.0.0/8",
                "client;     10.0.0.0/33;    '10.0.0.0/33' is no address or network such as 127.0.0.1, ::1 or 10.0.0.0/8",
                "client;     1:2:3::4::5;    '1:2:3::4::5' is no address or network such as 127.0.0.1, ::1 or 10.0.0.0/8",
                "client;     mail.test;      'mail.test' is no address or network such as 127.0.0.1, ::1 or 10.0.0.0/8",
                "sender;     <a@b>;          '<a@b>' is written without < and >, only the null path has them",
                "sender;     a@b,;           'a@b,' has a comma with nothing before or after it",
                "sender;     ,a@b;           ',a@b' has a comma with nothing before or after it",
                "sender;     !;              the value is missing",
                "sender;     /a;             '/a' begins like a regex but is none such as /^a.*b$/",
                "sender;     /a(b/;          '/a(b/' is no regex: missing closing )",
                "size;       > 100;          '100' lacks a unit, write 100B or 100KB or 100MB or 100GB",
                "size;       => 1KB;         '=> 1KB' is no comparison such as '> 3', '<= 3' or '2..5'",
                "recipients; > many;         'many' is no whole number from 0 to 2147483647",
                "recipients; 5..2;           no number is from 5 to 2",
                "recipients; > 1..2;         '> 1..2' is no comparison such as '> 3', '<= 3' or '2..5'",
            })
    void a_wrong_condition_says_what_would_be_right(String about, String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition(about, text))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"*kelvin, 300\u212Aelvin", "*\u0130x, A\u0130X", "i\u0307x, \u0130x", "*k, \u212A", "*ss, MASS"})
    void case_does_not_matter_in_the_end_of_a_text_whatever_its_letters(String glob, String text) {
        assertThat(new Glob(glob).matches(text)).isTrue();
    }

    @Test
    void a_glob_of_many_stars_takes_no_exponential_time() {
        String text = "a".repeat(5_000);
        assertThat(new Glob("*a".repeat(500) + "*b*").matches(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/^$/, 'a\nb\n', false",
        "/^$/, 'a\r\nb\r\n', false",
        "/^[ \\t]*$/, 'a\nb\n', false",
        "/b|^$/, 'a\n', false",
        "/^$/, 'a\n\nb', true",
        "/^$/, 'a\n\n', true",
        "/^$/, '\na', true",
        "/^$/, '\n', true",
        "/^$/, '', true",
        "/^b$/, 'a\nb\n', true",
        "/b$/, 'a\nb', true",
        "/b\\n\\z/, 'a\nb\n', true",
        "/^/, 'a\n', true"
    })
    void no_line_begins_behind_the_last_line_end(String regex, String text, boolean expected) {
        assertThat(TextPattern.parseForLines(regex).matches(text)).isEqualTo(expected);
    }

    @Test
    void a_regex_takes_linear_time() {
        TextPattern pattern = TextPattern.parse("/^(a+)+(a|aa)*$/", UnaryOperator.identity());
        assertThat(pattern.matches("a".repeat(5_000) + "b")).isFalse();
    }
}

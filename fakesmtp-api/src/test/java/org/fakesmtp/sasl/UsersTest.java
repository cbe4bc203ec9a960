package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;

class UsersTest {

    @Test
    void aLineIsAUserAndAPassword() {
        Users users = parse("tim:secret", "kurt@x.test:with:colons and space ");

        assertThat(users.secret("tim")).contains(Secret.of("secret"));
        assertThat(users.secret("kurt@x.test")).contains(Secret.of("with:colons and space "));
    }

    @Test
    void commentsBlankLinesAndAByteOrderMarkSayNothing() {
        assertThat(parse("\uFEFF# users", "", "  ", "#tim:no", "tim:#secret"))
                .hasToString("users: 1")
                .satisfies(users -> assertThat(users.secret("tim")).contains(Secret.of("#secret")));
    }

    @Test
    void everyWrongLineIsNamedAndNoPasswordIsQuoted() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> parse("tim:secret", "justsecret", ":secret", "kurt:", "tim:secret"))
                .withMessage("""
                        users.txt:2: no colon, a line is 'user:password'
                        users.txt:3: no user before the colon, a line is 'user:password'
                        users.txt:4: user 'kurt' has no password, a line is 'user:password'
                        users.txt:5: user 'tim' is already in line 1""");
    }

    @Test
    void namesThatAreOneInNormalFormAreOneName() {
        assertThat(catchThrowableOfType(SettingException.class, () -> parse("j\u00F6rg:a", "jo\u0308rg:b")))
                .hasMessageEndingWith("is already in line 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Users.of(Map.of("j\u00F6rg", "a", "jo\u0308rg", "b")));
    }

    @Test
    void aUserHasANameAndASecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> Users.of(Map.of("", "secret")));
        assertThatIllegalArgumentException().isThrownBy(() -> Users.of(Map.of("tim", "")));
    }

    @Test
    void secretsAreKnownButInAnyMode() {
        assertThat(Users.any().knowSecrets()).isFalse();
        assertThat(parse("tim:secret").knowSecrets()).isTrue();
    }

    @Test
    void nothingPrintsASecret() {
        Users users = Users.of(Map.of("tim", "pa55"));
        List<Object> printed = List.of(
                users,
                users.secret("tim"),
                new Progress.Challenge("pa55"),
                Attempt.at("PLAIN", users).start("^@tim^@pa55"),
                Attempt.at("PLAIN", users).start("^@tim^@pa55word"),
                Attempt.at("PLAIN", users).start("^@pa55"),
                Attempt.at("XOAUTH2", users).start("user=tim^Apa55^A^A"),
                Attempt.at("XOAUTH2", users).start("user=tim^Aauth=pa55^A^A"));

        assertThat(printed).allSatisfy(one -> assertThat(one.toString()).doesNotContain("pa55"));
    }

    private static Users parse(String... lines) {
        return Users.parse(Arrays.asList(lines), "users.txt");
    }
}

package org.fakesmtp.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives the tests of a class, or one test, a {@link FakeSmtp} as parameter. On a class, its constructor and its {@code @BeforeAll} methods may have it too, unless each test has its own. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(FakeSmtpExtension.class)
public @interface WithFakeSmtp {

    /** Whether each test has a server of its own, as tests need that run at the same time. Otherwise one server serves the class, and begins anew with each test. */
    boolean perTest() default false;

    /** Properties files of the class path, whose rules hold in each test. */
    String[] rules() default {};

    /** Settings: {@code "limit.size = 1MB"}. */
    String[] settings() default {};
}

package org.fakesmtp.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which server a parameter means. */
class ParameterTest {

    private static void assertPasses(Class<?> tests, int count) {
        assertThat(TestRun.failures(tests)).isEmpty();
        TestRun.of(tests).assertStatistics(stats -> stats.succeeded(count));
    }

    @Test
    void static_field_is_handed_to_constructor_lifecycle_methods_tests_and_nested_classes() {
        assertPasses(StaticField.class, 2);
    }

    static class StaticField {
        @RegisterExtension
        private static final FakeSmtp SMTP = FakeSmtp.onFreePort();

        StaticField(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(SMTP);
        }

        @BeforeAll
        static void beforeAll(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(SMTP);
        }

        @BeforeEach
        void beforeEach(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(SMTP);
        }

        @AfterEach
        void afterEach(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(SMTP);
        }

        @Test
        void test(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(SMTP);
        }

        @Nested
        class Inner {
            Inner(FakeSmtp smtp) {
                assertThat(smtp).isSameAs(SMTP);
            }

            @Test
            void test(FakeSmtp smtp) {
                assertThat(smtp).isSameAs(SMTP);
            }
        }
    }

    @Test
    void field_of_the_instance_is_handed_to_tests_and_their_lifecycle_methods() {
        assertPasses(InstanceField.class, 1);
        assertPasses(OneInstance.class, 1);
    }

    static class InstanceField {
        @RegisterExtension
        FakeSmtp own = FakeSmtp.onFreePort();

        @BeforeEach
        void beforeEach(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(own);
        }

        @Test
        void test(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(own);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        @RegisterExtension
        FakeSmtp own = FakeSmtp.onFreePort();

        @BeforeAll
        void beforeAll(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(own);
        }

        @Test
        void test(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(own);
        }
    }

    @Test
    void nearest_server_is_meant() {
        assertPasses(Around.class, 5);
    }

    static class Around {
        @RegisterExtension
        static FakeSmtp outer = FakeSmtp.onFreePort();

        @Nested
        class WithField {
            @RegisterExtension
            FakeSmtp inner = FakeSmtp.onFreePort();

            @Test
            void test(FakeSmtp smtp) {
                assertThat(smtp).isSameAs(inner);
            }
        }

        @Nested
        @WithFakeSmtp
        class Annotated {
            @Test
            void test(FakeSmtp smtp) {
                assertThat(smtp).isNotSameAs(outer);
            }

            @Nested
            class Deep {
                @RegisterExtension
                FakeSmtp deep = FakeSmtp.onFreePort();

                @Test
                void test(FakeSmtp smtp) {
                    assertThat(smtp).isSameAs(deep);
                }
            }
        }

        @Test
        @WithFakeSmtp(rules = "rules/nobody.properties")
        void annotated(FakeSmtp smtp) {
            assertThat(smtp.ruleUses()).hasSize(1);
        }

        @Test
        void plain(FakeSmtp smtp) {
            assertThat(smtp).isSameAs(outer);
        }
    }

    @Test
    void annotation_of_the_class_gives_its_own_beside_a_field() {
        assertPasses(AnnotatedWithField.class, 1);
    }

    @WithFakeSmtp(rules = "rules/nobody.properties")
    static class AnnotatedWithField {
        @RegisterExtension
        static FakeSmtp field = FakeSmtp.onFreePort();

        @BeforeAll
        static void beforeAll(FakeSmtp smtp) {
            assertThat(smtp).isNotSameAs(field);
        }

        @Test
        void test(FakeSmtp smtp) {
            assertThat(smtp.ruleUses()).hasSize(1);
            assertThat(field.ruleUses()).isEmpty();
        }
    }

    @Test
    void parameter_that_may_mean_several_fails_and_names_the_ways() {
        assertThat(TestRun.failures(Several.class))
                .singleElement()
                .asString()
                .contains("may mean each FakeSmtp of the fields 'backup', 'primary'")
                .contains("use the fields themselves")
                .contains("@WithFakeSmtp");
        TestRun.of(Several.class).assertStatistics(stats -> stats.succeeded(1).failed(1));
    }

    static class Several {
        @RegisterExtension
        static FakeSmtp primary = FakeSmtp.onFreePort();

        @RegisterExtension
        FakeSmtp backup = FakeSmtp.onFreePort();

        @Test
        void unclear(FakeSmtp smtp) {
            smtp.port();
        }

        @Test
        @WithFakeSmtp
        void clear(FakeSmtp smtp) {
            assertThat(smtp).isNotSameAs(primary).isNotSameAs(backup);
        }
    }
}

package org.fakesmtp.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests a {@link FakeSmtp} as parameter. {@link WithFakeSmtp} brings it, and says how. */
public final class FakeSmtpExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeSmtpExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isPerTest(context)) {
            smtp(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        smtp(context).reset();
    }

    /** @throws IllegalStateException where the test has begun a rule that has no answer */
    @Override
    public void afterEach(ExtensionContext context) {
        smtp(context).checkRules();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeSmtp.class
                && RegisteredServers.nearest(context).isEmpty();
    }

    /** @throws ParameterResolutionException where each test has its own server, and the parameter belongs to no test */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty() && isPerTest(context)) {
            throw new ParameterResolutionException("each test has a FakeSmtp of its own, "
                    + parameter.getDeclaringExecutable().getName() + " belongs to none");
        }
        return smtp(context);
    }

    /** The server of the class where there is one, otherwise that of the test; the store closes it. */
    private static FakeSmtp smtp(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(FakeSmtp.class, key -> made(annotation(context)), FakeSmtp.class));
    }

    private static FakeSmtp made(Optional<WithFakeSmtp> annotation) {
        FakeSmtpBuilder builder = FakeSmtp.builder();
        annotation.ifPresent(given -> {
            for (String resource : given.rules()) {
                builder.rulesOf(resource);
            }
            for (String setting : given.settings()) {
                builder.set(setting);
            }
        });
        FakeSmtp made = builder.build();
        made.reset();
        return made;
    }

    private static boolean isPerTest(ExtensionContext context) {
        return annotation(context).map(WithFakeSmtp::perTest).orElse(false);
    }

    /** The nearest one: that of the method, of the class, or of a class around it. */
    private static Optional<WithFakeSmtp> annotation(ExtensionContext context) {
        Optional<AnnotatedElement> element = context.getElement();
        return element.flatMap(here -> AnnotationSupport.findAnnotation(here, WithFakeSmtp.class))
                .or(() -> context.getParent().flatMap(FakeSmtpExtension::annotation));
    }
}

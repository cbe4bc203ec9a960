package org.fakesmtp.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The servers in fields of a test class, with {@link RegisterExtension}, of which a parameter may mean one. */
final class RegisteredServers {

    private RegisteredServers() {}

    /**
     * Those that are nearest to a test: of its class or, where that has none, of the class around it. None where {@link WithFakeSmtp} is nearer, or as near: a parameter means its server then.
     */
    static List<FakeSmtp> nearest(ExtensionContext context) {
        return nearest(context, context);
    }

    private static List<FakeSmtp> nearest(ExtensionContext test, ExtensionContext around) {
        Optional<AnnotatedElement> here = around.getElement();
        if (here.filter(element -> AnnotationSupport.isAnnotated(element, WithFakeSmtp.class))
                .isPresent()) {
            return List.of();
        }
        List<FakeSmtp> found = here.stream()
                .filter(Class.class::isInstance)
                .flatMap(type -> in((Class<?>) type, test))
                .distinct()
                .toList();
        return found.isEmpty()
                ? around.getParent().map(parent -> nearest(test, parent)).orElse(List.of())
                : found;
    }

    private static Stream<FakeSmtp> in(Class<?> type, ExtensionContext test) {
        List<FakeSmtp> ofClass =
                AnnotationSupport.findAnnotatedFieldValues(type, RegisterExtension.class, FakeSmtp.class);
        List<FakeSmtp> ofInstance = test.getTestInstances()
                .flatMap(instances -> instances.findInstance(type))
                .map(instance ->
                        AnnotationSupport.findAnnotatedFieldValues(instance, RegisterExtension.class, FakeSmtp.class))
                .orElse(List.of());
        return Stream.concat(ofClass.stream(), ofInstance.stream()).filter(Objects::nonNull);
    }

    /** @throws ParameterResolutionException where a parameter might mean several */
    static FakeSmtp only(ParameterContext parameter, ExtensionContext context) {
        List<FakeSmtp> servers = nearest(context);
        if (servers.size() > 1) {
            throw new ParameterResolutionException("the parameter '"
                    + parameter.getParameter().getName() + "' may mean each FakeSmtp of the fields "
                    + fields(context) + ": use the fields themselves, or have the method or the class @WithFakeSmtp,"
                    + " which gives the parameter a server of its own");
        }
        return servers.get(0);
    }

    private static String fields(ExtensionContext context) {
        return Stream.<Class<?>>iterate(context.getRequiredTestClass(), Objects::nonNull, Class::getEnclosingClass)
                .map(RegisteredServers::fields)
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String fields(Class<?> type) {
        return AnnotationSupport.findAnnotatedFields(
                        type,
                        RegisterExtension.class,
                        field -> field.getType() == FakeSmtp.class,
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .map(Field::getName)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
    }
}

package org.fakesmtp.dist;

import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others can see of a type: its public and protected members, but for those that each object has.
 *
 * @param type a public type
 */
record ApiType(Class<?> type) {

    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])");
    private static final Set<String> OF_EACH_OBJECT = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    /** Whether others can see a type of this project. */
    static boolean isPublic(Class<?> type) {
        return type.getName().startsWith("org.fakesmtp.")
                && !type.getSimpleName().equals("package-info")
                && Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    /** The type, and a line for each member, sorted. */
    String text() {
        String members = Stream.of(fields(), constructors(), methods())
                .flatMap(lines -> lines.sorted())
                .map(line -> "    " + line + '\n')
                .collect(Collectors.joining());
        return heading() + '\n' + members;
    }

    private String heading() {
        String kind = type.isAnnotation()
                ? "@interface "
                : type.isInterface() ? "interface " : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
        String sealed = type.isSealed() ? "sealed " : "";
        String above = type.isInterface() || type.isRecord() || type.isEnum() || type.getSuperclass() == Object.class
                ? ""
                : " extends " + simple(type.getGenericSuperclass());
        String interfaces =
                Arrays.stream(type.getGenericInterfaces()).map(ApiType::simple).collect(Collectors.joining(", "));
        String word = type.isInterface() ? " extends " : " implements ";
        return sealed
                + (type.isRecord() || type.isEnum() ? "" : modifiers(type.getModifiers(), type.isInterface()))
                + kind
                + type.getName().replace('$', '.')
                + above
                + (interfaces.isEmpty() || type.isAnnotation() ? "" : word + interfaces);
    }

    private static String modifiers(int modifiers, boolean ofInterface) {
        return (Modifier.isProtected(modifiers) ? "protected " : "")
                + (Modifier.isAbstract(modifiers) && !ofInterface ? "abstract " : "")
                + (Modifier.isStatic(modifiers) && !Modifier.isInterface(modifiers) ? "static " : "")
                + (Modifier.isFinal(modifiers) ? "final " : "");
    }

    private Stream<String> fields() {
        return seen(type.getDeclaredFields())
                .map(field -> field.isEnumConstant()
                        ? field.getName()
                        : modifiers(field.getModifiers(), false)
                                + simple(field.getGenericType())
                                + ' '
                                + field.getName());
    }

    private Stream<String> constructors() {
        return seen(type.getDeclaredConstructors())
                .map(constructor -> modifiers(constructor.getModifiers(), false) + "new" + parameters(constructor));
    }

    private Stream<String> methods() {
        return seen(type.getDeclaredMethods())
                .filter(method -> !OF_EACH_OBJECT.contains(method.getName()))
                .map(method -> (method.isDefault() ? "default " : "")
                        + modifiers(method.getModifiers(), type.isInterface()).replace("final ", "")
                        + simple(method.getGenericReturnType())
                        + ' '
                        + method.getName()
                        + parameters(method));
    }

    private static String parameters(Executable member) {
        String types = Arrays.stream(member.getGenericParameterTypes())
                .map(ApiType::simple)
                .collect(Collectors.joining(", ", "(", ")"));
        String thrown = Arrays.stream(member.getGenericExceptionTypes())
                .map(ApiType::simple)
                .collect(Collectors.joining(", "));
        return types + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String simple(Type used) {
        return PACKAGE.matcher(used.getTypeName().replace('$', '.')).replaceAll("");
    }

    private static <M extends Member> Stream<M> seen(M[] members) {
        return Arrays.stream(members)
                .filter(member -> !member.isSynthetic())
                .filter(member ->
                        Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }
}

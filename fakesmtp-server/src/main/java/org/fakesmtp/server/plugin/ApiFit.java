package org.fakesmtp.server.plugin;

import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether classes of a plugin fit what is there of {@code org.fakesmtp}. Java itself tells only when the code runs that does not fit, which may be in the middle of a session.
 *
 * @param loader the loader of the plugin
 */
record ApiFit(ClassLoader loader) {

    private static final String SHARED = "org/fakesmtp/";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
    private static final int JAVA_1 = 44;

    /** What does not fit in a class, in words for the user; empty where all does. */
    List<String> problems(ClassFile file) {
        int java = file.major() - JAVA_1;
        if (java > Runtime.version().feature()) {
            return List.of(file.name() + " is compiled for Java " + java + ", this is Java "
                    + Runtime.version().feature());
        }
        Set<String> problems = new LinkedHashSet<>();
        file.classes().stream()
                .filter(name -> name.startsWith(SHARED) && found(name).isEmpty())
                .forEach(name -> problems.add("there is no " + dotted(name)));
        Stream.concat(file.members().stream().map(this::member), lambdas(file).map(this::lambda))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (problems.isEmpty()) {
            problems.addAll(unimplemented(file));
        }
        return problems.stream().map(what -> file.name() + ": " + what).toList();
    }

    private Optional<String> member(ClassFile.Member member) {
        if (!member.owner().startsWith(SHARED)) {
            return Optional.empty();
        }
        return found(member.owner()).flatMap(owner -> {
            boolean asInterface = member.kind() == ClassFile.Kind.INTERFACE_METHOD;
            if (member.kind() != ClassFile.Kind.FIELD && owner.isInterface() != asInterface) {
                return Optional.of(owner.getName() + (asInterface ? " is no interface" : " is an interface"));
            }
            return has(owner, member) ? Optional.empty() : Optional.of("there is no " + written(owner, member));
        });
    }

    private static boolean has(Class<?> owner, ClassFile.Member member) {
        return family(owner).anyMatch(type -> switch (member.kind()) {
            case FIELD ->
                Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals(member.name())
                                && descriptor(field).equals(member.descriptor()));
            default ->
                executables(type, member.name())
                        .anyMatch(method -> descriptor(method).equals(member.descriptor()));
        });
    }

    private static Stream<? extends Executable> executables(Class<?> type, String name) {
        return name.equals("<init>")
                ? Arrays.stream(type.getDeclaredConstructors())
                : Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name));
    }

    private static String descriptor(Field field) {
        return field.getType().descriptorString();
    }

    private static String descriptor(Executable method) {
        Class<?> result = method instanceof Method plain ? plain.getReturnType() : void.class;
        return MethodType.methodType(result, method.getParameterTypes()).toMethodDescriptorString();
    }

    /** A class with all that it inherits from. */
    private static Stream<Class<?>> family(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(ApiFit::family));
    }

    /** What other languages make by {@code invokedynamic} are calls of another kind. */
    private static Stream<ClassFile.Member> lambdas(ClassFile file) {
        return file.classes().contains(LAMBDAS) ? file.lambdas().stream() : Stream.empty();
    }

    /** A lambda is made for the one method that its interface has left to be implemented. */
    private Optional<String> lambda(ClassFile.Member made) {
        String result = made.descriptor().substring(made.descriptor().indexOf(')') + 1);
        if (!result.startsWith('L' + SHARED)) {
            return Optional.empty();
        }
        return found(result.substring(1, result.length() - 1))
                .filter(Class::isInterface)
                .flatMap(type -> {
                    List<String> open = Arrays.stream(type.getMethods())
                            .filter(method -> Modifier.isAbstract(method.getModifiers()))
                            .map(Method::getName)
                            .toList();
                    return open.equals(List.of(made.name()))
                            ? Optional.empty()
                            : Optional.of("a lambda is no " + type.getName() + ", which has to implement " + open);
                });
    }

    /** Loads the class where it names one of ours, which it may implement. */
    private List<String> unimplemented(ClassFile file) {
        return file.classes().stream()
                .filter(name -> name.startsWith(SHARED))
                .limit(1)
                .flatMap(ours -> found(file.name()).stream())
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> method.getDeclaringClass().getName().startsWith(dotted(SHARED)))
                .map(method ->
                        "does not implement " + method.getDeclaringClass().getName() + '.' + method.getName())
                .toList();
    }

    /** A class; empty where it cannot be loaded: an optional library of the plugin may be missing. */
    private Optional<Class<?>> found(String name) {
        try {
            return Optional.of(Class.forName(dotted(name), false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** A member as Java has it: {@code Answer org.fakesmtp.answer.Answer.close()}. */
    private String written(Class<?> owner, ClassFile.Member member) {
        String name = owner.getName() + (member.name().equals("<init>") ? "" : '.' + member.name());
        if (member.kind() == ClassFile.Kind.FIELD) {
            return name;
        }
        try {
            MethodType type = MethodType.fromMethodDescriptorString(member.descriptor(), loader);
            String parameters =
                    type.parameterList().stream().map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
            return (member.name().equals("<init>") ? "new" : type.returnType().getSimpleName())
                    + ' '
                    + name
                    + parameters;
        } catch (TypeNotPresentException e) {
            return name + "(...), with " + e.typeName();
        }
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }
}

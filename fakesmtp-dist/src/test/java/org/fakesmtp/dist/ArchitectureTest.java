package org.fakesmtp.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.api.sample.SeesSockets;
import org.fakesmtp.dist.sample.AddressesAsValues;
import org.fakesmtp.dist.sample.LooksUpNames;
import org.fakesmtp.dist.sample.OpensConnections;
import org.fakesmtp.dist.sample.SerializesObjects;
import org.fakesmtp.plugins.sample.SeesServer;
import org.fakesmtp.plugins.sample.UsesLibrariesOfDist;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the house. Each rule is shown to find what it forbids in a sample class of the test tree. */
class ArchitectureTest {
    private static final String MINA = "org.apache.mina..";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.fakesmtp");

    private static final ArchRule API_SEES_NO_SOCKET = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.fakesmtp.text..",
                    "org.fakesmtp.internal..",
                    "org.fakesmtp.setting..",
                    "org.fakesmtp.mail..",
                    "org.fakesmtp.fact..",
                    "org.fakesmtp.answer..",
                    "org.fakesmtp.rule..",
                    "org.fakesmtp.api..",
                    "org.fakesmtp.protocol..",
                    "org.fakesmtp.sasl..",
                    "org.fakesmtp.mime..",
                    "org.fakesmtp.lint..",
                    "org.fakesmtp.dialogue..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MINA)
            .orShould(dependOnClassesThat(describe("are sockets", ArchitectureTest::isSocket)))
            .as("the api sees neither MINA nor a socket");

    private static final ArchRule PLUGINS_SEE_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("org.fakesmtp.plugins..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.fakesmtp.server..", "org.fakesmtp.dist..", MINA)
            .as("plugins see neither the server nor MINA");

    private static final ArchRule NOTHING_CONNECTS = noClasses()
            .should(accessTargetWhere(describe("opens a connection", ArchitectureTest::opensConnection)))
            .as("nothing opens an outgoing connection");

    private static final ArchRule NOTHING_LOOKS_UP_NAMES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.fakesmtp.server.ListenAddress")
            .should(accessTargetWhere(describe("looks up a name", ArchitectureTest::looksUpName)))
            .as("nothing looks up a name but the address to listen on");

    private static final ArchRule NOTHING_SERIALIZES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.mina.filter.codec.serialization..")
            .orShould(accessTargetWhere(describe("is an object in a buffer", ArchitectureTest::isObjectInBuffer)))
            .as("nothing uses MINA's serialization of objects");

    private static final ArchRule ONLY_DIST_HAS_PICOCLI_AND_LOGBACK = noClasses()
            .that()
            .resideOutsideOfPackage("org.fakesmtp.dist..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "ch.qos.logback..")
            .as("only the dist uses picocli and Logback");

    private static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes().should(resideInNullMarkedPackage()).as("every package is @NullMarked");

    private static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            SlicesRuleDefinition.slices().matching("org.fakesmtp.(**)").should().beFreeOfCycles();

    /** Each layer of the API, and the layers that it sees. */
    private static final Map<String, List<String>> LAYERS = layers();

    private static Map<String, List<String>> layers() {
        Map<String, List<String>> layers = new LinkedHashMap<>();
        layers.put("text", List.of());
        layers.put("internal", List.of("text"));
        layers.put("setting", List.of("text", "internal"));
        layers.put("mime", List.of());
        layers.put("mail", List.of("setting", "text", "internal"));
        layers.put("fact", List.of("mail", "mime", "setting", "text", "internal"));
        layers.put("answer", List.of("fact", "mail", "setting", "text", "internal"));
        layers.put("rule", List.of("answer", "fact", "mail", "setting", "text", "internal"));
        layers.put("api", List.of("rule", "answer", "mail", "setting", "text", "internal"));
        layers.put("sasl", List.of("setting", "text", "internal"));
        layers.put("protocol.syntax", List.of("answer", "mail", "text", "internal"));
        layers.put("protocol.framing", List.of("text", "internal"));
        layers.put(
                "protocol",
                List.of(
                        "protocol.syntax",
                        "protocol.framing",
                        "sasl",
                        "api",
                        "rule",
                        "answer",
                        "fact",
                        "mail",
                        "setting",
                        "text",
                        "internal"));
        layers.put("lint", List.of("api", "protocol.syntax", "mime", "answer", "mail", "text", "internal"));
        layers.put(
                "dialogue",
                List.of("protocol", "protocol.framing", "api", "answer", "mail", "setting", "text", "internal"));
        return layers;
    }

    static final List<ArchRule> RULES = List.of(
            API_SEES_NO_SOCKET,
            PLUGINS_SEE_NO_SERVER,
            NOTHING_CONNECTS,
            NOTHING_LOOKS_UP_NAMES,
            NOTHING_SERIALIZES,
            ONLY_DIST_HAS_PICOCLI_AND_LOGBACK,
            PACKAGES_HAVE_NO_CYCLE,
            EVERY_PACKAGE_IS_NULL_MARKED);

    static Stream<Arguments> violations() {
        return Stream.of(
                arguments(API_SEES_NO_SOCKET, SeesSockets.class),
                arguments(PLUGINS_SEE_NO_SERVER, SeesServer.class),
                arguments(NOTHING_CONNECTS, OpensConnections.class),
                arguments(NOTHING_LOOKS_UP_NAMES, LooksUpNames.class),
                arguments(NOTHING_SERIALIZES, SerializesObjects.class),
                arguments(ONLY_DIST_HAS_PICOCLI_AND_LOGBACK, UsesLibrariesOfDist.class));
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void theProductKeepsTheRule(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("violations")
    void theRuleFindsEveryMethodOfTheSample(ArchRule rule, Class<?> sample) {
        String report = rule.evaluate(new ClassFileImporter().importClasses(sample))
                .getFailureReport()
                .toString();

        assertThat(Arrays.stream(sample.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(report).contains(sample.getSimpleName() + "." + method + "("));
    }

    @Test
    void aPackageThatIsNotNullMarkedIsFound() {
        assertThat(EVERY_PACKAGE_IS_NULL_MARKED
                        .evaluate(new ClassFileImporter().importClasses(AddressesAsValues.class))
                        .hasViolation())
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void addressesAsValuesAreFine(ArchRule rule) {
        if (rule != EVERY_PACKAGE_IS_NULL_MARKED) {
            rule.allowEmptyShould(true).check(new ClassFileImporter().importClasses(AddressesAsValues.class));
        }
    }

    static Stream<Arguments> layerNames() {
        return LAYERS.keySet().stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("layerNames")
    void aLayerOfTheApiSeesThoseBelowItOnly(String layer) {
        String[] allowed = Stream.concat(Stream.of(layer), LAYERS.getOrDefault(layer, List.of()).stream())
                .map(name -> "org.fakesmtp." + name)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("org.fakesmtp." + layer)
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("org.fakesmtp..").or(resideInAnyPackage(allowed)))
                .check(PRODUCT);
    }

    @Test
    void theLayersAreAllPackagesOfTheApi() {
        assertThat(PRODUCT.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.matches("org\\.fakesmtp\\.(server|plugins|junit|dist).*"))
                        .map(name -> name.substring("org.fakesmtp.".length()))
                        .collect(Collectors.toSet()))
                .isEqualTo(LAYERS.keySet());
    }

    @Test
    void theRulesSeeEveryModule() {
        assertThat(PRODUCT)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "org.fakesmtp.api",
                        "org.fakesmtp.server",
                        "org.fakesmtp.plugins.standard",
                        "org.fakesmtp.junit",
                        "org.fakesmtp.dist");
    }

    /** Everything of the JDK that reads or writes the net; an address is a value and may pass. */
    private static boolean isSocket(JavaClass type) {
        return (type.getPackageName().matches("java\\.net|java\\.nio\\.channels|javax\\.net(\\.ssl)?")
                        && type.getSimpleName().matches(".*(Socket|Datagram|Selector|Selection|URLConnection).*")
                        && !type.getSimpleName().matches("(Inet)?SocketAddress"))
                || type.getPackageName().startsWith("java.net.http");
    }

    private static boolean opensConnection(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return switch (access.getTarget().getName()) {
                    case "<init>" -> owner.isAssignableTo("java.net.Socket") && hasParameters(access);
                    case "connect" ->
                        owner.getPackageName()
                                .matches("java\\.net|java\\.nio\\.channels|javax\\.net\\.ssl|org\\.jsoup");
                    case "open" -> owner.isAssignableTo("java.nio.channels.SocketChannel") && hasParameters(access);
                    case "createSocket" -> owner.isAssignableTo("javax.net.SocketFactory");
                    case "openStream", "openConnection", "getContent" -> owner.isEquivalentTo(java.net.URL.class);
                    case "isReachable" -> owner.isAssignableTo("java.net.InetAddress");
                    default -> false;
                }
                || owner.isAssignableTo("org.apache.mina.core.service.IoConnector")
                || owner.isAssignableTo("java.net.URLConnection")
                || owner.getPackageName().startsWith("java.net.http")
                || owner.getPackageName().startsWith("javax.naming");
    }

    private static boolean looksUpName(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return switch (access.getTarget().getName()) {
            case "getByName", "getAllByName", "getLocalHost", "getCanonicalHostName" ->
                owner.isAssignableTo("java.net.InetAddress");
            case "getHostName" ->
                owner.isAssignableTo("java.net.InetAddress") || owner.isAssignableTo("java.net.InetSocketAddress");
            case "<init>" ->
                owner.isAssignableTo("java.net.InetSocketAddress")
                        && access.getTarget().getFullName().contains("java.lang.String");
            default -> false;
        };
    }

    private static boolean isObjectInBuffer(JavaAccess<?> access) {
        return access.getTargetOwner().isAssignableTo("org.apache.mina.core.buffer.IoBuffer")
                && access.getTarget().getName().matches("(get|put)Object");
    }

    private static boolean hasParameters(JavaAccess<?> access) {
        return !access.getTarget().getFullName().endsWith("()");
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + (marked ? " is" : " is not") + " in a @NullMarked package"));
            }
        };
    }
}

package org.fakesmtp.attack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All attacks, and the servers they are played against. */
final class Attacks {

    private static final int SLOW = 2_000;

    private static final List<String> NO_LIMITS =
            List.of("limit.size=0", "limit.recipients=0", "limit.errors=0", "limit.idle-commands=0");

    private static final List<Attack> FLOODS = List.of(
            new Attack("600 MB of content in one line", Floods::messageInOneLine),
            new Attack("600 MB of content in many lines", Floods::messageInManyLines),
            new Attack("20,000 recipients", Floods::recipients),
            new Attack("a million NOOPs from each of 10 clients that never read", Floods::deaf),
            new Attack("the same in TLS", Floods::deafInTls));

    private static final List<Attack> CONNECTIONS = List.of(
            new Attack("connections that come and go", Connections::comingAndGoing),
            new Attack("4,000 TLS handshakes", Connections::handshakes),
            new Attack("8,000 idle connections", Connections::idle));

    private static final List<Attack> QUICK = List.of(
            new Attack("smuggling sequences", Smuggling::on),
            new Attack("a TLS hello on the plain port", WrongProtocols::tlsOnPlain),
            new Attack("HTTP requests on the plain port", WrongProtocols::httpOnPlain),
            new Attack("SMTP on the ports of TLS and PROXY", WrongProtocols::mailOnTls),
            new Attack("NUL and C0 in arguments", ControlCharacters::on),
            new Attack("lines of 20 MB at every stage", Floods::endlessLines),
            new Attack("disconnects at every stage", Endings::disconnects),
            new Attack("resets at every stage", Endings::resets),
            new Attack("half-closes at every stage", Endings::halfCloses),
            new Attack("clear octets behind close_notify", Endings::clearBehindCloseNotify));

    private static final Campaign FEW_DESCRIPTORS = new Campaign(
            "A heap of 128 MB, 200 descriptors",
            "128m",
            200,
            List.of(),
            List.of(new Attack("400 connections", Connections::descriptors)));

    static final List<Campaign> CAMPAIGNS = List.of(
            new Campaign("A heap of 128 MB, default limits", "128m", 0, List.of(), ordinary()),
            withoutLimits(FLOODS),
            new Campaign("A heap of 512 MB, default limits", "512m", 0, List.of(), floods()),
            FEW_DESCRIPTORS);

    /** Those that take little time, and one of each kind of the others. */
    static final List<Campaign> SHORT = List.of(
            new Campaign("A heap of 128 MB, default limits", "128m", 0, List.of(), quickAndSome()),
            withoutLimits(FLOODS.subList(1, 4)),
            FEW_DESCRIPTORS);

    private Attacks() {}

    private static Campaign withoutLimits(List<Attack> attacks) {
        return new Campaign(
                "A heap of 128 MB, without limits of size, recipients, errors and idle commands",
                "128m",
                0,
                NO_LIMITS,
                attacks);
    }

    private static List<Attack> ordinary() {
        List<Attack> attacks = new ArrayList<>(QUICK);
        attacks.add(new Attack("TLS records of one octet from 20 clients", Floods::tinyRecords));
        attacks.addAll(FLOODS);
        attacks.addAll(slow());
        attacks.addAll(CONNECTIONS);
        attacks.add(new Attack("nothing, until the threads of pools have gone", Attacks::rest));
        return attacks;
    }

    private static List<Attack> quickAndSome() {
        List<Attack> attacks = new ArrayList<>(QUICK);
        attacks.add(Connections.slow(SLOW, Stage.CONTENT));
        attacks.add(Connections.slow(SLOW, Stage.HANDSHAKE));
        attacks.add(CONNECTIONS.get(0));
        return attacks;
    }

    private static void rest(Target target) {
        await().atMost(Duration.ofSeconds(90)).until(() -> target.vitals().pooled() == 0);
    }

    private static List<Attack> floods() {
        List<Attack> attacks = new ArrayList<>(FLOODS);
        attacks.addAll(CONNECTIONS);
        return attacks;
    }

    private static List<Attack> slow() {
        return Arrays.stream(Stage.values())
                .map(stage -> Connections.slow(SLOW, stage))
                .toList();
    }
}

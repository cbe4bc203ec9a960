package org.fakesmtp.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.dist.Command;

/**
 * What a process uses, as its system tells.
 *
 * @param peak the most memory it had since {@link #forgetPeak}, in MB
 * @param threads how many threads it has, but for those of the JVM's compilers, which come and go, and those of pools
 * @param pooled how many threads are in pools, which leave after a minute without work
 * @param descriptors how many files and sockets it has open
 */
public record Vitals(long peak, int threads, int pooled, int descriptors) {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Predicate<String> POOLED = Pattern.compile(
                    "fakesmtp-worker|spool-settler|NioProcessor-.*|pool-.*")
            .asMatchPredicate();
    private static final Pattern USED = Pattern.compile("tenured generation +total \\d+K, used (\\d+)K");

    /** Whether this system tells. */
    static boolean areTold() {
        return Files.isReadable(PROC.resolve("self/status")) && Files.isDirectory(PROC.resolve("self/fd"));
    }

    /** What it uses now. */
    public static Vitals of(long pid) throws IOException {
        Path process = PROC.resolve(Long.toString(pid));
        List<String> threads = threads(process);
        int pooled = (int) threads.stream().filter(POOLED).count();
        int descriptors = list(process.resolve("fd")).size();
        return new Vitals(peak(process), threads.size() - pooled, pooled, descriptors);
    }

    /** Begins anew to look for the peak, where the system lets it. */
    static void forgetPeak(long pid) throws IOException {
        Path reset = PROC.resolve(Long.toString(pid)).resolve("clear_refs");
        if (Files.isWritable(reset)) {
            Files.writeString(reset, "5");
        }
    }

    /** How much of the heap is in use after a collection, in KB. What is in the young generation then came after it. */
    public static long heap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return USED.matcher(jcmd(pid, "GC.heap_info"))
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Command.Run run = new Command(jcmd, Long.toString(pid), command).run();
        if (run.exit() != 0) {
            throw new AssertionError(run.out() + run.err());
        }
        return run.out();
    }

    private static long peak(Path process) throws IOException {
        Matcher line = PEAK.matcher(Files.readString(process.resolve("status")));
        return line.find() ? Long.parseLong(line.group(1)) / 1024 : 0;
    }

    /** The names of the threads, as far as the system keeps them. */
    private static List<String> threads(Path process) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path thread : list(process.resolve("task"))) {
            name(thread).ifPresent(names::add);
        }
        names.removeIf(name -> name.matches("C[12] Compiler.*"));
        return names;
    }

    /** The name of a thread; empty where it has ended. */
    private static Optional<String> name(Path thread) {
        try {
            return Optional.of(Files.readString(thread.resolve("comm")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}

package org.fakesmtp.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses a regular expression that would take too much to compile: brackets within brackets without end, or counts that multiply. It reads only as much of the syntax as it
 * takes to see the groups, the classes and the counts.
 */
final class RegexCheck {

    /** So deep may groups stand in each other; what compiles them calls itself for each. */
    private static final int DEEPEST = 200;

    /** So many characters and classes may it be, each counted as often as it is repeated. */
    private static final long LARGEST = 100_000;

    private final String regex;
    private int at;

    /** What was read of each group that is open so far, and of its last part. */
    private final Deque<Long> sizes = new ArrayDeque<>();

    private long size;
    private long last;
    private int repeats;

    private RegexCheck(String regex) {
        this.regex = regex;
    }

    /** @throws IllegalArgumentException where it is too deep or too large */
    static void check(String regex) {
        new RegexCheck(regex).check();
    }

    private void check() {
        while (at < regex.length()) {
            next(regex.charAt(at++));
            if (sizes.size() > DEEPEST) {
                throw new IllegalArgumentException("its brackets are more than " + DEEPEST + " deep");
            }
            if (repeats > DEEPEST) {
                throw new IllegalArgumentException("it repeats a repetition more than " + DEEPEST + " times");
            }
            if (size + last > LARGEST) {
                throw new IllegalArgumentException("its repetitions come to more than " + LARGEST + " characters");
            }
        }
    }

    private void next(char c) {
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> part(afterClass(at));
            case '\\' -> part(afterEscape(at));
            case '*', '+', '?' -> repeats++;
            case '{' -> repeat();
            default -> part(at);
        }
    }

    private void part(int end) {
        at = Math.min(end, regex.length());
        size += last;
        last = 1;
        repeats = 0;
    }

    private void open() {
        sizes.push(size + last);
        size = 0;
        last = 0;
        repeats = 0;
    }

    private void close() {
        if (!sizes.isEmpty()) {
            last = size + last + 1;
            size = sizes.pop();
            repeats = 0;
        }
    }

    /** The most that a count says; braces that hold none are themselves. */
    private void repeat() {
        int end = regex.indexOf('}', at);
        String count = end < 0 ? "" : regex.substring(at, end);
        if (!count.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            part(at);
            return;
        }
        at = end + 1;
        repeats++;
        long most = 1;
        for (String number : count.split(",", 0)) {
            most = Math.max(most, Long.parseLong(number));
        }
        last *= most;
    }

    /** Where a class ends that begins here; a bracket at once is one of it, and what is escaped too. */
    private int afterClass(int begin) {
        int i = begin;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        int first = i;
        while (i < regex.length() && (regex.charAt(i) != ']' || i == first)) {
            i += regex.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** Where an escape ends whose character stands here; what is quoted by \Q counts as it stands. */
    private int afterEscape(int begin) {
        if (!regex.startsWith("Q", begin)) {
            return begin + 1;
        }
        int end = regex.indexOf("\\E", begin);
        last += (end < 0 ? regex.length() : end) - begin;
        return end < 0 ? regex.length() : end + 2;
    }
}

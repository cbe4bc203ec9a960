package org.fakesmtp.junit;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.lint.Finding;

/** What clients did wrong since the test began. So many findings are kept, and what comes after is no news. */
final class Findings {

    private static final int MOST = 10_000;

    private final List<Finding> all = new ArrayList<>();
    private final ClientLint lint = new ClientLint(this::add);

    ClientLint lint() {
        return lint;
    }

    private synchronized void add(Finding finding) {
        if (all.size() < MOST) {
            all.add(finding);
        }
    }

    synchronized List<Finding> all() {
        return List.copyOf(all);
    }

    synchronized void clear() {
        lint.forget();
        all.clear();
    }
}

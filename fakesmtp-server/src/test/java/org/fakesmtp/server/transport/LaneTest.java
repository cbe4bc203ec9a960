package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final int THREADS = 8;
    private static final int TASKS = 20_000;

    private final Lane lane = new Lane();

    /** Again and again: what it looks for is rare. */
    @RepeatedTest(10)
    void tasks_run_one_at_a_time_and_in_the_order_in_which_a_thread_gave_them() throws Exception {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger collisions = new AtomicInteger();
        int[] last = new int[THREADS];
        List<String> outOfOrder = new ArrayList<>();
        hammer((thread, number) -> {
            Runnable task = () -> {
                collisions.addAndGet(within.getAndIncrement());
                if (last[thread] != number - 1) {
                    outOfOrder.add(thread + ": " + number + " after " + last[thread]);
                }
                last[thread] = number;
                within.decrementAndGet();
            };
            if (number % 3 == 0 && lane.tryEnter()) {
                task.run();
                lane.leave();
            } else {
                lane.execute(task);
            }
        });
        assertThat(collisions).hasValue(0);
        assertThat(outOfOrder).isEmpty();
        assertThat(last).containsOnly(TASKS);
    }

    @Test
    void tasks_that_fail_keep_no_other_from_running() throws Exception {
        AtomicInteger run = new AtomicInteger();
        hammer((thread, number) -> lane.execute(() -> {
            run.incrementAndGet();
            if (number % 2 == 0) {
                throw new IllegalStateException("wanted");
            }
            throw new StackOverflowError("wanted");
        }));
        assertThat(run).hasValue(THREADS * TASKS);
        assertThat(lane.tryEnter()).isTrue();
    }

    @Test
    void task_given_within_the_lane_runs_after_the_one_that_gives_it() {
        List<String> order = new ArrayList<>();
        lane.execute(() -> {
            lane.execute(() -> order.add("inner"));
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner");
    }

    private static void hammer(Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            threads.add(new Thread(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int number = 1; number <= TASKS; number++) {
                    work.give(thread, number);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @FunctionalInterface
    private interface Work {
        void give(int thread, int number);
    }
}

package dev.parley.standalone.play;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does many things, some at a time, each on a virtual thread. */
final class Crew {
    private Crew() {}

    /** What is done with each thing. */
    @FunctionalInterface
    interface Work<T> {
        void on(T thing) throws InterruptedException;
    }

    /**
     * Works until all is done. After a failure what has begun is finished and the rest is left.
     *
     * @throws RuntimeException the first failure
     */
    static <T> void work(List<T> things, int atATime, Work<? super T> work)
            throws InterruptedException {
        var queue = new ConcurrentLinkedQueue<T>(things);
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var members = Math.min(atATime, things.size());
        var working = new CountDownLatch(members);
        for (var member = 0; member < members; member++) {
            Thread.ofVirtual()
                    .name("player-" + member)
                    .start(() -> {
                        try {
                            drain(queue, work);
                        } catch (RuntimeException e) {
                            failure.compareAndSet(null, e);
                            queue.clear();
                        } catch (InterruptedException e) {
                            queue.clear();
                        } finally {
                            working.countDown();
                        }
                    });
        }
        working.await();
        var first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private static <T> void drain(Queue<T> queue, Work<? super T> work)
            throws InterruptedException {
        for (var thing = queue.poll(); thing != null; thing = queue.poll()) {
            work.on(thing);
        }
    }
}

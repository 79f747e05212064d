package dev.parley.ingest.http;

import dev.parley.ingest.ConversationStreams;
import dev.parley.ingest.DispositionWaiter;
import org.springframework.context.SmartLifecycle;

/**
 * Lets those who wait for a disposition or look on at a conversation go when the application stops:
 * after the workers, whose last turns may still answer them, and before the web server, which waits
 * for every request. An application that is started again serves them again.
 */
final class WaitersEnd implements SmartLifecycle {
    private final DispositionWaiter waiter;
    private final ConversationStreams streams;
    private volatile boolean running;

    WaitersEnd(DispositionWaiter waiter, ConversationStreams streams) {
        this.waiter = waiter;
        this.streams = streams;
    }

    @Override
    public void start() {
        running = true;
        waiter.start();
        streams.start();
    }

    @Override
    public void stop() {
        running = false;
        waiter.stop();
        streams.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 60;
    }
}

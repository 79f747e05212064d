package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Live text by publish and subscribe, a channel for each conversation. */
final class RedisLiveText implements LiveText, AutoCloseable {
    /** One publishes, one subscribes: connecting may take a while. */
    private static final int THREADS = 2;

    private final ScheduledExecutorService background =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("parley-live-", 0).factory());
    private final LivePublisher publisher;
    private final LiveSubscriptions subscriptions;

    /**
     * Makes one.
     *
     * @param channels the channel of a conversation, its own alone
     */
    RedisLiveText(
            GuardedRedis redis,
            Supplier<StatefulRedisPubSubConnection<String, String>> connecting,
            Function<ConversationId, String> channels,
            Duration interval,
            LiveMetrics metrics) {
        this.publisher = new LivePublisher(redis, channels, interval, background, metrics);
        this.subscriptions = new LiveSubscriptions(connecting, channels, background);
    }

    @Override
    public void publish(Piece piece) {
        publisher.publish(piece);
    }

    @Override
    public Subscription subscribe(ConversationId conversation, Consumer<Piece> listener) {
        return subscriptions.subscribe(conversation, listener);
    }

    /** How many channels this process listens to. */
    int channels() {
        return subscriptions.channels();
    }

    @Override
    public void close() {
        background.shutdownNow();
        subscriptions.close();
    }
}

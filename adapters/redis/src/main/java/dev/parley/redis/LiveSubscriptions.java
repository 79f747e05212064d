package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import dev.parley.conversation.LiveText.Subscription;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the channels that somebody wants, over one connection, which is made when the first
 * one does. What Redis has confirmed is compared with what is wanted until both are the same, so
 * that an outage at any moment delays a subscription and loses none. Thread-safe.
 */
final class LiveSubscriptions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSubscriptions.class);
    private static final Duration COMPARED_AGAIN_AFTER = Duration.ofMillis(500);
    private static final String[] NAMES = {};

    private final Supplier<StatefulRedisPubSubConnection<String, String>> connecting;
    private final Function<ConversationId, String> channels;
    private final ScheduledExecutorService background;
    private final Map<String, List<Listening>> wanted = new ConcurrentHashMap<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private boolean closed;

    /**
     * Listens to nothing yet.
     *
     * @param connecting makes a connection that restores itself and what it listens to
     */
    LiveSubscriptions(
            Supplier<StatefulRedisPubSubConnection<String, String>> connecting,
            Function<ConversationId, String> channels,
            ScheduledExecutorService background) {
        this.connecting = connecting;
        this.channels = channels;
        this.background = background;
    }

    Subscription subscribe(ConversationId conversation, Consumer<Piece> listener) {
        var channel = channels.apply(conversation);
        var listening = new Listening(conversation, listener, new Object());
        wanted.compute(
                channel,
                (_, others) -> {
                    var all = others == null ? new CopyOnWriteArrayList<Listening>() : others;
                    all.add(listening);
                    return all;
                });
        compareAfter(Duration.ZERO);
        return () -> leave(channel, listening);
    }

    /** How many channels are wanted. */
    int channels() {
        return wanted.size();
    }

    private void leave(String channel, Listening listening) {
        wanted.computeIfPresent(
                channel,
                (_, all) -> {
                    all.remove(listening);
                    return all.isEmpty() ? null : all;
                });
        compareAfter(Duration.ZERO);
    }

    private void compareAfter(Duration delay) {
        try {
            var _ = background.schedule(this::compare, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("closed: nobody listens any more");
        }
    }

    private synchronized void compare() {
        if (closed || isAsWanted()) {
            return;
        }
        try {
            var commands = connected().async();
            var missing = without(wanted.keySet(), confirmed);
            if (missing.length > 0) {
                await(commands.subscribe(missing));
            }
            var superfluous = without(confirmed, wanted.keySet());
            if (superfluous.length > 0) {
                await(commands.unsubscribe(superfluous));
            }
        } catch (RedisException | IllegalStateException e) {
            LOG.debug("live text: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!isAsWanted()) {
            compareAfter(COMPARED_AGAIN_AFTER);
        }
    }

    private boolean isAsWanted() {
        return confirmed.equals(wanted.keySet());
    }

    private StatefulRedisPubSubConnection<String, String> connected() {
        var current = connection;
        if (current == null) {
            current = connecting.get();
            current.addListener(new Confirmations());
            connection = current;
        }
        return current;
    }

    private static void await(RedisFuture<Void> command) throws InterruptedException {
        boolean _ = command.await(COMPARED_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String[] without(Set<String> all, Set<String> others) {
        var rest = new HashSet<>(all);
        rest.removeAll(others);
        return rest.toArray(NAMES);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null && connection.isOpen()) {
            connection.close();
        }
    }

    private final class Confirmations extends RedisPubSubAdapter<String, String> {
        @Override
        public void message(String channel, String message) {
            wanted.getOrDefault(channel, List.of()).forEach(listening -> listening.show(message));
        }

        @Override
        public void subscribed(String channel, long count) {
            confirmed.add(channel);
        }

        @Override
        public void unsubscribed(String channel, long count) {
            confirmed.remove(channel);
        }
    }

    /** The identity keeps two equal wishes apart. */
    private record Listening(
            ConversationId conversation, Consumer<Piece> listener, Object identity) {
        void show(String message) {
            try {
                LiveMessage.piece(conversation, message).ifPresent(listener);
            } catch (RuntimeException e) {
                LOG.debug("a listener to live text failed", e);
            }
        }
    }
}

package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Keeps one key per locked conversation, whose value is the turn that holds it and whose expiry is
 * the lock's.
 *
 * <p>Each operation is one atomic command. A take that timed out may still have happened: the lock
 * then belongs to the turn anyway and ends with it or with its time.
 */
final class RedisCooldown implements Cooldown {
    private static final RedisScript<Long> RENEW_OWN =
            RedisScript.of(
                    """
                    local renewed = 0
                    for i, key in ipairs(KEYS) do
                        if redis.call('GET', key) == ARGV[2 * i - 1] then
                            renewed = renewed + redis.call('PEXPIRE', key, ARGV[2 * i])
                        end
                    end
                    return renewed
                    """,
                    Long.class);

    /** Locks in one command; it is over in a millisecond and holds up nobody else. */
    private static final int RENEWED_TOGETHER = 500;

    private static final RedisScript<Long> DELETE_OWN =
            RedisScript.of(
                    """
                    if redis.call('GET', KEYS[1]) == ARGV[1] then
                        return redis.call('DEL', KEYS[1])
                    end
                    return 0
                    """,
                    Long.class);

    private final GuardedRedis redis;
    private final CooldownKeys keys;
    private final CooldownTimes times;
    private final CooldownMetrics metrics;

    RedisCooldown(
            GuardedRedis redis, CooldownKeys keys, CooldownTimes times, CooldownMetrics metrics) {
        this.redis = redis;
        this.keys = keys;
        this.times = times;
        this.metrics = metrics;
    }

    @Override
    public Acquisition acquire(ConversationId conversation, long turn) {
        var time = times.of(conversation.organization());
        var taken =
                redis.call(template ->
                        template.opsForValue()
                                .setIfAbsent(keys.of(conversation), String.valueOf(turn), time));
        if (taken.isEmpty()) {
            metrics.unreachable.increment();
            return Acquisition.UNREACHABLE;
        }
        (taken.get() ? metrics.acquired : metrics.busy).increment();
        return taken.get() ? Acquisition.ACQUIRED : Acquisition.BUSY;
    }

    @Override
    public int renewAll(List<Held> locks) {
        int renewed = 0;
        for (int from = 0; from < locks.size(); from += RENEWED_TOGETHER) {
            var some = locks.subList(from, Math.min(locks.size(), from + RENEWED_TOGETHER));
            var answer = renewTogether(some);
            if (answer.isEmpty()) {
                metrics.unreachable.increment();
                return renewed;
            }
            metrics.lost.increment(some.size() - answer.get());
            renewed += answer.get().intValue();
        }
        return renewed;
    }

    private Optional<Long> renewTogether(List<Held> locks) {
        var names = locks.stream().map(held -> keys.of(held.conversation())).toList();
        var arguments =
                locks.stream()
                        .flatMap(held ->
                                Stream.of(
                                        String.valueOf(held.turn()),
                                        String.valueOf(
                                                times.of(held.conversation().organization())
                                                        .toMillis())))
                        .toArray();
        return redis.call(template -> template.execute(RENEW_OWN, names, arguments));
    }

    @Override
    public void release(ConversationId conversation, long turn) {
        var deleted =
                redis.call(template ->
                        template.execute(
                                DELETE_OWN, List.of(keys.of(conversation)), String.valueOf(turn)));
        if (deleted.isEmpty()) {
            metrics.unreachable.increment();
        }
    }
}

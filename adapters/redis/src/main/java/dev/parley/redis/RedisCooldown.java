package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import java.util.List;
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
                    if redis.call('GET', KEYS[1]) == ARGV[1] then
                        return redis.call('PEXPIRE', KEYS[1], ARGV[2])
                    end
                    return 0
                    """,
                    Long.class);

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
    public boolean renew(ConversationId conversation, long turn) {
        var millis = times.of(conversation.organization()).toMillis();
        var renewed = run(RENEW_OWN, conversation, String.valueOf(turn), String.valueOf(millis));
        if (renewed == Answer.NO) {
            metrics.lost.increment();
        }
        return renewed == Answer.YES;
    }

    @Override
    public void release(ConversationId conversation, long turn) {
        run(DELETE_OWN, conversation, String.valueOf(turn));
    }

    private Answer run(RedisScript<Long> script, ConversationId conversation, String... arguments) {
        var changed =
                redis.call(template ->
                        template.execute(
                                script, List.of(keys.of(conversation)), (Object[]) arguments));
        if (changed.isEmpty()) {
            metrics.unreachable.increment();
            return Answer.NONE;
        }
        return changed.get() == 1 ? Answer.YES : Answer.NO;
    }

    /** Whether the turn held the lock. */
    private enum Answer {
        YES,
        NO,
        NONE
    }
}

package dev.parley.testkit;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.SettleSending.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/**
 * A channel that records what is sent and answers as a test scripts it, otherwise that all is well.
 * Thread-safe.
 */
public final class FakeChannel {
    private final Queue<Answer> script = new ArrayDeque<>();
    private final List<Sent> sends = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * One call, whatever came of it.
     *
     * @param attempt of that reply, from 1
     */
    public record Sent(
            ConversationId conversation, long outSeq, int attempt, String text, Result result) {}

    /**
     * @param hangs whether the caller waits until {@link #release} before it hears
     */
    private record Answer(Result result, boolean hangs) {}

    /** The next call that is not scripted yet is refused for now. */
    public FakeChannel thenRetry(Duration after) {
        return then(new Answer(new Result.Retry(after, "scripted retry"), false));
    }

    /** The next call that is not scripted yet is refused for good. */
    public FakeChannel thenFail() {
        return then(new Answer(new Result.Failed("scripted failure"), false));
    }

    /** The next call that is not scripted yet arrives, and its caller cannot tell. */
    public FakeChannel thenUnknown() {
        return then(new Answer(new Result.Unknown("scripted reset"), false));
    }

    /**
     * The next call that is not scripted yet arrives, and its caller hears only after {@link
     * #release}.
     */
    public FakeChannel thenHang() {
        return then(new Answer(new Result.Sent("hung"), true));
    }

    /** The next call that is not scripted yet is well. */
    public FakeChannel thenAccept() {
        return then(accepted());
    }

    private synchronized FakeChannel then(Answer answer) {
        script.add(answer);
        return this;
    }

    /** Sends a reply, as its delivery says the attempt. */
    public Result send(ConversationId conversation, Reply reply) throws InterruptedException {
        Answer answer;
        synchronized (this) {
            var scripted = script.poll();
            answer = scripted == null ? accepted() : scripted;
            sends.add(
                    new Sent(
                            conversation,
                            reply.outSeq(),
                            reply.delivery().attempts(),
                            reply.text(),
                            answer.result()));
        }
        if (answer.hangs()) {
            released.await();
        }
        return answer.result();
    }

    /** Lets every hanging call go on, now and later. */
    public void release() {
        released.countDown();
    }

    /** Every call, in order. */
    public synchronized List<Sent> sends() {
        return List.copyOf(sends);
    }

    /** What the customer of a conversation has seen, in order: what was taken or may have been. */
    public synchronized List<String> seenIn(ConversationId conversation) {
        return sends.stream()
                .filter(sent -> sent.conversation().equals(conversation))
                .filter(sent ->
                        sent.result() instanceof Result.Sent
                                || sent.result() instanceof Result.Unknown)
                .map(Sent::text)
                .toList();
    }

    private synchronized Answer accepted() {
        return new Answer(new Result.Sent("fake-" + (sends.size() + 1)), false);
    }
}

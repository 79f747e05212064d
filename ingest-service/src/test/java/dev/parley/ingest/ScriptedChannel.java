package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A channel that answers by script, and takes everything once the script is over. Thread-safe. */
final class ScriptedChannel implements OutboundChannel {
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Supplier<SendResult>> script = new ArrayDeque<>();
    private final Queue<Supplier<Reconciliation>> findings = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    ScriptedChannel thenAnswers(SendResult result) {
        script.add(() -> result);
        return this;
    }

    ScriptedChannel thenDoes(Supplier<SendResult> action) {
        script.add(action);
        return this;
    }

    ScriptedChannel thenFinds(Supplier<Reconciliation> finding) {
        findings.add(finding);
        return this;
    }

    /** Ids of the messages of all sends, in order, whatever came of them. */
    List<String> sends() {
        lock.lock();
        try {
            return List.copyOf(sent);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SendResult send(ConversationId conversation, Reply reply) {
        Supplier<SendResult> next;
        lock.lock();
        try {
            sent.add(reply.messageId());
            next = script.isEmpty() ? null : script.poll();
        } finally {
            lock.unlock();
        }
        return next == null ? new SendResult.Sent("provider-" + reply.messageId()) : next.get();
    }

    @Override
    public Reconciliation reconcile(ConversationId conversation, Reply reply) {
        var next = findings.poll();
        return next == null ? new Reconciliation.Undecidable() : next.get();
    }
}

package dev.parley.ingest.http;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import dev.parley.ingest.http.Explanation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the way of a message in sentences, from what the store keeps of it. */
final class ExplanationSteps {
    private ExplanationSteps() {}

    static List<Step> of(MessageTrace trace) {
        var steps = new ArrayList<Step>();
        var message = trace.message();
        steps.add(
                new Step(
                        message.storedAt(),
                        "stored as message %d of its conversation".formatted(message.seq())));
        if (message.role() != Message.Role.USER) {
            return steps;
        }
        var disposition = trace.disposition();
        if (disposition == null) {
            addOpen(steps, trace.conversation(), message.seq());
        } else {
            addEnd(steps, disposition, trace.reply(), message.seq());
        }
        return steps;
    }

    private static void addOpen(List<Step> steps, Conversation row, long seq) {
        var turn = row.turn();
        if (turn == null) {
            steps.add(new Step(null, "waits for a planner to open turn " + (row.turnNumber() + 1)));
        } else if (turn.covers(seq)) {
            addTurn(steps, turn);
        } else {
            steps.add(
                    new Step(
                            null,
                            "waits for the end of turn %d, which answers messages through %d"
                                    .formatted(turn.number(), turn.through())));
        }
        if (row.dueAt() != null) {
            steps.add(new Step(row.dueAt(), "looked at again by then at the latest"));
        }
    }

    private static void addTurn(List<Step> steps, Turn turn) {
        steps.add(
                new Step(
                        turn.claimedAt(),
                        "claimed by turn %d for %s"
                                .formatted(turn.number(), range(turn.from(), turn.through()))));
        if (turn.begins() > 0) {
            steps.add(new Step(null, "begun %s".formatted(times(turn.begins()))));
        }
        if (turn.failures() > 0) {
            var last = turn.lastFailure();
            steps.add(
                    new Step(
                            null,
                            "failed %s%s"
                                    .formatted(
                                            times(turn.failures()),
                                            last == null ? "" : ", last: " + last)));
        }
        if (turn.notBefore() != null) {
            steps.add(new Step(turn.notBefore(), "tried again no earlier than then"));
        }
        steps.add(
                new Step(
                        turn.leaseUntil(),
                        switch (turn.phase()) {
                            case PLANNED -> "planned: an executor is to begin it by then";
                            case RUNNING -> "running: its executor renews the lease by then";
                        }));
    }

    private static void addEnd(
            List<Step> steps, Disposition disposition, @Nullable Reply reply, long seq) {
        if (reply != null) {
            steps.add(new Step(null, planned(reply)));
            steps.add(new Step(reply.committedAt(), committed(reply)));
        }
        steps.add(new Step(disposition.at(), decided(disposition, seq)));
        if (reply != null) {
            steps.add(new Step(null, delivered(reply)));
        }
    }

    private static String planned(Reply reply) {
        var metadata = reply.metadata();
        var words =
                new StringBuilder(
                        "turn %d took the path %s"
                                .formatted(reply.turn(), Names.of(metadata.path())));
        if (metadata.agent() != null) {
            words.append(", agent ").append(metadata.agent());
        }
        if (metadata.playbook() != null) {
            words.append(", playbook ").append(metadata.playbook());
        }
        if (!metadata.detail().isEmpty()) {
            words.append(": ")
                    .append(
                            Names.sorted(metadata.detail()).entrySet().stream()
                                    .map(fact -> fact.getKey() + "=" + fact.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        return words.toString();
    }

    private static String committed(Reply reply) {
        var metadata = reply.metadata();
        var model = metadata.model() == null ? "without a model" : "by model " + metadata.model();
        return "%s %s committed for %s, %s in %d ms"
                .formatted(
                        Names.of(reply.kind()),
                        reply.messageId(),
                        range(reply.from(), reply.through()),
                        model,
                        metadata.latencyMillis());
    }

    private static String decided(Disposition disposition, long seq) {
        var by = disposition.turn() == null ? "" : " by turn " + disposition.turn();
        var why = disposition.reason() == null ? "" : ": " + disposition.reason();
        return switch (disposition.kind()) {
                    case ANSWERED ->
                            Explanation.isMerged(disposition, seq)
                                    ? "answered together with message " + disposition.through()
                                    : "answered";
                    case HUMAN -> "given to a person";
                    case IGNORED -> "ignored";
                    case PARKED -> "parked for an operator";
                }
                + by
                + why;
    }

    private static String delivered(Reply reply) {
        var state = reply.delivery();
        return "its delivery is %s after %s%s"
                .formatted(
                        Names.of(state.phase()),
                        state.attempts() == 1 ? "1 send" : state.attempts() + " sends",
                        state.cause() == null ? "" : ": " + state.cause());
    }

    private static String range(long from, long through) {
        return through == from + 1
                ? "message " + through
                : "messages %d to %d".formatted(from + 1, through);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}

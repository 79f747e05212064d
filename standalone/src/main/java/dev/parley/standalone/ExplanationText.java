package dev.parley.standalone;

import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Explanation.ReplyView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An explanation for a person to read. */
final class ExplanationText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(Explanation explanation) {
        var page = new ExplanationText();
        page.line(
                "Message "
                        + explanation.message()
                        + " in conversation "
                        + explanation.conversation()
                        + " of "
                        + explanation.organization());
        page.field("outcome", outcome(explanation));
        page.field("because", explanation.reason());
        page.field("turn", explanation.turn());
        page.reply(explanation.reply());
        for (var other : explanation.namesakes()) {
            page.field(
                    "same id",
                    "message %d, by %s %s".formatted(other.seq(), other.role(), other.author()));
        }
        page.line("Steps");
        for (var step : explanation.history()) {
            page.line("  %-23s  %s".formatted(time(step.at()), step.what()));
        }
        return page.text.toString();
    }

    private static String outcome(Explanation explanation) {
        var fate = explanation.disposition();
        if (fate == null) {
            return "accepted".equals(explanation.stage())
                    ? "none yet: it is accepted and waits to be taken up"
                    : "none yet: it is being worked on";
        }
        return switch (fate) {
            case ANSWERED -> "answered";
            case MERGED ->
                    "merged: answered together with message "
                            + Objects.requireNonNullElse(explanation.mergedInto(), "(unknown)");
            case HUMAN -> "human: it belongs to a person";
            case IGNORED -> "ignored: it needs no answer";
            case PARKED -> "parked: every attempt failed, an operator can redrive it";
        };
    }

    private void reply(@Nullable ReplyView reply) {
        if (reply != null) {
            field("reply", reply.text());
            field("kind", reply.kind());
            field("path", reply.path());
            field("model", reply.model());
        }
    }

    private void field(String name, @Nullable Object value) {
        if (value != null) {
            line("  %-8s  %s".formatted(name, value));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }
}

package dev.parley.standalone;

import dev.parley.standalone.client.DeadLetterView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Dead letters as text for a terminal. */
final class LetterText {
    private static final int LONGEST_CAUSE = 100;

    private LetterText() {}

    /** One line: id, moment, state, whose, who gave up and why. */
    static String line(DeadLetterView letter) {
        return "%s  %s  %-9s  %s  %s: %s"
                .formatted(
                        letter.id(),
                        letter.at(),
                        letter.state(),
                        letter.turn() == null
                                ? letter.conversationKey()
                                : letter.conversationKey() + " turn " + letter.turn(),
                        letter.stage(),
                        shortened(printable(letter.cause())));
    }

    /** Everything that is known, a line each. */
    static String whole(DeadLetterView letter) {
        var text = new StringBuilder();
        add(text, "id", letter.id());
        add(text, "state", letter.state() + decision(letter));
        add(text, "conversation", letter.conversationKey());
        add(text, "turn", letter.turn());
        add(text, "given up", letter.at() + " by " + letter.stage());
        add(text, "cause", printable(letter.cause()));
        var source = letter.source();
        add(
                text,
                "record",
                "%s-%d@%d of %s"
                        .formatted(
                                source.topic(), source.partition(), source.offset(), source.at()));
        var record = letter.record();
        if (record != null) {
            add(text, "key", bytes(record.key()));
            add(text, "value", bytes(record.value()));
            record.headers()
                    .forEach(header ->
                            add(
                                    text,
                                    "header",
                                    printable(header.name()) + " = " + bytes(header.value())));
        }
        return text.toString();
    }

    private static String decision(DeadLetterView letter) {
        return letter.decidedAt() == null
                ? ""
                : " " + letter.decidedAt() + " by " + letter.decidedBy();
    }

    private static void add(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append("%-13s %s%n".formatted(name, value));
        }
    }

    /** Text where it is all text, else Base64. */
    private static String bytes(@Nullable String base64) {
        if (base64 == null) {
            return "none";
        }
        var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        boolean isText = text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\uFFFD');
        return isText ? text : "base64 " + base64;
    }

    /** A cause may quote what came, which must not steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_CAUSE ? text : text.substring(0, LONGEST_CAUSE) + "...";
    }
}

package dev.parley.conversation.deadletter;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Sha256;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of dead letters: of a parked turn from conversation and turn, however many records reported
 * it; of any other from its record's place and time: a topic that was made anew has the same
 * places.
 */
public final class DeadLetterIds {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int BYTES = 16;

    private DeadLetterIds() {}

    /** Tells whether the text could be an id. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    static String of(
            @Nullable ConversationId conversation, @Nullable Long turn, GivenUpRecord record) {
        return turn == null
                ? hash(
                        "record",
                        record.topic(),
                        record.partition() + "@" + record.offset(),
                        Long.toString(record.at().toEpochMilli()))
                : hash("turn", String.valueOf(conversation), turn.toString());
    }

    /** Line breaks occur in none of the parts. */
    private static String hash(String... parts) {
        return Sha256.of(String.join("\n", parts)).hex(BYTES);
    }
}

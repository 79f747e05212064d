package dev.parley.conversation.deadletter;

import dev.parley.conversation.ConversationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        var digest = sha256().digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

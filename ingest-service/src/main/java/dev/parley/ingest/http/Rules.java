package dev.parley.ingest.http;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Visible;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of fields; each ends the request with the field's name when it is broken. */
final class Rules {
    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** Also ids of our own replies, which contain a tilde. */
    private static final Pattern ANY_MESSAGE_ID = Pattern.compile("[A-Za-z0-9._:~-]{1,160}");

    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");
    private static final int MOST_DIGITS = 9;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Rules() {}

    static ConversationId conversation(String organization, String conversation) {
        try {
            return new ConversationId(organization, conversation);
        } catch (IllegalArgumentException _) {
            throw ProblemException.field(
                    "conversation", "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    static String newMessageId(String field, String value) {
        return matching(
                MESSAGE_ID, field, value, "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
    }

    static String messageId(String field, String value) {
        return matching(
                ANY_MESSAGE_ID,
                field,
                value,
                "must be 1 to 160 characters of A-Z a-z 0-9 . _ : ~ -");
    }

    static String keyId(String field, String value) {
        return matching(KEY_ID, field, value, "must be 8 of 0-9 a-f");
    }

    /** Text of several lines that a person wrote. */
    static String text(String field, @Nullable String value, int limit) {
        var text = stored(field, value, limit);
        if (Visible.isBlank(text)) {
            throw ProblemException.field(field, "must not be blank");
        }
        return text;
    }

    /** A name or an id from elsewhere: one line without control and invisible characters. */
    static String line(String field, @Nullable String value, int limit) {
        var line = text(field, value, limit);
        if (line.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.field(field, "must not contain control characters");
        }
        if (Visible.hasHidden(line)) {
            throw ProblemException.field(
                    field, "must not contain invisible or direction-changing characters");
        }
        return line;
    }

    static List<String> lines(
            String field, @Nullable List<@Nullable Object> values, int count, int limit) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > count) {
            throw ProblemException.field(field, "must have at most %d entries".formatted(count));
        }
        var lines = new String[values.size()];
        for (int i = 0; i < lines.length; i++) {
            var entry = "%s[%d]".formatted(field, i);
            if (!(values.get(i) instanceof String line)) {
                throw ProblemException.field(entry, "must be a string");
            }
            lines[i] = line(entry, line, limit);
        }
        return List.of(lines);
    }

    /** A whole number of the query, given in plain digits. */
    static long number(String field, String value, long least, long most) {
        boolean isNumber =
                !value.isEmpty()
                        && value.length() <= MOST_DIGITS
                        && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw ProblemException.field(
                    field, "must be a whole number from %d to %d".formatted(least, most));
        }
        return Long.parseLong(value);
    }

    static @Nullable Instant moment(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        var moment = parsed(value);
        if (moment == null || moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw ProblemException.field(
                    field,
                    "must be an ISO-8601 instant from 1970 to 9999, as 2026-01-31T12:00:00Z");
        }
        return moment;
    }

    private static @Nullable Instant parsed(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String stored(String field, @Nullable String value, int limit) {
        if (value == null) {
            throw ProblemException.field(field, "is missing");
        }
        if (value.codePointCount(0, value.length()) > limit) {
            throw ProblemException.field(field, "must have at most %d characters".formatted(limit));
        }
        if (value.codePoints().anyMatch(Rules::isUnstorable)) {
            throw ProblemException.field(field, "must not contain NUL or half of a surrogate pair");
        }
        return value;
    }

    /** PostgreSQL keeps no NUL, and UTF-8 no lone surrogate: both would come back changed. */
    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static String matching(Pattern pattern, String field, String value, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw ProblemException.field(field, rule);
        }
        return value;
    }
}

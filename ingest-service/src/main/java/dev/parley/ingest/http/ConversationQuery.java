package dev.parley.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a client wants to see.
 *
 * @param needsProcessing only those that do, or do not; all when null
 * @param after id of the last one that the client has been shown or spared; null from the start
 * @param limit how many at most
 */
record ConversationQuery(
        String organization,
        @Nullable Status status,
        @Nullable Boolean needsProcessing,
        @Nullable String after,
        int limit) {
    private static final int MOST = 200;

    /** Rows read for one page at most, so that a rare property does not cost a whole table. */
    private static final int MOST_READ = 2_000;

    /** Begins every cursor; another one would mean another content. */
    private static final String KIND = "c1:";

    /** The query as it came, once every parameter holds its rule. */
    static ConversationQuery checked(
            String organization,
            @Nullable String status,
            @Nullable String needsProcessing,
            @Nullable String cursor,
            String limit) {
        return new ConversationQuery(
                organization,
                status == null ? null : status(status),
                needsProcessing == null ? null : truth(needsProcessing),
                cursor == null ? null : after(organization, cursor),
                (int) Rules.number("limit", limit, 1, MOST));
    }

    /**
     * A page: the rows and, unless they are the last, the cursor of the next one. It may hold fewer
     * rows than asked for, even none, when the property is rare; the cursor goes on behind what was
     * read.
     */
    ConversationPage page(ConversationStore store) {
        var rows = new ArrayList<Conversation>();
        var from = after;
        int read = 0;
        while (rows.size() < limit && read < MOST_READ) {
            // One more than fits tells whether there is another page.
            int wanted = limit + 1;
            // Of every status: the store would look for a rare one through all of its rows.
            var some = store.list(organization, null, from, wanted);
            for (var row : some) {
                if (rows.size() == limit) {
                    return page(rows, from);
                }
                if (isWanted(row)) {
                    rows.add(row);
                }
                from = row.id().conversation();
            }
            if (some.size() < wanted) {
                return page(rows, null);
            }
            read += some.size();
        }
        return page(rows, from);
    }

    private boolean isWanted(Conversation row) {
        return (status == null || status == row.status())
                && (needsProcessing == null || needsProcessing == row.needsProcessing());
    }

    private ConversationPage page(List<Conversation> rows, @Nullable String last) {
        return new ConversationPage(
                organization,
                rows.stream().map(ConversationPage.Summary::of).toList(),
                last == null ? null : cursor(last));
    }

    static String cursor(String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((KIND + last).getBytes(UTF_8));
    }

    private static String after(String organization, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (text.startsWith(KIND)) {
                return new ConversationId(organization, text.substring(KIND.length()))
                        .conversation();
            }
        } catch (IllegalArgumentException _) {
            // Neither ours nor changed only a little: told below.
        }
        throw ProblemException.field("cursor", "must be the next of a page before");
    }

    private static Status status(String value) {
        return Arrays.stream(Status.values())
                .filter(status -> Names.of(status).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.field(
                                "status",
                                "must be one of "
                                        + Arrays.stream(Status.values())
                                                .map(Names::of)
                                                .collect(Collectors.joining(", "))));
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.field("needsProcessing", "must be true or false");
        };
    }
}

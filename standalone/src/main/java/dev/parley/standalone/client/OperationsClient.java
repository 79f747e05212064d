package dev.parley.standalone.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of one Parley over HTTP. Every call may be repeated. Thread-safe; failures are
 * those of {@link ParleyClient}.
 */
public final class OperationsClient {
    /** The kind of refusal that ends by itself, with the open turn. */
    public static final String TURN_OPEN = "urn:parley:problem:turn-open";

    private static final Duration QUICK = Duration.ofSeconds(15);

    /** Reading topics takes the longest. */
    private static final Duration RECOVERY = Duration.ofMinutes(20);

    private static final String LETTERS = "/v1/dead-letters";
    private static final int PAGE = 200;

    private final JsonCalls calls;

    /** A client of the server at the address. */
    public OperationsClient(URI server, String key) {
        this.calls = new JsonCalls(server, key);
    }

    /**
     * Dead letters in the order they were given up.
     *
     * @param most how many at most
     */
    public List<DeadLetterView> letters(LetterFilter filter, int most) {
        var found = new ArrayList<DeadLetterView>();
        String cursor = null;
        do {
            var page = page(filter, cursor, Math.min(PAGE, most - found.size()));
            found.addAll(page.letters());
            cursor = page.next();
        } while (cursor != null && found.size() < most);
        return List.copyOf(found);
    }

    private Page page(LetterFilter filter, @Nullable String cursor, int limit) {
        return calls.get(LETTERS + "?" + filter.query(cursor, limit), Page.class, QUICK)
                .orElseGet(() -> new Page(List.of(), null));
    }

    /** One of them, whole; empty when the server does not know it. */
    public Optional<DeadLetterView> letter(String id) {
        return calls.get(path(id), DeadLetterView.class, QUICK);
    }

    /**
     * Gives it to the pipeline again.
     *
     * @throws RefusedException of kind {@link #TURN_OPEN} when it can be later
     */
    public DeadLetterView redrive(String id, boolean force) {
        return calls.post(
                path(id) + "/redrive", Map.of("force", force), DeadLetterView.class, QUICK);
    }

    /**
     * Lets it be.
     *
     * @throws RefusedException of kind {@link #TURN_OPEN} when it is being answered
     */
    public DeadLetterView discard(String id) {
        return calls.post(path(id) + "/discard", DeadLetterView.class, QUICK);
    }

    /**
     * Conversations in which a message has waited for so long, the longest first.
     *
     * @param organization only its own; null for all the key may see
     * @param limit 1 to 200
     */
    public Stuck stuck(@Nullable String organization, Duration olderThan, int limit) {
        var path =
                "/v1/conversations/stuck?olderThan=%d&limit=%d%s"
                        .formatted(
                                olderThan.toSeconds(),
                                limit,
                                organization == null
                                        ? ""
                                        : "&organization=" + JsonCalls.segment(organization));
        return calls.get(path, Stuck.class, QUICK).orElseGet(() -> new Stuck(List.of(), null));
    }

    /**
     * Puts back what the store lost since then; returns when it is done, which may take minutes.
     * Needs the operator's key.
     */
    public RecoveryView recover(Instant since) {
        return calls.post(
                "/v1/recovery", Map.of("since", since.toString()), RecoveryView.class, RECOVERY);
    }

    private static String path(String id) {
        return LETTERS + "/" + JsonCalls.segment(id);
    }

    private record Page(List<DeadLetterView> letters, @Nullable String next) {}

    /**
     * Where somebody waits for long.
     *
     * @param partitions where accepted messages are not taken up; null when that is not told
     */
    public record Stuck(
            List<StuckView> conversations, @Nullable List<StuckPartitionView> partitions) {}
}

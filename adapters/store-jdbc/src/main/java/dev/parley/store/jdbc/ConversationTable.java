package dev.parley.store.jdbc;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Profile;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Status;
import dev.parley.conversation.Timeline;
import dev.parley.conversation.Turn;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows that decide everything about a conversation. */
final class ConversationTable {
    /** Order of {@link #bind} and {@link #map}. */
    private static final String VALUES =
            """
            version, status, last_seq, last_inbound_seq, answered_through, turn_number, \
            turn_phase, turn_from, turn_through, turn_attempt, turn_begins, turn_failures, \
            turn_emissions, turn_lease_until, turn_not_before, turn_holder, turn_epoch, \
            turn_claimed_at, turn_away_since, turn_last_failure, \
            due_at, owner, ownership_epoch, channel, account, delivery, last_out_seq, followed_up, \
            agent, playbook, title, tokens_used, participants, \
            created_at, last_activity_at, last_inbound_at, waiting_since, last_processed_at, ended_at, \
            closure\
            """;

    static final String COLUMNS = VALUES + ", organization, conversation";
    static final int COLUMN_COUNT = COLUMNS.split(",").length;
    private static final int TURN_DETAILS = 13;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM conversations ";
    private static final String FIND = SELECT + "WHERE organization = ? AND conversation = ?";

    private static final String ERASED_AT =
            "SELECT ended_at FROM conversations WHERE organization = ? AND conversation = ? AND status = 'ERASED'";

    /** In the order of the ids, so that two transactions lock common rows in the same order. */
    static final String LOCK =
            SELECT
                    + "WHERE (organization, conversation) IN (SELECT * FROM unnest(?, ?))"
                    + " ORDER BY organization, conversation FOR UPDATE";

    private static final String LIST =
            SELECT + "WHERE organization = ? AND conversation > ? ORDER BY conversation LIMIT ?";
    private static final String LIST_OF_STATUS =
            SELECT
                    + "WHERE organization = ? AND conversation > ? AND status = ?"
                    + " ORDER BY conversation LIMIT ?";
    private static final String DUE_IN_ORDER =
            """
            SELECT organization, conversation, due_at FROM conversations
            WHERE due_at %s ? AND (due_at, organization, conversation) > (?, ?, ?)
            ORDER BY due_at, organization, conversation LIMIT ?\
            """;

    /** Both are answered by the index of due moments alone. */
    static final String OVERDUE = DUE_IN_ORDER.formatted("<=");

    static final String DUE_BEYOND = DUE_IN_ORDER.formatted(">");
    static final String ABANDONED =
            SELECT
                    + "WHERE turn_phase = 'RUNNING' AND turn_holder IS NOT NULL AND turn_holder IN"
                    + " (SELECT id FROM instances WHERE lease_until <= ?) LIMIT ?";
    static final String ENDED =
            SELECT
                    + "WHERE organization = ? AND ended_at < ? AND status <> 'ERASED'"
                    + " ORDER BY ended_at, conversation LIMIT ?";
    static final String WAITING =
            SELECT
                    + "WHERE waiting_since <= ? ORDER BY waiting_since, organization, conversation"
                    + " LIMIT ?";
    private static final String WAITING_OF_ORGANIZATION =
            SELECT
                    + "WHERE waiting_since <= ? AND organization = ? ORDER BY waiting_since, conversation LIMIT ?";
    static final String WAITING_AHEAD = WAITING.replace("<=", ">");
    private static final String WAITING_AHEAD_OF_ORGANIZATION =
            WAITING_OF_ORGANIZATION.replace("<=", ">");
    static final String NOT_FOLLOWED_UP =
            SELECT
                    + "WHERE followed_up < last_out_seq AND last_processed_at >= ? AND last_processed_at < ?"
                    + " ORDER BY last_processed_at, organization, conversation LIMIT ?";
    private static final String INSERT =
            "INSERT INTO conversations (%s) VALUES (%s) ON CONFLICT DO NOTHING"
                    .formatted(COLUMNS, "?" + ", ?".repeat(COLUMN_COUNT - 1));
    private static final String UPDATE =
            "UPDATE conversations SET %s = ? WHERE organization = ? AND conversation = ? AND version = ?"
                    .formatted(VALUES.replace(",", " = ?,"));

    private final Session session;

    ConversationTable(Session session) {
        this.session = session;
    }

    Optional<Conversation> find(ConversationId id) {
        return session.first(
                FIND,
                parameters -> parameters.text(id.organization()).text(id.conversation()),
                ConversationTable::map);
    }

    /** When it was erased, if it was, even of a row that cannot be read otherwise. */
    Optional<Instant> erasedAt(ConversationId id) {
        return session.first(
                ERASED_AT,
                parameters -> parameters.text(id.organization()).text(id.conversation()),
                Columns::moment);
    }

    boolean isErased(ConversationId id) {
        return erasedAt(id).isPresent();
    }

    /**
     * The rows that exist, locked until the end of the transaction.
     *
     * @param unreadable told of those that this build cannot read
     */
    List<Conversation> lock(Collection<ConversationId> ids, Consumer<ConversationId> unreadable) {
        return session
                .list(
                        LOCK,
                        parameters ->
                                parameters
                                        .texts(
                                                ids.stream()
                                                        .map(ConversationId::organization)
                                                        .toList())
                                        .texts(
                                                ids.stream()
                                                        .map(ConversationId::conversation)
                                                        .toList()),
                        from -> mapOrTell(from, unreadable))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Conversation> mapOrTell(
            Columns from, Consumer<ConversationId> unreadable) throws SQLException {
        try {
            return Optional.of(map(from));
        } catch (RuntimeException e) {
            var id = from.fromStart().skip(COLUMN_COUNT - 2);
            unreadable.accept(new ConversationId(id.text(), id.text()));
            return Optional.empty();
        }
    }

    List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit) {
        var from = after == null ? "" : after;
        if (status == null) {
            return session.readable(
                    LIST,
                    limit,
                    most -> parameters -> parameters.text(organization).text(from).number(most),
                    ConversationTable::map);
        }
        return session.readable(
                LIST_OF_STATUS,
                limit,
                most ->
                        parameters ->
                                parameters.text(organization).text(from).name(status).number(most),
                ConversationTable::map);
    }

    /** What is due by now, then what is due beyond the horizon; {@code limit} of both at most. */
    List<Overdue.Entry> overdue(
            Instant now, Instant horizon, Overdue.@Nullable Entry after, int limit) {
        var found = due(OVERDUE, now, after, limit);
        if (found.size() < limit) {
            found.addAll(due(DUE_BEYOND, horizon, after, limit - found.size()));
        }
        return found;
    }

    private List<Overdue.Entry> due(
            String sql, Instant bound, Overdue.@Nullable Entry after, int limit) {
        return session.list(
                sql,
                parameters -> {
                    parameters.moment(bound);
                    if (after == null) {
                        parameters.number(Long.MIN_VALUE).text("").text("");
                    } else {
                        parameters
                                .moment(after.dueAt())
                                .text(after.conversation().organization())
                                .text(after.conversation().conversation());
                    }
                    parameters.number(limit);
                },
                columns ->
                        new Overdue.Entry(
                                new ConversationId(columns.text(), columns.text()),
                                columns.moment()));
    }

    List<Conversation> abandoned(Instant now, int limit) {
        return session.list(
                ABANDONED,
                parameters -> parameters.moment(now).number(limit),
                ConversationTable::map);
    }

    List<Conversation> ended(String organization, Instant before, int limit) {
        return session.readable(
                ENDED,
                limit,
                most -> parameters -> parameters.text(organization).moment(before).number(most),
                ConversationTable::map);
    }

    /** Those with a reply that was not followed up, whose newest turn ended in that time. */
    List<Conversation> notFollowedUp(Instant from, Instant before, int limit) {
        return session.readable(
                NOT_FOLLOWED_UP,
                limit,
                most -> parameters -> parameters.moment(from).moment(before).number(most),
                ConversationTable::map);
    }

    /** Those in which something waits since a moment to come, or since that one or longer. */
    List<Conversation> waiting(
            @Nullable String organization, Instant since, Instant now, int limit) {
        var ahead = since.isAfter(now) ? since : now;
        var found =
                new ArrayList<>(
                        organization == null
                                ? waitingIn(WAITING_AHEAD, null, ahead, limit)
                                : waitingIn(
                                        WAITING_AHEAD_OF_ORGANIZATION, organization, ahead, limit));
        if (found.size() < limit) {
            int left = limit - found.size();
            found.addAll(
                    organization == null
                            ? waitingIn(WAITING, null, since, left)
                            : waitingIn(WAITING_OF_ORGANIZATION, organization, since, left));
        }
        return found;
    }

    private List<Conversation> waitingIn(
            String sql, @Nullable String organization, Instant bound, int limit) {
        return session.readable(
                sql,
                limit,
                most ->
                        parameters -> {
                            parameters.moment(bound);
                            if (organization != null) {
                                parameters.text(organization);
                            }
                            parameters.number(most);
                        },
                ConversationTable::map);
    }

    /** Writes the row if the one before it is still there; a first version is inserted. */
    void save(Conversation row) {
        long before = row.version() - 1;
        Supplier<StaleRowException> stale =
                () ->
                        new StaleRowException(
                                "%s is not at version %d any more".formatted(row.id(), before));
        if (before == 0) {
            session.write(INSERT, parameters -> bind(parameters, row), stale);
        } else {
            session.write(UPDATE, parameters -> bind(parameters, row).number(before), stale);
        }
    }

    private static Parameters bind(Parameters to, Conversation row) throws SQLException {
        var progress = row.progress();
        to.number(row.version())
                .name(row.status())
                .number(progress.lastSeq())
                .number(progress.lastInboundSeq())
                .number(progress.answeredThrough())
                .number(row.turnNumber());
        bindTurn(to, row.turn());
        to.moment(row.dueAt())
                .name(row.ownership().owner())
                .number(row.ownership().epoch())
                .text(row.channel().name())
                .text(row.channel().account())
                .name(row.channel().delivery())
                .number(row.lastOutSeq())
                .number(row.followedUp());
        var profile = row.profile();
        to.text(profile.agent())
                .text(profile.playbook())
                .text(profile.title())
                .number(profile.tokensUsed())
                .text(Json.of(profile.participants()));
        var timeline = row.timeline();
        var closure = row.closure();
        return to.moment(timeline.createdAt())
                .moment(timeline.lastActivityAt())
                .moment(timeline.lastInboundAt())
                .moment(timeline.waitingSince())
                .moment(timeline.lastProcessedAt())
                .moment(timeline.endedAt())
                .text(closure == null ? null : Json.of(closure))
                .text(row.id().organization())
                .text(row.id().conversation());
    }

    private static void bindTurn(Parameters to, @Nullable Turn turn) throws SQLException {
        if (turn == null) {
            to.nulls(1 + TURN_DETAILS);
            return;
        }
        to.name(turn.phase())
                .number(turn.from())
                .number(turn.through())
                .number(turn.attempt())
                .number(turn.begins())
                .number(turn.failures())
                .number(turn.emissions())
                .moment(turn.leaseUntil())
                .moment(turn.notBefore())
                .text(turn.holder())
                .number(turn.ownershipEpoch())
                .moment(turn.claimedAt())
                .moment(turn.awaySince())
                .text(turn.lastFailure());
    }

    /** The row of the columns in the order of {@link #COLUMNS}. */
    static Conversation map(Columns from) throws SQLException {
        long version = from.number();
        var status = from.name(Status.class);
        var progress = new Progress(from.number(), from.number(), from.number());
        long turnNumber = from.number();
        var turn = mapTurn(from, turnNumber);
        var dueAt = from.momentOrNull();
        var ownership = new Ownership(from.name(Ownership.Owner.class), from.number());
        var channel = new Channel(from.text(), from.text(), from.name(Channel.Delivery.class));
        long lastOutSeq = from.number();
        long followedUp = from.number();
        var profile =
                new Profile(
                        from.textOrNull(),
                        from.textOrNull(),
                        from.textOrNull(),
                        from.number(),
                        Json.participants(from.text()));
        var timeline =
                new Timeline(
                        from.moment(),
                        from.moment(),
                        from.moment(),
                        from.momentOrNull(),
                        from.momentOrNull(),
                        from.momentOrNull());
        var closure = from.textOrNull();
        var id = new ConversationId(from.text(), from.text());
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure == null ? null : Json.closure(closure));
    }

    private static @Nullable Turn mapTurn(Columns from, long number) throws SQLException {
        var phase = from.textOrNull();
        if (phase == null) {
            from.skip(TURN_DETAILS);
            return null;
        }
        long first = from.number();
        long through = from.number();
        int attempt = from.count();
        int begins = from.count();
        int failures = from.count();
        int emissions = from.count();
        return new Turn(
                number,
                first,
                through,
                attempt,
                begins,
                failures,
                emissions,
                Turn.Phase.valueOf(phase),
                from.moment(),
                from.momentOrNull(),
                from.textOrNull(),
                from.number(),
                from.moment(),
                from.momentOrNull(),
                from.textOrNull());
    }
}

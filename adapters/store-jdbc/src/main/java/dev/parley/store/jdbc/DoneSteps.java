package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;

/** Markers of the steps after a reply that have been done. */
final class DoneSteps {
    private static final String FIND =
            """
            SELECT 1 FROM done_steps
            WHERE organization = ? AND conversation = ? AND turn = ? AND step = ?\
            """;
    private static final String INSERT =
            "INSERT INTO done_steps (organization, conversation, turn, step) VALUES (?, ?, ?, ?)";

    private final Session session;

    DoneSteps(Session session) {
        this.session = session;
    }

    boolean contains(ConversationId id, long turn, String step) {
        return session.first(FIND, marker(id, turn, step), _ -> true).isPresent();
    }

    void insert(ConversationId id, long turn, String step) {
        session.insert(INSERT, marker(id, turn, step));
    }

    private static Parameters.Binding marker(ConversationId id, long turn, String step) {
        return parameters ->
                parameters.text(id.organization()).text(id.conversation()).number(turn).text(step);
    }
}

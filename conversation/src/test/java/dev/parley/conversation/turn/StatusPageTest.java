package dev.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/status.md is written from {@link Transition#ALL}: {@code -Dpage=write}. */
class StatusPageTest {
    private static final Path PAGE = Path.of("../docs/status.md");
    private static final String HEAD =
            """
            # Status of a conversation

            Which step may change it, and why; no step makes another change. The tests write this page from the table in
            `conversation.turn.Transition` (`./parley test -pl conversation -am -Dtest=StatusPageTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dpage=write`) and fail when it is not up to date; the exploration of the turn
            protocol holds every step to the table, and shows that each line of it happens.

            ```mermaid
            stateDiagram-v2
            """;
    private static final String TAIL =
            """
            ```

            `ended_at` and `closure` (reason, confidence, the customer's words) are there while a conversation is RESOLVED, CLOSED or ERASED, and
            only then. Who owns it is another matter: a person does after a takeover until the return; PENDING_HUMAN without an owner waits
            for a person. RESOLVED says that the customer is content, CLOSED that nobody came back
            ([ADR 0020](adr/0020-silent-conversations-are-closed.md)).
            """;

    @Test
    void pageShowsTheTable() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var transition : Transition.ALL) {
            page.append(
                    "    %s --> %s: %s (%s)\n"
                            .formatted(
                                    transition.from() == null ? "[*]" : transition.from(),
                                    transition.to(),
                                    transition.cause(),
                                    transition.step().getSimpleName()));
        }
        page.append(TAIL);
        if ("write".equals(System.getProperty("page"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page.toString());
    }
}

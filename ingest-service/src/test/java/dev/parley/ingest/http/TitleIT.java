package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Triggers;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Titles are asked for through the API. */
@EdgeTest
class TitleIT {
    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;
    @Autowired private RecordingTriggers triggers;

    private final ConversationId id = new ConversationId("acme", "title-" + UUID.randomUUID());

    @Test
    void requestIsPassedOn() {
        store.apply(Samples.append(id, id.conversation()));

        var answer = post(Edge.ACME_KEY);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("conversation")).isEqualTo(id.conversation());
        assertThat(triggers.followUps())
                .contains(new RecordingTriggers.Followed(id, Triggers.FollowUp.TITLE));
    }

    @Test
    void unknownConversationHasNoTitle() {
        assertThat(post(Edge.ACME_KEY).status()).isEqualTo(404);
        assertThat(triggers.followUps()).noneMatch(each -> each.conversation().equals(id));
    }

    @Test
    void anotherOrganizationsConversationIsForbidden() {
        store.apply(Samples.append(id, id.conversation()));

        assertThat(post(Edge.GLOBEX_KEY).status()).isEqualTo(403);
        assertThat(triggers.followUps()).noneMatch(each -> each.conversation().equals(id));
    }

    private Edge.Answer post(String key) {
        return edge.post(
                "/v1/organizations/acme/conversations/" + id.conversation() + "/title", key, "");
    }
}

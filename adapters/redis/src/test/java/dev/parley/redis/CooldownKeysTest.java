package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CooldownKeysTest {
    private final CooldownKeys keys = new CooldownKeys("parley:");

    @Test
    void keyNamesTheOrganizationAndHidesTheConversation() {
        assertThat(keys.of(new ConversationId("acme", "4912345")))
                .matches("parley:cooldown:acme:[0-9a-f]{32}");
    }

    @Test
    void lookAlikesHaveKeysOfTheirOwn() {
        var lookAlikes =
                List.of(
                        new ConversationId("acme", "a:b"),
                        new ConversationId("acme", "a"),
                        new ConversationId("acme", "A"),
                        new ConversationId("acme-a", "b"),
                        new ConversationId("acme-a", "a:b"));

        assertThat(lookAlikes.stream().map(keys::of)).doesNotHaveDuplicates();
    }

    @Test
    void installationsOfOneServerAreApart() {
        var id = new ConversationId("acme", "c-1");

        assertThat(new CooldownKeys("lane-2:").of(id)).isNotEqualTo(keys.of(id));
    }
}

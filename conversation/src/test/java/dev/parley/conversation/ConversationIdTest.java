package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {
    @Test
    void keyJoinsBothParts() {
        assertThat(new ConversationId("acme", "wa:+1".replace("+", "")).toString())
                .isEqualTo("acme/wa:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme-eu_2", "9lives"})
    void acceptsOrganizations(String organization) {
        assertThat(ConversationId.isOrganization(organization)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "_a", "Acme", "a b", "a/b", "a.b", "ä", "a\n"})
    void refusesOrganizationsOutsideTheGrammar(String organization) {
        assertThatThrownBy(() -> new ConversationId(organization, "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("organization must");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a~", "~2", "a~0", "a~2~3", "ä", "a\n", "\u0000"})
    void refusesConversationsOutsideTheGrammar(String conversation) {
        assertThatThrownBy(() -> new ConversationId("acme", conversation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("conversation must");
    }

    @Test
    void successorsAreNumbered() {
        var first = new ConversationId("acme", "c1");

        assertThat(first.successor()).isEqualTo(new ConversationId("acme", "c1~2"));
        assertThat(first.successor().successor()).isEqualTo(new ConversationId("acme", "c1~3"));
    }

    @Test
    void boundsTheLengthOfBothParts() {
        var longest = new ConversationId("o".repeat(63), "c".repeat(128));
        assertThat(longest.toString()).hasSize(63 + 1 + 128);
        assertThatThrownBy(() -> new ConversationId("o".repeat(64), "c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConversationId("o", "c".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

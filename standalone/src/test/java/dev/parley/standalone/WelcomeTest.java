package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WelcomeTest {
    @Test
    void namesTheModelThatAnswersAndNeverCallsTheOfflineOneIntelligent() {
        assertThat(Welcome.model("offline"))
                .isEqualTo("offline: deterministic and not intelligent");
        assertThat(Welcome.model("openai")).isEqualTo("openai");
    }
}

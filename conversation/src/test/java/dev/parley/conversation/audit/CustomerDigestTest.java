package dev.parley.conversation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerDigestTest {
    /** As {@code printf 'acme/ada' | sha256sum | cut -c1-16} says. */
    @Test
    void anybodyWhoKnowsTheIdCanCheckIt() {
        assertThat(CustomerDigest.of("acme", "ada")).isEqualTo("3e8c7af3c61eb851");
    }

    @Test
    void sameIdIsAnotherCustomerInAnotherOrganization() {
        assertThat(CustomerDigest.of("globex", "ada"))
                .isNotEqualTo(CustomerDigest.of("acme", "ada"));
    }
}

package dev.parley.conversation.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldDocumentTest {
    /** Over each part behind its length in four bytes. */
    @Test
    void hashesOfOlderBuildsAreTheSame() {
        assertThat(HeldDocument.hash("Returns", "https://acme.example/returns", "Within 30 days."))
                .isEqualTo("04c6a0578900d1843d485579ae160204c3a027dfba0255b77e10b8c9216123c9");
    }

    @Test
    void partsDoNotFlowIntoEachOther() {
        assertThat(HeldDocument.hash("ab", null, "c"))
                .isNotEqualTo(HeldDocument.hash("a", null, "bc"));
    }
}

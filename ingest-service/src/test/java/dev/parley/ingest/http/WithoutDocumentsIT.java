package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@EdgeTest
@TestPropertySource(properties = EdgePorts.DOCUMENTS + "=false")
class WithoutDocumentsIT {
    @Autowired private Edge edge;

    @Test
    void documentsAreNotEnabledWhereNothingTakesThemIn() {
        var answer = edge.get("/v1/organizations/acme/documents", Edge.ACME_KEY);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("urn:parley:problem:documents-not-enabled");
    }
}

package dev.parley.postprocessor.timers;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.schemas.RecordKey;
import java.time.Duration;
import java.util.Optional;

/** How long a customer may be silent: what the organization says now, else the service. */
record AllowedSilence(Organizations organizations, Duration otherwise) {
    /** That of the conversation with this record key. */
    Duration of(String key) {
        return organizations
                .find(RecordKey.parse(key).organization())
                .map(Organization::policies)
                .flatMap(policies -> Optional.ofNullable(policies.inactivity()))
                .orElse(otherwise);
    }
}

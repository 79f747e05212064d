package dev.parley.redis;

import dev.parley.conversation.organization.Organization;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a lock lasts: as its organization wants, as this process knows it at that moment, or
 * else as the settings say.
 */
record CooldownTimes(Duration usual, Function<String, Optional<Organization>> organizations) {
    /** Of a conversation of this organization. */
    Duration of(String organization) {
        return organizations
                .apply(organization)
                .map(known -> known.policies().cooldown())
                .orElse(usual);
    }
}

package dev.parley.standalone;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Takes readiness away while the data directory has too little free space. */
final class FreeSpaceHealth implements HealthIndicator {
    private final FreeSpace space;

    FreeSpaceHealth(FreeSpace space) {
        this.space = space;
    }

    @Override
    public Health health() {
        return (space.isLow() ? Health.down() : Health.up())
                .withDetail("space", space.describe())
                .build();
    }
}

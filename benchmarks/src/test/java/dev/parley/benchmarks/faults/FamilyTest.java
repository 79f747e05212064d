package dev.parley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.services.Service;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FamilyTest {
    @Test
    void namesAreFoundAgain() {
        for (var label : Family.labels()) {
            assertThat(Family.of(label)).map(Family::label).contains(label);
        }
        assertThat(Family.of("kill-executor")).contains(Family.KILL_EXECUTOR);
        assertThat(Family.of("kill_executor")).isEmpty();
    }

    @Test
    void everyKindOfProcessIsKilled() {
        var edge = Family.of("kill-edge");
        var workers =
                Arrays.stream(Service.values())
                        .filter(Service::isWorker)
                        .map(service -> "kill-" + service.module().replace("-worker", ""))
                        .map(Family::of);

        assertThat(edge).isPresent();
        assertThat(workers).allSatisfy(family -> assertThat(family).isPresent());
    }
}

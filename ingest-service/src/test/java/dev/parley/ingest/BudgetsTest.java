package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.ingest.SharedPlaces.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {
    @Test
    void oneAloneHoldsHalfAndLessWhenOthersCome() {
        var places = new SharedPlaces(12, 1);
        for (int i = 0; i < 6; i++) {
            assertThat(places.take("acme")).isEqualTo(Answer.TAKEN);
        }
        assertThat(places.take("acme")).isEqualTo(Answer.SHARE_USED);
        for (int i = 0; i < 4; i++) {
            assertThat(places.take("globex")).isEqualTo(Answer.TAKEN);
        }
        assertThat(places.take("globex")).isEqualTo(Answer.SHARE_USED);
        places.leave("acme");
        assertThat(places.take("acme"))
                .as("it has more than its share still")
                .isEqualTo(Answer.SHARE_USED);
        assertThat(places.take("initech")).isEqualTo(Answer.TAKEN);
    }

    @Test
    void minimumIsThereHoweverManyCome() {
        var places = new SharedPlaces(12, 2);
        for (int organization = 0; organization < 6; organization++) {
            assertThat(places.take("o" + organization)).isEqualTo(Answer.TAKEN);
            assertThat(places.take("o" + organization)).isEqualTo(Answer.TAKEN);
        }
        assertThat(places.take("o7")).isEqualTo(Answer.NONE_LEFT);
    }

    @Test
    void whoComesNextFindsItsMinimumHoweverGreedyAllWereBefore() {
        var places = new SharedPlaces(24, 2);
        for (var greedy : List.of("acme", "globex", "initech")) {
            while (places.take(greedy) == Answer.TAKEN) {
                assertThat(places.used()).isLessThan(24);
            }
            assertThat(places.take(greedy)).isEqualTo(Answer.SHARE_USED);
        }
        assertThat(places.take("umbrella")).isEqualTo(Answer.TAKEN);
        assertThat(places.take("umbrella")).isEqualTo(Answer.TAKEN);
    }

    @Test
    void nobodyHoldsMoreThanTheMost() {
        var places = new SharedPlaces(12, 4, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(places.take("acme")).isEqualTo(Answer.TAKEN);
        }
        assertThat(places.take("acme")).isEqualTo(Answer.SHARE_USED);
        assertThat(places.share("acme")).isEqualTo(3);
    }

    @Test
    void placesComeBack() {
        var budgets = new Budgets(settings(), 2, new SimpleMeterRegistry());
        try (var _ = budgets.enter(Budget.WAITS, "acme")) {
            assertThatThrownBy(() -> budgets.enter(Budget.WAITS, "acme"))
                    .isInstanceOf(OverBudgetException.class);
        }
        budgets.enter(Budget.WAITS, "acme").close();
    }

    @Test
    void defaults() {
        assertThat(Bound.settings(BudgetProperties.class, Map.of())).isEqualTo(settings(50));
    }

    @ParameterizedTest
    @CsvSource({
        "reads-per-second, -1",
        "burst-seconds, 0",
        "burst-seconds, 61",
        "concurrent-requests, 1",
        "minimum-streams, 0",
        "documents, 0"
    })
    void nonsenseIsRefusedByName(String name, String value) {
        assertThatThrownBy(() ->
                        Bound.settings(
                                BudgetProperties.class, Map.of("parley.budget." + name, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("parley.budget." + name);
    }

    private static BudgetProperties settings() {
        return settings(1);
    }

    private static BudgetProperties settings(int minimumWaits) {
        return new BudgetProperties(
                500, 50, 10, 60, 512, 16, minimumWaits, 50, 5_000, 64_000_000, 100_000);
    }
}

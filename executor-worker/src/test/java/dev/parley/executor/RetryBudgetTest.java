package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final SettableClock clock = new SettableClock();
    private final RetryBudget budget = new RetryBudget(new RetryBudgetProperties(10, 3), clock);

    @Test
    void retriesBeyondTheBurstStandInLine() {
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take("acme")).isZero();
        }
        assertThat(budget.take("acme")).isEqualTo(Duration.ofMillis(100));
        assertThat(budget.take("acme")).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void lineOfOneOrganizationIsNobodyElses() {
        for (int i = 0; i < 100; i++) {
            budget.take("acme");
        }
        assertThat(budget.take("globex")).isZero();
    }

    @Test
    void quietWhileEarnsTheBurstAgain() {
        for (int i = 0; i < 10; i++) {
            budget.take("acme");
        }
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take("acme")).isZero();
        }
        assertThat(budget.take("acme")).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void limitsAreRefusedByName() {
        assertThatThrownBy(() -> new RetryBudgetProperties(0, 1))
                .hasMessage("parley.retry-budget.per-second must be 1 to 1,000, not 0");
        assertThatThrownBy(() -> new RetryBudgetProperties(1, 100_001))
                .hasMessage("parley.retry-budget.burst must be 1 to 100,000, not 100,001");
    }
}

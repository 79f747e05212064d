package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.RateLimiter;
import dev.parley.conversation.RateLimiter.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageRateTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> asked = new ArrayList<>();

    @Test
    void organizationMaySendABurstAndIsToldWhenToGoOn() {
        var rate = rate(1, 5, new Verdict.Granted());
        for (int i = 0; i < 5; i++) {
            rate.take("acme");
        }
        assertThatThrownBy(() -> rate.take("acme"))
                .isInstanceOfSatisfying(
                        OverBudgetException.class,
                        e ->
                                assertThat(e.after())
                                        .isPositive()
                                        .isLessThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void floodOfOneIsNoReasonToRefuseAnotherNorToAskTheOthers() {
        var rate = rate(1, 5, new Verdict.Granted());
        for (int i = 0; i < 1_000; i++) {
            try {
                rate.take("hot");
            } catch (OverBudgetException _) {
                // As wished.
            }
        }
        rate.take("acme");
        assertThat(asked).containsExactly("hot", "hot", "hot", "hot", "hot", "acme");
        assertThat(meters.counter("parley.api.rate", "verdict", "refused").count()).isEqualTo(995);
    }

    @Test
    void whatAllProcessesTogetherRefuseIsRefused() {
        var after = Duration.ofSeconds(3);
        assertThatThrownBy(() -> rate(100, 100, new Verdict.Refused(after)).take("acme"))
                .isInstanceOfSatisfying(
                        OverBudgetException.class, e -> assertThat(e.after()).isEqualTo(after));
    }

    @Test
    void withoutTheOthersItsOwnCountStands() {
        var rate = rate(1, 2, new Verdict.Unreachable());
        rate.take("acme");
        rate.take("acme");
        assertThatThrownBy(() -> rate.take("acme")).isInstanceOf(OverBudgetException.class);
        assertThat(meters.counter("parley.api.rate", "verdict", "alone").count()).isEqualTo(2);
    }

    @Test
    void zeroMeansNoLimit() {
        var rate = rate(0, 1, new Verdict.Refused(Duration.ofSeconds(1)));
        for (int i = 0; i < 100; i++) {
            assertThatCode(() -> rate.take("acme")).doesNotThrowAnyException();
        }
        assertThat(asked).isEmpty();
    }

    private MessageRate rate(int perSecond, int burst, Verdict verdict) {
        RateLimiter shared =
                (organization, _) -> {
                    asked.add(organization);
                    return verdict;
                };
        return new MessageRate(new RateProperties(perSecond, burst), shared, meters);
    }
}

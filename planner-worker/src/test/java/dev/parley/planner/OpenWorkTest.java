package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.turn.Fail;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.InMemoryDeadLetters;
import dev.parley.testkit.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenWorkTest {
    private final Fixture fixture = new Fixture();
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters(fixture.clock);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final OpenWork openWork = new OpenWork(fixture.store, letters, fixture.clock, meters);

    @Test
    void ageIsThatOfTheMessageThatHasWaitedLongest() {
        openWork.measure();
        assertThat(value(OpenWork.OLDEST_WAITING)).isZero();

        fixture.receive("m1", "Hello");
        fixture.clock.advance(Duration.ofSeconds(90));
        fixture.receive("m2", "Hello?");
        openWork.measure();

        assertThat(value(OpenWork.OLDEST_WAITING)).isCloseTo(90, within(0.001));
    }

    @Test
    void redriveThatHangsIsOldToo() {
        fixture.receive("m1", "Hello");
        var turn = Objects.requireNonNull(fixture.row().turn());
        fixture.store.apply(Samples.begin(Fixture.ID, turn));
        var fence = Objects.requireNonNull(fixture.row().turn()).fence();
        fixture.store.apply(Samples.fail(Fixture.ID, fence, new Fail.Next.Never()));
        fixture.store.apply(Samples.redrive(Fixture.ID, 1));
        fixture.clock.advance(Duration.ofSeconds(90));

        openWork.measure();

        assertThat(value(OpenWork.OLDEST_WAITING)).isCloseTo(90, within(0.001));
    }

    @Test
    void messageThatAnotherClockStampedAgesFromTheFirstLookOn() {
        fixture.clock.advance(Duration.ofDays(1));
        fixture.worker.receive(fixture.message("m1", "Hello"));
        fixture.clock.advance(Duration.ofDays(-1));
        var corrected =
                new OpenWork(
                        new DelegatingStore(fixture.store) {
                            @Override
                            public List<Conversation> waiting(
                                    @Nullable String organization, Instant since, int limit) {
                                return super.waiting(
                                        organization, since.plus(Duration.ofDays(1)), limit);
                            }
                        },
                        letters,
                        fixture.clock,
                        new SimpleMeterRegistry());
        corrected.measure();
        fixture.clock.advance(Duration.ofSeconds(400));

        assertThat(corrected.oldestSeconds()).isZero();
        corrected.measure();
        assertThat(corrected.oldestSeconds()).isCloseTo(400, within(0.001));
    }

    @Test
    void openLettersAreThoseNobodyHasDecidedAbout() {
        for (int offset = 0; offset < 3; offset++) {
            letters.keep(letter(offset));
        }
        letters.decide(letter(1).id(), DeadLetterState.DISCARDED, "ops");

        openWork.measure();

        assertThat(value(OpenWork.OPEN_DEAD_LETTERS)).isEqualTo(2);
    }

    @Test
    void withoutTheStoreNothingIsClaimed() {
        openWork.measure();
        fixture.store.setReachable(false);

        assertThatThrownBy(openWork::measure).isInstanceOf(StoreUnavailableException.class);

        assertThat(value(OpenWork.OLDEST_WAITING)).isNaN();
        assertThat(value(OpenWork.OPEN_DEAD_LETTERS)).isNaN();
    }

    @Test
    void intervalMustBePositive() {
        assertThatThrownBy(() -> new BacklogProperties(Duration.ZERO))
                .hasMessageContaining("parley.backlog.interval");
    }

    private double value(String gauge) {
        return meters.get(gauge).gauge().value();
    }

    private DeadLetter letter(long offset) {
        var at = fixture.clock.instant();
        return DeadLetter.open(
                null,
                null,
                "planner",
                "no Avro",
                at,
                new GivenUpRecord("parley.inbound", 0, offset, at, null, null, List.of()));
    }
}

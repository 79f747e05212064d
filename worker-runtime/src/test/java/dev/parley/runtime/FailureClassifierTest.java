package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassifierTest {

    private final FailureClassifier standard = FailureClassifier.standard();

    static Stream<Throwable> infrastructure() {
        return Stream.of(
                new InfrastructureException("store is down"),
                new IllegalStateException(new ConnectException("refused")),
                new IllegalStateException(new IOException(new SocketTimeoutException())),
                new SQLTransientConnectionException(),
                new SQLException("gone", "08006"),
                new SQLException("too many", "53300"),
                new TimeoutException("broker"));
    }

    static Stream<Throwable> record() {
        return Stream.of(
                new IllegalStateException("no such agent"),
                new NullPointerException(),
                new IOException("file not found"),
                new SQLException("duplicate", "23505"),
                new SQLException("without a state"),
                new RecordTooLargeException("too large"),
                new AssertionError());
    }

    @ParameterizedTest
    @MethodSource("infrastructure")
    void brokenInfrastructureIsNotTheRecordsFault(Throwable failure) {
        assertThat(standard.classify(failure)).isEqualTo(FailureKind.INFRASTRUCTURE);
    }

    @ParameterizedTest
    @MethodSource("record")
    void everythingElseIs(Throwable failure) {
        assertThat(standard.classify(failure)).isEqualTo(FailureKind.RECORD);
    }

    @Test
    void overflownStackIsPoisonWhereverItIs() {
        assertThat(standard.classify(new IllegalStateException(new StackOverflowError())))
                .isEqualTo(FailureKind.POISON);
    }

    @Test
    void causeOfAFailureInOrderDecidesWhetherItIsAnOutage() {
        assertThat(standard.classify(new InOrderException("x", new IllegalStateException())))
                .isEqualTo(FailureKind.IN_ORDER);
        assertThat(standard.classify(new InOrderException("x", new TimeoutException("broker"))))
                .isEqualTo(FailureKind.INFRASTRUCTURE);
    }

    @Test
    void circleOfCausesEnds() {
        var one = new IllegalStateException("one");
        var two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(standard.classify(one)).isEqualTo(FailureKind.RECORD);
    }

    @Test
    void servicesNameTheExceptionsOfTheirClients() {
        var extended = FailureClassifier.withInfrastructure(List.of(ArithmeticException.class));
        assertThat(extended.classify(new IllegalStateException(new ArithmeticException())))
                .isEqualTo(FailureKind.INFRASTRUCTURE);
        assertThat(extended.classify(new IllegalStateException())).isEqualTo(FailureKind.RECORD);
    }
}

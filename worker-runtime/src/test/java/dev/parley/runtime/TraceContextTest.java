package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsWhatItWrites() {
        assertThat(TraceContext.parse(VALID))
                .contains(
                        new TraceContext(
                                "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1));
        assertThat(TraceContext.parse(VALID).orElseThrow().traceparent()).isEqualTo(VALID);
        var root = TraceContext.root();
        assertThat(TraceContext.parse(root.traceparent())).contains(root);
    }

    @Test
    void laterVersionMayAddFields() {
        assertThat(TraceContext.parse("cc" + VALID.substring(2) + "-what-comes")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                " 0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void whatIsNotValidIsNoContext(String traceparent) {
        assertThat(TraceContext.parse(traceparent)).isEmpty();
    }

    @Test
    void childIsAnotherStepOfTheSameTrace() {
        var parent = TraceContext.parse(VALID).orElseThrow();
        var child = parent.child();
        assertThat(child.traceId()).isEqualTo(parent.traceId());
        assertThat(child.spanId()).isNotEqualTo(parent.spanId());
        assertThat(child.flags()).isEqualTo(parent.flags());
    }

    @Test
    void headerIsReplacedNotRepeated() {
        var headers = new RecordHeaders();
        TraceContext.root().putInto(headers);
        var last = TraceContext.root();
        last.putInto(headers);
        assertThat(headers.headers(TraceContext.HEADER)).hasSize(1);
        assertThat(TraceContext.of(headers)).contains(last);
        assertThat(TraceContext.of(new RecordHeaders())).isEmpty();
    }

    @Test
    void idsOfAWrongFormAreRefused() {
        assertThatThrownBy(() -> new TraceContext("abc", "00f067aa0ba902b7", 1))
                .hasMessageContaining("traceId");
        assertThatThrownBy(() -> new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "x", 1))
                .hasMessageContaining("spanId");
        assertThatThrownBy(() ->
                        new TraceContext(
                                "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 256))
                .hasMessageContaining("flags");
    }
}

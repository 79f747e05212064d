package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.runtime.RecordDecoder;
import dev.parley.runtime.RecordDecoder.UnknownSchema;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PatientDecoderTest {
    private static final byte[] OF_ANOTHER_BUILD = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8};
    private static final SpecificRecord RECORD =
            TimerRecords.error(DrivenTimers.KEY, 1L, DrivenTimers.START).build();

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void schemaThatComesLateIsWaitedFor() throws Exception {
        var decoder = new PatientDecoder(knownAt(3), Duration.ofMinutes(1));

        assertThat(decoder.decode("any", "any", OF_ANOTHER_BUILD)).isSameAs(RECORD);
        assertThat(asked).hasValue(3);
    }

    @Test
    void schemaThatNeverComesIsWaitedForOnce() {
        var decoder = new PatientDecoder(knownAt(Integer.MAX_VALUE), Duration.ofMillis(120));

        assertThatThrownBy(() -> decoder.decode("any", "any", OF_ANOTHER_BUILD))
                .isInstanceOf(UnknownSchema.class);
        assertThat(asked).hasValueGreaterThan(1);

        asked.set(0);
        assertThatThrownBy(() -> decoder.decode("any", "any", OF_ANOTHER_BUILD))
                .isInstanceOf(UnknownSchema.class);
        assertThat(asked).hasValue(1);
    }

    /** Knows the schema when it is asked for the so-manieth time. */
    private RecordDecoder knownAt(int time) {
        var codec = new RecordCodec();
        return (_, _, value) -> {
            if (asked.incrementAndGet() >= time) {
                return RECORD;
            }
            try {
                return codec.decode(value);
            } catch (UnknownSchemaException e) {
                throw new UnknownSchema("not yet", e);
            }
        };
    }
}

package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes, the codec answers with a record or one of its two exceptions, and allocates
 * little.
 */
class GarbageTest {

    private static final long SEED = 20260301;
    private static final int HEADER_BYTES = 10;
    private static final int TRIES = 20_000;

    /**
     * Room for a sample, its bytes and an exception with its stack trace; a believed length would
     * be far above.
     */
    private static final long MAX_ALLOCATED_BYTES = 256 * 1024;

    private final RecordCodec codec = new RecordCodec();
    private final Random random = new Random(SEED);

    static Stream<SpecificRecord> records() {
        return SampleRecords.all().stream();
    }

    @Test
    void randomBytesAreRefused() {
        for (var i = 0; i < TRIES; i++) {
            assertThat(isRecord(randomBytes(random.nextInt(200)))).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void randomBytesBehindAGoodHeaderAreARecordOrRefused(SpecificRecord record) {
        var header = Arrays.copyOf(codec.encode(record), HEADER_BYTES);
        var refused = 0;
        for (var i = 0; i < TRIES; i++) {
            var bytes = concat(header, randomBytes(random.nextInt(300)));
            refused += isRecord(bytes) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(TRIES / 2);
    }

    @ParameterizedTest
    @MethodSource("records")
    void mutatedRecordsAreARecordOrRefused(SpecificRecord record) {
        var good = codec.encode(record);
        var refused = 0;
        for (var i = 0; i < TRIES; i++) {
            refused += isRecord(mutated(good)) ? 0 : 1;
        }
        assertThat(refused).isBetween(1, TRIES - 1);
    }

    @Test
    void claimedLengthsAreNotBelieved() throws IOException {
        var string = prefix(SampleRecords.wakeup(), out -> out.writeLong(Integer.MAX_VALUE - 16));
        var negative = prefix(SampleRecords.wakeup(), out -> out.writeLong(-1));
        var longest = prefix(SampleRecords.wakeup(), out -> out.writeLong(Long.MAX_VALUE));
        var map =
                prefix(
                        SampleRecords.conversationEvent(),
                        out -> {
                            out.writeString("acme");
                            out.writeString("c-1");
                            out.writeEnum(0);
                            out.writeIndex(0);
                            out.writeLong(Integer.MAX_VALUE - 16);
                        });
        for (var bytes :
                List.of(string, negative, longest, map, array(1 << 30), array(Long.MIN_VALUE))) {
            var before = allocatedBytes();
            assertThatExceptionOfType(MalformedRecordException.class)
                    .isThrownBy(() -> codec.decode(bytes));
            assertThat(allocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
        }
    }

    @Test
    void lengthsInSkippedFieldsAreNotBelieved() {
        codec.learn(NewerWakeup.schema().toString());
        var good = NewerWakeup.encoded();
        var refused = 0;
        for (var i = 0; i < TRIES; i++) {
            refused += isRecord(mutated(good)) ? 0 : 1;
        }
        assertThat(refused).isBetween(1, TRIES - 1);
    }

    private boolean isRecord(byte[] bytes) {
        var before = allocatedBytes();
        boolean decoded;
        try {
            codec.decode(bytes);
            decoded = true;
        } catch (UnknownSchemaException | MalformedRecordException _) {
            decoded = false;
        }
        assertThat(allocatedBytes() - before).as("bytes allocated").isLessThan(MAX_ALLOCATED_BYTES);
        return decoded;
    }

    /**
     * Changes, cuts, repeats or inserts, behind the header: the header alone decides which schema
     * is looked up.
     */
    private byte[] mutated(byte[] good) {
        var bytes = good.clone();
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = HEADER_BYTES + random.nextInt(bytes.length - HEADER_BYTES);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = (byte) 0xFF;
                case 3 -> bytes = at > HEADER_BYTES ? Arrays.copyOf(bytes, at) : bytes;
                default ->
                        bytes =
                                concat(
                                        Arrays.copyOf(bytes, at),
                                        Arrays.copyOfRange(bytes, at - 1, bytes.length));
            }
        }
        return bytes;
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] array(long count) throws IOException {
        return prefix(
                SampleRecords.organization(),
                out -> {
                    out.writeString("acme");
                    out.writeLong(1);
                    out.writeString("Acme");
                    out.writeLong(count);
                });
    }

    private byte[] prefix(SpecificRecord record, Body body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(codec.encode(record), 0, HEADER_BYTES);
        var out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        body.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private interface Body {
        void write(BinaryEncoder out) throws IOException;
    }
}

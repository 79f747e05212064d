package dev.parley.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding from an array and believes no length that exceeds what is left of
 * it. Avro's own decoder allocates what a length prefix claims, up to two gigabytes, before it
 * looks for the bytes; its limits are system properties of the whole process.
 *
 * <p>An item of an array or map takes at least one byte here: schemas with items of no size (null,
 * a record without fields) are not supported. Not safe for use by several threads.
 */
final class BoundedDecoder extends Decoder {

    private static final int MAX_VARINT_BYTES = 10;

    private final ByteBuffer input;

    BoundedDecoder(byte[] bytes, int offset) {
        input =
                ByteBuffer.wrap(bytes, offset, bytes.length - offset)
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    int remaining() {
        return input.remaining();
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        require(1);
        return switch (input.get()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new AvroRuntimeException("a boolean is neither 0 nor 1");
        };
    }

    @Override
    public int readInt() throws IOException {
        var value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("%d is no int".formatted(value));
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        var zigzag = 0L;
        for (var i = 0; i < MAX_VARINT_BYTES; i++) {
            require(1);
            var next = input.get();
            zigzag |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new AvroRuntimeException("a number is longer than " + MAX_VARINT_BYTES + " bytes");
    }

    @Override
    public float readFloat() throws IOException {
        require(Float.BYTES);
        return input.getFloat();
    }

    @Override
    public double readDouble() throws IOException {
        require(Double.BYTES);
        return input.getDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(take(readLength()));
    }

    @Override
    public String readString() throws IOException {
        var length = readLength();
        var text =
                new String(
                        input.array(),
                        input.arrayOffset() + input.position(),
                        length,
                        StandardCharsets.UTF_8);
        skip(length);
        return text;
    }

    @Override
    public void skipString() throws IOException {
        skip(readLength());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(take(readLength()));
    }

    @Override
    public void skipBytes() throws IOException {
        skip(readLength());
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        require(length);
        input.get(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        require(length);
        skip(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return readItemCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return readItemCount();
    }

    @Override
    public long skipArray() throws IOException {
        return readItemCount();
    }

    @Override
    public long readMapStart() throws IOException {
        return readItemCount();
    }

    @Override
    public long mapNext() throws IOException {
        return readItemCount();
    }

    @Override
    public long skipMap() throws IOException {
        return readItemCount();
    }

    /**
     * A negative count is followed by the size of its block in bytes, of use only to those who skip
     * blocks.
     */
    private int readItemCount() throws IOException {
        var count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        return bounded(count);
    }

    private int readLength() throws IOException {
        return bounded(readLong());
    }

    private int bounded(long length) throws IOException {
        if (length < 0) {
            throw new AvroRuntimeException("%d is no length".formatted(length));
        }
        require(length);
        return (int) length;
    }

    private void require(long length) throws IOException {
        if (length > input.remaining()) {
            throw new EOFException("%d wanted, %d bytes left".formatted(length, input.remaining()));
        }
    }

    private byte[] take(int length) {
        var bytes = new byte[length];
        input.get(bytes);
        return bytes;
    }

    private void skip(int length) {
        input.position(input.position() + length);
    }
}

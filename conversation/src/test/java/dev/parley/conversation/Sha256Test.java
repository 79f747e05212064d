package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was stored under a digest is found by the same digest for ever. */
class Sha256Test {
    /** The example of FIPS 180-4. */
    private static final String OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestIsTheStandards() {
        assertThat(Sha256.of("abc").hex()).isEqualTo(OF_ABC);
        assertThat(Sha256.of("abc").hex(4)).isEqualTo("ba7816bf");
    }

    @Test
    void partsAreOneText() {
        var sha = new Sha256();
        sha.add("a");
        sha.add((byte) 'b', (byte) 'c');
        assertThat(sha.hex()).isEqualTo(OF_ABC);
    }

    @Test
    void textsAreReadAsUtf8() {
        var sha = new Sha256();
        sha.add((byte) 0xc3, (byte) 0xbc);
        assertThat(sha.hex()).isEqualTo(Sha256.of("\u00fc").hex());
    }
}

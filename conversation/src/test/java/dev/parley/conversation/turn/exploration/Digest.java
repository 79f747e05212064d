package dev.parley.conversation.turn.exploration;

/** 128 bits that tell states apart; order of the additions matters. */
final class Digest {
    private long high = 0x243F6A8885A308D3L;
    private long low = 0x13198A2E03707344L;

    void add(long value) {
        high = mixed(high ^ value, 0xBF58476D1CE4E5B9L, 0x94D049BB133111EBL);
        low = mixed(low + value, 0xFF51AFD7ED558CCDL, 0xC4CEB9FE1A85EC53L);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private static long mixed(long value, long one, long other) {
        long mixed = (value ^ value >>> 30) * one;
        mixed = (mixed ^ mixed >>> 27) * other;
        return mixed ^ mixed >>> 31;
    }
}

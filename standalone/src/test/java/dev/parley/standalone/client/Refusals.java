package dev.parley.standalone.client;

/** Refusals as a server makes them, for tests of what follows. */
public final class Refusals {
    private static final int CONFLICT = 409;

    private Refusals() {}

    public static RefusedException of(String kind, String reason) {
        return new RefusedException(CONFLICT, kind, reason, "refused: " + reason);
    }
}

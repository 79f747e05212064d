package dev.parley.benchmarks.soak;

import dev.parley.standalone.client.ParleyClient;
import java.net.URI;

/**
 * A Parley to be asked.
 *
 * @param key the operator's
 * @param client with the operator's key
 */
record Server(URI address, String key, ParleyClient client) {
    static Server of(URI address, String key) {
        return new Server(address, key, new ParleyClient(address, key));
    }

    /** Says nothing of the key: records are printed by accident. */
    @Override
    public String toString() {
        return "Server " + address;
    }
}

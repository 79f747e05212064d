package dev.parley.benchmarks.soak;

import dev.parley.standalone.client.NewKey;
import dev.parley.standalone.client.ParleyClient;

/**
 * An organization with a key of its own, so that its budgets count: the operator has none.
 *
 * @param client with that key
 */
record Tenant(String organization, String key, ParleyClient client) {
    /** Makes the organization, or a further key of one that is there. */
    static Tenant in(Server server, String organization) {
        server.client().createOrganization(organization);
        var key = server.client().createKey(organization, NewKey.WHOLE).apiKey();
        return new Tenant(organization, key, new ParleyClient(server.address(), key));
    }

    /** Path of a conversation, or of what is below it. */
    String path(String conversation) {
        return "/v1/organizations/%s/conversations/%s".formatted(organization, conversation);
    }

    /** Says nothing of the key: records are printed by accident. */
    @Override
    public String toString() {
        return "Tenant " + organization;
    }
}

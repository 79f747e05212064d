package dev.parley.benchmarks.soak;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tokens with which a customer's browser enters one conversation. */
final class Token {
    private static final int CREATED = 201;

    private Token() {}

    /**
     * Has one given out, for the customer of all ordinary conversations.
     *
     * @throws IOException when it is refused
     */
    static String of(Calls calls, Tenant tenant, String conversation)
            throws IOException, InterruptedException {
        var issued =
                calls.post(
                        tenant.path(conversation) + "/tokens",
                        tenant.key(),
                        "{\"author\":{\"id\":\"customer\"}}");
        if (issued.status() != CREATED) {
            throw new IOException("a token was refused with " + issued.status());
        }
        try {
            return JsonMapper.shared().readTree(issued.body()).path("token").asString();
        } catch (JacksonException e) {
            throw new IOException("a token came in an answer that is no JSON", e);
        }
    }
}

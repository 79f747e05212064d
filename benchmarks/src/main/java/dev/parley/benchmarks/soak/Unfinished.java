package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conversations with a message that was accepted and has come to no end. */
final class Unfinished {
    private static final long REST_MILLIS = 500;

    private Unfinished() {}

    /**
     * Waits until the organization has none.
     *
     * @return those it still has when the patience is over
     */
    static List<String> await(Calls calls, Tenant tenant, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        var left = in(calls, tenant);
        while (!left.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            left = in(calls, tenant);
        }
        return left;
    }

    private static List<String> in(Calls calls, Tenant tenant)
            throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        var list =
                "/v1/organizations/%s/conversations?needsProcessing=true&limit=200"
                        .formatted(tenant.organization());
        var next = "";
        do {
            var page =
                    page(
                            calls.get(
                                    list
                                            + (next.isEmpty()
                                                    ? ""
                                                    : "&cursor=" + URLEncoder.encode(next, UTF_8)),
                                    tenant.key()));
            page.path("conversations")
                    .forEach(each ->
                            found.add(
                                    tenant.organization()
                                            + "/"
                                            + each.path("conversation").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return found;
    }

    private static JsonNode page(Calls.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("conversations could not be listed: " + answer.status());
        }
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException("conversations were listed in no JSON", e);
        }
    }
}

package dev.parley.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new API key is to be.
 *
 * @param scopes what it may do, as the server calls it
 * @param expiresAt ISO-8601; null for never
 */
public record NewKey(@Nullable String name, List<String> scopes, @Nullable String expiresAt) {
    /** One that may do everything, for ever. */
    public static final NewKey WHOLE = new NewKey(null, List.of("admin"), null);

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("scopes", scopes);
        if (name != null) {
            body.put("name", name);
        }
        if (expiresAt != null) {
            body.put("expiresAt", expiresAt);
        }
        return body;
    }
}

package dev.parley.standalone.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of an API key.
 *
 * @param lastUsed as the server that was asked knows it
 */
public record HeldKey(
        String id,
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable String createdAt,
        @Nullable String expiresAt,
        @Nullable String lastUsed) {}

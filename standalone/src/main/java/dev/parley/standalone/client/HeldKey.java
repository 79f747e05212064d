package dev.parley.standalone.client;

import org.jspecify.annotations.Nullable;

import java.util.List;

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

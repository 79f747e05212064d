package dev.parley.standalone.client;

/**
 * An API key just created.
 *
 * @param id names it from now on
 * @param apiKey the key; the server shows it only this once
 */
public record CreatedKey(String id, String apiKey) {}

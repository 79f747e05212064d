package dev.parley.ingest;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may use the API from a browser.
 *
 * @param allowedOrigins such as {@code https://shop.example}, or {@code *} for all; default none
 */
public record CorsProperties(@DefaultValue List<String> allowedOrigins) {
    public CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (var origin : allowedOrigins) {
            ApiProperties.require(
                    origin.equals("*") || isOrigin(origin),
                    "cors.allowed-origins must be https://HOST or http://HOST, with :PORT where"
                            + " needed, or *, not "
                            + origin);
        }
    }

    private static boolean isOrigin(String text) {
        try {
            var uri = URI.create(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

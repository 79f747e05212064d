package dev.parley.ingest.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes the API to programs. Needs no key. */
@RestController
final class OpenApiController {
    private static final MediaType YAML =
            new MediaType("application", "yaml", StandardCharsets.UTF_8);

    private final byte[] description;

    OpenApiController() throws IOException {
        description = new ClassPathResource("openapi.yaml").getContentAsByteArray();
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<byte[]> describe() {
        return ResponseEntity.ok().contentType(YAML).body(description);
    }
}

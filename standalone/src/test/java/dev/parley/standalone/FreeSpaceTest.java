package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FreeSpaceTest {
    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path data;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    @SuppressWarnings("NullAway.Init") // made before each test
    private FreeSpace space;

    @BeforeEach
    void measure() {
        space = FreeSpace.of(data);
        space.measureBy(free::get);
    }

    @Test
    void startWithTooLittleIsRefusedInOneSentence() {
        space.requireForStart();
        free.set(3 * MEGABYTE);
        assertThatThrownBy(space::requireForStart)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the data directory " + data + " needs about ")
                .hasMessageContaining(" MB of free space and has 3; make room");
    }

    @Test
    void readinessGoesAndComesWithTheSpace() {
        var health = new FreeSpaceHealth(space);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        free.set(0);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails().get("space"))
                .asString()
                .startsWith("the data directory has 0 MB of free space");
        free.set(Long.MAX_VALUE);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whatWritesIsRefusedAndWhatReadsGoesOn() throws Exception {
        assertThat(statusOf("POST")).isEqualTo(200);
        free.set(0);
        assertThat(statusOf("POST")).isEqualTo(503);
        assertThat(statusOf("PUT")).isEqualTo(503);
        assertThat(statusOf("GET")).isEqualTo(200);
        assertThat(statusOf("DELETE")).isEqualTo(200);
    }

    @Test
    void oldInstallationNeedsNoMoreThanWhatIsKeptFree() throws IOException {
        Files.createDirectory(data.resolve("kafka"));
        free.set(200 * MEGABYTE);
        space.requireForStart();
    }

    private int statusOf(String method) throws Exception {
        var response = new MockHttpServletResponse();
        new FullDiskFilter(space)
                .doFilter(
                        new MockHttpServletRequest(method, "/v1"), response, new MockFilterChain());
        if (response.getStatus() == 503) {
            assertThat(response.getHeader("Retry-After")).isEqualTo("30");
            assertThat(response.getContentAsString()).contains("too little free disk space");
        }
        return response.getStatus();
    }
}

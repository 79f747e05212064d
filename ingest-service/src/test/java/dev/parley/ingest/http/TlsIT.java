package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ingest.IngestServiceApplication;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** An edge that encrypts by itself, and one that says that nobody does. */
@ExtendWith(OutputCaptureExtension.class)
class TlsIT {
    private static final String PASSWORD = "changeit";
    private static final String WITHOUT_TLS = "without TLS";

    @TempDir private Path directory;

    @Test
    void edgeEncryptsByItselfWhereItHasAKey(CapturedOutput output) throws Exception {
        var store = keys();
        try (var edge =
                        edge(
                                "--server.address=127.0.0.1",
                                "--server.port=0",
                                "--server.ssl.key-store=file:" + store,
                                "--server.ssl.key-store-password=" + PASSWORD);
                var client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            var server = ((WebServerApplicationContext) edge).getWebServer();
            var address = "https://127.0.0.1:" + Objects.requireNonNull(server).getPort();
            var asked = HttpRequest.newBuilder(URI.create(address + Edge.MESSAGES)).build();

            var answer = client.send(asked, BodyHandlers.ofString());

            assertThat(answer.sslSession()).isPresent();
            assertThat(answer.statusCode()).isEqualTo(401);
        }
        assertThat(output).doesNotContain(WITHOUT_TLS);
    }

    /** Port -1 opens none: nobody is to reach what a test starts. */
    @Test
    void edgeThatOthersReachInClearSaysSo(CapturedOutput output) {
        edge("--server.address=0.0.0.0", "--server.port=-1").close();

        assertThat(output.getAll().lines().filter(line -> line.contains(WITHOUT_TLS)))
                .singleElement()
                .asString()
                .contains("WARN", "the API listens on 0.0.0.0 without TLS", "server.ssl");
    }

    private static ConfigurableApplicationContext edge(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--" + WithoutAdapters.PORTS + "=memory",
                                "--logging.level." + ClearTextWarning.class.getName() + "=warn",
                                "--management.endpoint.health.validate-group-membership=false"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(
                new Class<?>[] {IngestServiceApplication.class, EdgePorts.class},
                arguments.toArray(String[]::new));
    }

    private Path keys() throws Exception {
        var store = directory.resolve("edge.p12");
        var tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "edge",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("edge", keys.getCertificate("edge"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}

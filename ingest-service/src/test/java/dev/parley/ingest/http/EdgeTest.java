package dev.parley.ingest.http;

import dev.parley.ingest.IngestServiceApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The real application on a real port, with its ports in memory. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {IngestServiceApplication.class, EdgePorts.class, Edge.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            WithoutAdapters.PORTS + "=memory",
            "management.endpoint.health.validate-group-membership=false", // nothing listens here
            "parley.api.operator-key-hash=" + Edge.OPERATOR_HASH,
            "parley.api.publish-timeout=300ms",
            "parley.api.body-timeout=1s",
            "parley.api.header-timeout=2s",
            "parley.api.max-waiting=4",
            "parley.budget.minimum-waits=4",
            "parley.api.cors.allowed-origins=https://shop.example",
            "parley.api.streams.max=6",
            "parley.api.streams.max-per-organization=4",
            "parley.api.streams.keep-alive=200ms",
            "parley.api.streams.poll=1m"
        })
@interface EdgeTest {}

/** What the edge hears and says over Kafka beyond its ports: changes seen, traces passed on. */
@NullMarked
package dev.parley.ingest.kafka;

import org.jspecify.annotations.NullMarked;

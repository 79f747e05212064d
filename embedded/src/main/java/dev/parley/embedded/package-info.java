/**
 * Real servers for one machine: a Kafka broker in this JVM and a Redis child process, both on
 * loopback.
 */
@NullMarked
package dev.parley.embedded;

import org.jspecify.annotations.NullMarked;

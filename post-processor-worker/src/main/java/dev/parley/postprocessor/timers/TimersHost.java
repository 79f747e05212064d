package dev.parley.postprocessor.timers;

import dev.parley.conversation.organization.Organizations;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;

/** What timers need of the process they run in. */
public record TimersHost(
        RecordCodec codec,
        TopicCatalogue catalogue,
        Organizations organizations,
        MeterRegistry meters) {}

package dev.parley.standalone;

import dev.parley.executor.ExecutorWorkerApplication;
import dev.parley.ingest.IngestServiceApplication;
import dev.parley.planner.PlannerWorkerApplication;
import dev.parley.postprocessor.PostProcessorWorkerApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The four services in one context. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    IngestServiceApplication.class,
    PlannerWorkerApplication.class,
    ExecutorWorkerApplication.class,
    PostProcessorWorkerApplication.class
})
class StandaloneApplication {}

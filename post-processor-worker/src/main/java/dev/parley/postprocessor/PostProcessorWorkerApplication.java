package dev.parley.postprocessor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The post-processor as a process of its own. */
@SpringBootApplication
public class PostProcessorWorkerApplication {
    public static void main(String[] args) {
        SpringApplication.run(PostProcessorWorkerApplication.class, args);
    }
}

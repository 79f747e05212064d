package dev.parley.executor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The executor as a process of its own. */
@SpringBootApplication
public class ExecutorWorkerApplication {
    public static void main(String[] args) {
        SpringApplication.run(ExecutorWorkerApplication.class, args);
    }
}

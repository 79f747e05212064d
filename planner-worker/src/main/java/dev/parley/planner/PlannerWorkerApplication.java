package dev.parley.planner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The planner as a process of its own. */
@SpringBootApplication
public class PlannerWorkerApplication {
    public static void main(String[] args) {
        SpringApplication.run(PlannerWorkerApplication.class, args);
    }
}

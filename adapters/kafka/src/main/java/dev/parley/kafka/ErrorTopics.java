package dev.parley.kafka;

import dev.parley.conversation.Stage;
import dev.parley.schemas.Topic;

/** Where each stage reports its failures. */
final class ErrorTopics {
    private ErrorTopics() {}

    static Topic of(Stage stage) {
        return switch (stage) {
            case PLANNER -> Topic.PLANNER_ERRORS;
            case EXECUTOR -> Topic.EXECUTOR_ERRORS;
            case POST_PROCESSOR -> Topic.POST_PROCESSOR_ERRORS;
        };
    }
}

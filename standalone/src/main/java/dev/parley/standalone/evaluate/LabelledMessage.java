package dev.parley.standalone.evaluate;

import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.reading.Phrases;
import dev.parley.conversation.reading.ReadableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A customer's message of which is known whether it ends the matter.
 *
 * @param line line of its conversation in the file, from 1
 * @param conversation the conversation's id; empty when the file names none
 * @param previous what was said to the customer last; empty when nothing was
 * @param closes whether it ends the matter
 */
record LabelledMessage(
        int line, String conversation, String previous, String text, boolean closes) {
    /**
     * Reads conversations, one on a line: {@code {"messages": [{"role": "user" | "assistant",
     * "text": "...", "closes": true | false}]}}, the label at user messages; further fields do no
     * harm.
     *
     * @throws EvaluationException at the first wrong line, with file and line
     */
    static List<LabelledMessage> read(Path file) {
        var all = new ArrayList<LabelledMessage>();
        for (var line : JsonLines.read(file)) {
            var messages = line.object().path("messages");
            if (!messages.isArray() || messages.isEmpty()) {
                throw line.wrong("\"messages\" must be a list that is not empty");
            }
            all.addAll(of(line, messages));
        }
        return all;
    }

    ClosureReading reading(Phrases phrases) {
        return ClosureReading.of(ReadableText.of(text), ReadableText.of(previous), phrases);
    }

    private static List<LabelledMessage> of(JsonLines.Line line, JsonNode messages) {
        var labelled = new ArrayList<LabelledMessage>();
        var previous = "";
        for (var node : messages) {
            var message = new JsonLines.Line(line.file(), line.number(), node);
            var text = message.text("text");
            switch (message.text("role")) {
                case "assistant" -> previous = text;
                case "user" ->
                        labelled.add(
                                new LabelledMessage(
                                        line.number(),
                                        line.object().path("conversation").asString(""),
                                        previous,
                                        text,
                                        message.flag("closes")));
                default -> throw line.wrong("\"role\" must be user or assistant");
            }
        }
        return labelled;
    }
}

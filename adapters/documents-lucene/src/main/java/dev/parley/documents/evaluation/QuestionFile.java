package dev.parley.documents.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of labelled questions, JSON Lines: {@code {"question": "...", "documents": ["id", ...]}},
 * with an empty list for a question that no document answers. Empty lines are left out.
 */
public final class QuestionFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> KEYS = Set.of("question", "documents");

    private QuestionFile() {}

    /**
     * Reads a file.
     *
     * @throws EvaluationException naming file and line of what is wrong
     */
    public static List<LabelledQuestion> read(Path file) throws EvaluationException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new EvaluationException(file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new EvaluationException(file + ": cannot be read: " + e.getMessage(), e);
        }
        var questions = new ArrayList<LabelledQuestion>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                questions.add(read(file + ":" + (i + 1), lines.get(i)));
            }
        }
        if (questions.isEmpty()) {
            throw new EvaluationException(file + ": has no questions", null);
        }
        return questions;
    }

    private static LabelledQuestion read(String where, String line) throws EvaluationException {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new EvaluationException(where + ": is not JSON: " + e.getOriginalMessage(), e);
        }
        var unknown = node.propertyNames().stream().filter(key -> !KEYS.contains(key)).findFirst();
        if (unknown.isPresent()) {
            throw new EvaluationException(
                    where
                            + ": unknown key \""
                            + unknown.get()
                            + "\"; known are question, documents",
                    null);
        }
        var question = node.path("question");
        if (!question.isString() || question.asString().isBlank()) {
            throw new EvaluationException(where + ": \"question\" must be a text", null);
        }
        var documents = node.path("documents");
        if (!documents.isArray() || !documents.valueStream().allMatch(JsonNode::isString)) {
            throw new EvaluationException(where + ": \"documents\" must be a list of ids", null);
        }
        return new LabelledQuestion(
                question.asString(), documents.valueStream().map(JsonNode::asString).toList());
    }
}

package dev.parley.model.offline;

import dev.parley.conversation.model.Enclosure;
import dev.parley.conversation.model.ModelException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a hand-over, as its playbook quotes them. Pure. */
final class QuotedWords {
    private static final String LABEL = "hand-over playbook";
    private static final Pattern QUOTED =
            Pattern.compile("[\"\u201c\u201e]([^\"\u201c\u201d\u201e]{10,})[\"\u201d\u201c]");

    private QuotedWords() {}

    /**
     * What the playbook quotes; empty when the prompt is about no hand-over.
     *
     * @throws ModelException of kind REJECTED when it quotes nothing: to follow instructions takes
     *     a model that understands them
     */
    static Optional<String> of(List<Enclosure.Part> system) throws ModelException {
        for (var part : system) {
            if (part.label().equals(LABEL)) {
                return Optional.of(quoted(part.text()));
            }
        }
        return Optional.empty();
    }

    private static String quoted(String playbook) throws ModelException {
        var words =
                QUOTED.matcher(playbook)
                        .results()
                        .map((MatchResult match) -> match.group(1).strip())
                        .collect(Collectors.joining(" "));
        if (words.isEmpty()) {
            throw new ModelException(
                    ModelException.Kind.REJECTED,
                    "the offline model hands over in quoted words only",
                    null,
                    null);
        }
        return words;
    }
}

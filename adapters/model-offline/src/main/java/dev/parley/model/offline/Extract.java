package dev.parley.model.offline;

import dev.parley.conversation.model.Enclosure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers a question with sentences of passages, each with its passage's number. A rare word counts
 * for more than one that every sentence has; the passages' order decides between equals. Pure.
 */
final class Extract {
    private static final Pattern PASSAGE = Pattern.compile("passage (\\d+)");
    private static final String QUESTION = "customer";
    private static final int SENTENCES = 3;
    private static final int LONGEST = 400;
    private static final int STEM = 5;

    /** Relative to the best sentence: what is further from the question is left out. */
    private static final double CLOSE = 0.6;

    private static final Set<String> UNIMPORTANT =
            Set.of(
                    ("a about an and any are as at be by can could do does for from get have how i if in into is it me"
                                    + " my of on or our please so that the their there they this to us was we what when where"
                                    + " which who why will with would you your")
                            .split(" "));

    private Extract() {}

    private record Sentence(int passage, String text, Set<String> words) {}

    private record Scored(Sentence sentence, double score) {}

    /** The sentences that fit the question best; empty when there are no passages. */
    static Optional<String> of(List<Enclosure.Part> parts) {
        var sentences = new ArrayList<Sentence>();
        var question = new HashSet<String>();
        for (var part : parts) {
            var passage = PASSAGE.matcher(part.label());
            if (passage.matches()) {
                sentences.addAll(sentences(Integer.parseInt(passage.group(1)), part.text()));
            } else if (part.label().equals(QUESTION)) {
                question.addAll(words(part.text()));
            }
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(best(sentences, question));
    }

    private static String best(List<Sentence> sentences, Set<String> question) {
        var weights = weights(sentences);
        var ranked =
                sentences.stream()
                        .distinct()
                        .map(sentence -> new Scored(sentence, score(sentence, question, weights)))
                        .sorted(Comparator.comparingDouble(Scored::score).reversed())
                        .limit(SENTENCES)
                        .toList();
        double best = ranked.getFirst().score();
        return ranked.stream()
                .filter(scored ->
                        best > 0 && scored.score() >= best * CLOSE || scored == ranked.getFirst())
                .map(Scored::sentence)
                .sorted(Comparator.comparingInt(sentences::indexOf))
                .map(sentence -> sentence.text() + " [" + sentence.passage() + "]")
                .collect(Collectors.joining(" "));
    }

    private static double score(
            Sentence sentence, Set<String> question, Map<String, Double> weights) {
        return sentence.words().stream()
                .filter(question::contains)
                .mapToDouble(word -> weights.getOrDefault(word, 0.0))
                .sum();
    }

    private static Map<String, Double> weights(List<Sentence> sentences) {
        var counts = new HashMap<String, Integer>();
        sentences.forEach(
                sentence -> sentence.words().forEach(word -> counts.merge(word, 1, Integer::sum)));
        var weights = new HashMap<String, Double>();
        counts.forEach((word, count) ->
                weights.put(word, Math.log(1.0 + (double) sentences.size() / count)));
        return weights;
    }

    /** The first line is the title; its words count for every sentence under it. */
    private static List<Sentence> sentences(int passage, String text) {
        int title = text.indexOf('\n');
        var heading = words(title < 0 ? "" : text.substring(0, title));
        return Arrays.stream(text.substring(title + 1).split("(?<=[.!?])\\s+|\\n+"))
                .map(sentence -> sentence.replaceFirst("^[#>*\\s-]+", "").strip())
                .filter(sentence -> !words(sentence).isEmpty() && sentence.length() <= LONGEST)
                .map(sentence -> {
                    var all = new HashSet<>(words(sentence));
                    all.addAll(heading);
                    return new Sentence(passage, sentence, Set.copyOf(all));
                })
                .toList();
    }

    /** Words by their beginnings, so that "returned" finds "returns". */
    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty() && !UNIMPORTANT.contains(word))
                .map(word -> word.length() <= STEM ? word : word.substring(0, STEM))
                .collect(Collectors.toSet());
    }
}

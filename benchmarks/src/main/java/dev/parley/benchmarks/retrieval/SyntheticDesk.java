package dev.parley.benchmarks.retrieval;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.EmbeddedDocument.EmbeddedPassage;
import dev.parley.conversation.document.Embeddings;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Made-up passages, the same in every run: words as rare as in real texts, vectors in groups as
 * those of real texts are. Questions are of real words.
 */
final class SyntheticDesk {
    private static final int PASSAGES_OF_A_DOCUMENT = 10;
    private static final int WORDS = 80;
    private static final int VOCABULARY = 20_000;
    private static final int GROUPS = 200;
    private static final String[] SUBJECTS = {
        "return my boots", "change the delivery address", "get a refund", "wash a down jacket",
        "track the parcel", "use a gift card", "repair the tent zipper", "collect points",
        "cancel an order", "find the right size", "charge the battery", "reset my password"
    };
    private static final String[] FRAMES = {
        "How do I %s if I bought it %d days ago?", "can i %s, order number %d",
        "What does it cost to %s after %d weeks?", "where do I %s in store %d"
    };

    private final Random random = new Random(7);
    private final Embeddings embeddings;
    private final int organizations;
    private final float[][] groups;

    SyntheticDesk(int organizations, Embeddings embeddings) {
        this.organizations = organizations;
        this.embeddings = embeddings;
        groups = new float[GROUPS][];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = near(new float[embeddings.dimensions()]);
        }
    }

    void fill(DocumentSink sink, int passages) {
        for (int from = 0; from < passages; from += PASSAGES_OF_A_DOCUMENT) {
            int number = from / PASSAGES_OF_A_DOCUMENT;
            var some = new ArrayList<EmbeddedPassage>();
            for (int i = from; i < Math.min(passages, from + PASSAGES_OF_A_DOCUMENT); i++) {
                some.add(new EmbeddedPassage(words(), near(groups[random.nextInt(GROUPS)])));
            }
            var document = new Document(asker(number), "d" + number, 1, "Made up", null, "");
            sink.put(new EmbeddedDocument(document, embeddings.model(), some));
        }
    }

    String asker(int number) {
        return "organization-" + number % organizations;
    }

    String question(int number) {
        return FRAMES[number % FRAMES.length].formatted(SUBJECTS[number % SUBJECTS.length], number);
    }

    /** About as long as the model reads. */
    String longText(int number) {
        return IntStream.range(number, number + 9)
                .mapToObj(this::question)
                .collect(Collectors.joining(" "));
    }

    private String words() {
        var words = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            double skewed = Math.pow(VOCABULARY, random.nextDouble());
            words.append("word").append((int) skewed).append(' ');
        }
        return words.toString();
    }

    private float[] near(float[] middle) {
        var vector = new float[middle.length];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = middle[i] + (float) (random.nextGaussian() / Math.sqrt(vector.length));
            length += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}

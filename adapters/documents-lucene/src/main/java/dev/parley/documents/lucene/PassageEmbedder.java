package dev.parley.documents.lucene;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.EmbeddedDocument.EmbeddedPassage;
import dev.parley.conversation.document.EmbeddingException;
import dev.parley.conversation.document.Embeddings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts documents by {@link Passages} and embeds each passage under the document's title, in
 * portions: when a server's quota is used up half-way through a long document, only the portion is
 * asked again after the time that the server names.
 */
final class PassageEmbedder implements DocumentEmbedder {
    static final int PORTION = 128;

    /** Also for a server that asks for no time at all, so that asking has an end. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Embeddings embeddings;
    private final Patience patience;

    PassageEmbedder(Embeddings embeddings, Patience patience) {
        this.embeddings = embeddings;
        this.patience = patience;
    }

    @Override
    public EmbeddedDocument embed(Document document) {
        var texts = Passages.of(document, embeddings);
        var vectors =
                vectors(
                        document.organization(),
                        texts.stream()
                                .map(text -> Passages.embedded(document.title(), text))
                                .toList());
        var passages = new ArrayList<EmbeddedPassage>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            passages.add(new EmbeddedPassage(texts.get(i), vectors.get(i)));
        }
        return new EmbeddedDocument(document, embeddings.model(), passages);
    }

    private List<float[]> vectors(String organization, List<String> texts) {
        var vectors = new ArrayList<float[]>(texts.size());
        var left = patience.total();
        while (vectors.size() < texts.size()) {
            int to = Math.min(texts.size(), vectors.size() + PORTION);
            try {
                vectors.addAll(embeddings.embed(organization, texts.subList(vectors.size(), to)));
            } catch (EmbeddingException e) {
                left = left.minus(waited(e, left));
            }
        }
        return vectors;
    }

    /** Waits as the server asks, if it asks and there is so much time left. */
    private Duration waited(EmbeddingException refused, Duration left) {
        var asked = refused.retryAfter();
        if (asked == null) {
            throw refused;
        }
        var wait = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
        if (wait.compareTo(left) > 0) {
            throw refused;
        }
        try {
            patience.rest().rest(wait);
            return wait;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("interrupted while waiting to embed", e);
        }
    }
}

package dev.parley.documents.lucene;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.EmbeddedDocument.EmbeddedPassage;
import dev.parley.conversation.document.Embeddings;
import java.util.ArrayList;

/** Cuts documents by {@link Passages} and embeds each passage under the document's title. */
final class PassageEmbedder implements DocumentEmbedder {
    private final Embeddings embeddings;

    PassageEmbedder(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public EmbeddedDocument embed(Document document) {
        var texts = Passages.of(document, embeddings);
        var vectors =
                embeddings.embed(
                        texts.stream()
                                .map(text -> Passages.embedded(document.title(), text))
                                .toList());
        var passages = new ArrayList<EmbeddedPassage>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            passages.add(new EmbeddedPassage(texts.get(i), vectors.get(i)));
        }
        return new EmbeddedDocument(document, embeddings.model(), passages);
    }
}

package dev.parley.conversation.document;

/** Is told of documents as they are published, each in the order of its versions. */
public interface DocumentSink {
    /** Takes a document in place of its older versions; one that is not newer changes nothing. */
    void put(EmbeddedDocument document);

    /** Forgets a document; one that is not there is no error. */
    void remove(String organization, String documentId);
}

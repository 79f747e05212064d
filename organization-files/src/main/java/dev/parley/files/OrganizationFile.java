package dev.parley.files;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.organization.Organization;
import java.util.List;

/**
 * An organization as its files have it.
 *
 * @param file as people name it
 * @param organization with version 0 and without API keys, for files have neither
 * @param documents with version 0
 */
public record OrganizationFile(String file, Organization organization, List<Document> documents) {
    public OrganizationFile {
        documents = List.copyOf(documents);
    }
}

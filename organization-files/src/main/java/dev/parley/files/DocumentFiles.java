package dev.parley.files;

import dev.parley.conversation.document.Document;
import java.nio.file.Path;
import java.util.List;

/**
 * Documents of a folder without an organization's file, and everything that is wrong with them.
 * Each {@code *.md} of it is one, whose id is the file's name without its ending where the front
 * matter has none.
 *
 * @param documents with version 0; of use only without findings
 * @param findings in the order of files, lines and columns
 */
public record DocumentFiles(List<Document> documents, List<Finding> findings) {
    private static final String PATTERN = "*.md";

    public DocumentFiles {
        documents = List.copyOf(documents);
        findings = List.copyOf(findings);
    }

    /** Reads the files of a folder, not of those in it. */
    public static DocumentFiles read(Path folder, String organization) {
        var findings = new Findings();
        var sheet = new Sheet(folder.toString(), new Folder(folder, folder.toString()), findings);
        var documents = new DocumentsReader(sheet, organization).matching(PATTERN);
        return new DocumentFiles(documents, findings.sorted());
    }
}

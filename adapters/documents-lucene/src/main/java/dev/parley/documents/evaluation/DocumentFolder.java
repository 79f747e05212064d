package dev.parley.documents.evaluation;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.MarkdownFile;
import dev.parley.conversation.document.MarkdownFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of Markdown files, each a document whose id is the file's name without its ending. */
public final class DocumentFolder {
    private static final String ENDING = ".md";

    private DocumentFolder() {}

    /**
     * Reads all files of the folder that end in {@code .md}, by name; version is 1.
     *
     * @throws EvaluationException naming file and line of what is wrong
     */
    public static List<Document> read(Path folder, String organization) throws EvaluationException {
        var documents = new ArrayList<Document>();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(ENDING)).sorted().toList()) {
                documents.add(document(file, organization));
            }
        } catch (IOException e) {
            throw new EvaluationException(folder + ": cannot be read: " + e.getMessage(), e);
        }
        if (documents.isEmpty()) {
            throw new EvaluationException(folder + ": has no files *.md", null);
        }
        return documents;
    }

    private static Document document(Path file, String organization) throws EvaluationException {
        var name = String.valueOf(file.getFileName());
        var id = name.substring(0, name.length() - ENDING.length());
        try {
            if (Files.size(file) > Document.MAX_BYTES) {
                throw new EvaluationException(
                        "%s: has %,d bytes; a document has at most %,d"
                                .formatted(file, Files.size(file), Document.MAX_BYTES),
                        null);
            }
            var markdown = MarkdownFile.parse(Files.readString(file));
            var title = markdown.title();
            return new Document(
                    organization,
                    id,
                    1,
                    title == null ? id : title,
                    markdown.link(),
                    markdown.text());
        } catch (MarkdownFileException e) {
            throw new EvaluationException(file + ":" + e.line() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new EvaluationException(file + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new EvaluationException(file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new EvaluationException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

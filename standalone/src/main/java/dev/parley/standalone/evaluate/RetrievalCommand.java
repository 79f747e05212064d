package dev.parley.standalone.evaluate;

import dev.parley.conversation.document.Document;
import dev.parley.documents.evaluation.EvaluationException;
import dev.parley.documents.evaluation.QuestionFile;
import dev.parley.documents.evaluation.RetrievalEvaluation;
import dev.parley.documents.lucene.LocalDocuments;
import dev.parley.files.DocumentFiles;
import dev.parley.files.Finding;
import dev.parley.files.OrganizationFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how well an organization's documents are found for questions of which you know the answer.",
            "Documents are cut, embedded and indexed in memory; nothing else is started. The embedding model is",
            "the local one, or what PARLEY_EMBEDDINGS_* chooses: to find the threshold of another model."
        })
final class RetrievalCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    /** The search is told no name; nothing of it is shown. */
    private static final String ORGANIZATION = "evaluated";

    @Option(
            names = "--organization",
            required = true,
            paramLabel = "PATH",
            description =
                    "An organization.yaml or its folder; or a folder of Markdown files, or with one named documents,"
                            + " where a file's name without .md is the document's id if it names none.")
    private Path organization = Path.of("");

    @Option(
            names = "--questions",
            required = true,
            paramLabel = "FILE",
            description =
                    "JSON Lines {\"question\": \"...\", \"documents\": [\"id\", ...]}; an empty list where no document"
                            + " answers.")
    private Path questions = Path.of("");

    @Option(
            names = "--threshold",
            paramLabel = "COSINE",
            description =
                    "The score from which a question is answered, -1 to 1. Default: what was measured for the model, or 0.5"
                            + " to look around from")
    private @Nullable Double threshold;

    @Option(names = "--verbose", description = "Also what was found for each question.")
    private boolean verbose;

    @Override
    public Integer call() {
        try {
            evaluate();
            return 0;
        } catch (EvaluationException e) {
            System.err.println("parley: " + e.getMessage());
            return FAILED;
        }
    }

    private void evaluate() throws EvaluationException {
        var asked = QuestionFile.read(questions);
        var documents = documents();
        var ids = new HashSet<String>();
        documents.forEach(document -> ids.add(document.id()));
        for (var question : asked) {
            requireKnown(ids, question.documents());
        }
        try (var model = ChosenEmbeddings.open(new StandardEnvironment());
                var index = LocalDocuments.with(model.embeddings())) {
            documents.stream().map(RetrievalCommand::evaluated).forEach(index::add);
            var evaluation = RetrievalEvaluation.of(index.search(), ORGANIZATION, asked);
            var at = threshold == null ? index.search().threshold() : threshold;
            System.out.printf(
                    "%d documents, %d passages, embedded by %s%n",
                    documents.size(), index.passages(), index.embeddings().model());
            System.out.print(RetrievalReport.of(evaluation, at, verbose));
        }
    }

    private List<Document> documents() throws EvaluationException {
        if (!Files.isRegularFile(organization)
                && !Files.isRegularFile(organization.resolve(OrganizationFiles.NAME))) {
            var inside = organization.resolve("documents");
            var folder = Files.isDirectory(inside) ? inside : organization;
            var files = DocumentFiles.read(folder, ORGANIZATION);
            requireGood(files.findings(), files.findings().isEmpty());
            return files.documents();
        }
        var files = OrganizationFiles.read(organization);
        requireGood(files.findings(), files.isGood());
        return files.organizations().getFirst().documents();
    }

    private static void requireGood(List<Finding> findings, boolean good)
            throws EvaluationException {
        findings.forEach(System.err::println);
        if (!good) {
            throw new EvaluationException("mend the lines above first", null);
        }
    }

    private static Document evaluated(Document document) {
        return new Document(
                ORGANIZATION, document.id(), 1, document.title(), document.link(), document.text());
    }

    private void requireKnown(Set<String> known, List<String> wanted) throws EvaluationException {
        for (var id : wanted) {
            if (!known.contains(id)) {
                throw new EvaluationException(
                        "%s names document \"%s\", which is not in %s"
                                .formatted(questions, id, organization),
                        null);
            }
        }
    }
}

package dev.parley.ingest;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentIntake;
import dev.parley.conversation.document.HeldDocument;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes an organization's documents in and back. Thread-safe. */
public final class OrganizationDocuments {
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final DocumentIntake intake;
    private final Budgets budgets;
    private final Duration timeout;

    /**
     * Documents that come back to this process when they are published.
     *
     * @param timeout how long that may take
     */
    public OrganizationDocuments(DocumentIntake intake, Budgets budgets, Duration timeout) {
        this.intake = intake;
        this.budgets = budgets;
        this.timeout = timeout;
    }

    /** What is held, by id. */
    public List<HeldDocument> held(String organization) {
        return intake.held(organization).stream()
                .sorted(Comparator.comparing(HeldDocument::id))
                .toList();
    }

    /**
     * Makes sure that the document is held; one that is held as it is costs nothing.
     *
     * @throws NotAcceptedException when it could not be embedded, may not be durable or did not
     *     come back in time; asking again is safe
     * @throws OverBudgetException when the organization would have too many or too large ones
     */
    public HeldDocument put(
            String organization, String id, String title, @Nullable String link, String text) {
        var wanted = HeldDocument.hash(title, link, text);
        var held = find(organization, id);
        while (held.isEmpty() || !held.get().hash().equals(wanted)) {
            fit(organization, id, HeldDocument.characters(title, link, text));
            long version = held.map(HeldDocument::version).orElse(0L) + 1;
            accept(new Document(organization, id, version, title, link, text));
            // Another process may have published this version first: once more on top of it.
            held =
                    await(
                            organization,
                            id,
                            System.nanoTime() + timeout.toNanos(),
                            found -> found.filter(each -> each.version() >= version).isPresent());
        }
        return held.get();
    }

    /**
     * Takes a document back.
     *
     * @return false when there was none
     * @throws NotAcceptedException as for {@link #put}
     */
    public boolean remove(String organization, String id) {
        if (find(organization, id).isEmpty()) {
            return false;
        }
        try {
            intake.remove(organization, id);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the document was not taken back", e);
        }
        await(organization, id, System.nanoTime() + timeout.toNanos(), Optional::isEmpty);
        return true;
    }

    /** How many passages it makes is known only when it is cut; the last one may go beyond. */
    private void fit(String organization, String id, long characters) {
        var others =
                intake.held(organization).stream().filter(held -> !held.id().equals(id)).toList();
        budgets.fit(Budget.DOCUMENTS, others.size(), 1);
        budgets.fit(
                Budget.DOCUMENT_CHARACTERS,
                others.stream().mapToLong(HeldDocument::characters).sum(),
                characters);
        budgets.fit(
                Budget.DOCUMENT_PASSAGES,
                others.stream().mapToLong(HeldDocument::passages).sum(),
                1);
    }

    private void accept(Document document) {
        try {
            intake.accept(document);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the document was not published", e);
        }
    }

    private Optional<HeldDocument> await(
            String organization,
            String id,
            long deadline,
            Predicate<Optional<HeldDocument>> condition) {
        while (true) {
            var held = find(organization, id);
            if (condition.test(held)) {
                return held;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NotAcceptedException("the document did not come back in time");
            }
            rest();
        }
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAcceptedException("interrupted", e);
        }
    }

    private Optional<HeldDocument> find(String organization, String id) {
        return intake.held(organization).stream().filter(held -> held.id().equals(id)).findFirst();
    }
}

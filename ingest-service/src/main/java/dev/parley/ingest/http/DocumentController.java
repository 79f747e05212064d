package dev.parley.ingest.http;

import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.document.DocumentIntake;
import dev.parley.conversation.document.DocumentRules;
import dev.parley.conversation.document.HeldDocument;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Budgets;
import dev.parley.ingest.Caller;
import dev.parley.ingest.OrganizationDocuments;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes documents in and back. */
@RestController
final class DocumentController {
    private static final String PATH = "/v1/organizations/{organization}/documents";
    private static final DataSize LARGEST = DataSize.ofMegabytes(4);

    private final Access access;
    private final @Nullable OrganizationDocuments documents;
    private final AuditTrail audit;
    private final RequestBodies bodies;

    /** Without something that takes documents in, they are not enabled. */
    DocumentController(
            Access access,
            ObjectProvider<DocumentIntake> intake,
            AuditTrail audit,
            Budgets budgets,
            ApiProperties settings) {
        this.access = access;
        this.audit = audit;
        this.bodies = new RequestBodies(LARGEST, settings.bodyTimeout());
        var found = intake.getIfAvailable();
        this.documents =
                found == null
                        ? null
                        : new OrganizationDocuments(found, budgets, settings.publishTimeout());
    }

    /** The body of a document, as it came. */
    record DocumentRequest(@Nullable String title, @Nullable String link, @Nullable String text) {}

    /** The documents that are held, by id. */
    record Documents(String organization, List<Entry> documents) {
        /**
         * One of them.
         *
         * @param hash SHA-256 of its content, 64 hexadecimal digits
         */
        record Entry(String id, long version, String hash) {
            private static Entry of(HeldDocument held) {
                return new Entry(held.id(), held.version(), held.hash());
            }
        }
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Documents list(@PathVariable String organization, @AuthenticationPrincipal Caller caller) {
        var held = enter(caller, organization).held(organization);
        return new Documents(organization, held.stream().map(Documents.Entry::of).toList());
    }

    @PutMapping(
            path = PATH + "/{document}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Documents.Entry put(
            @PathVariable String organization,
            @PathVariable String document,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        var all = enter(caller, organization);
        var body = bodies.read(request, DocumentRequest.class);
        var title = given("title", body.title());
        var text = given("text", body.text());
        for (var broken : DocumentRules.broken(document, title, body.link(), text)) {
            var field = broken.field().equals("id") ? "document" : broken.field();
            throw ProblemException.field(field, broken.rule());
        }
        var held = all.put(organization, document, title, body.link(), text);
        audit.tell(Action.DOCUMENT_PUT, organization, document);
        return Documents.Entry.of(held);
    }

    @DeleteMapping(path = PATH + "/{document}")
    ResponseEntity<Void> remove(
            @PathVariable String organization,
            @PathVariable String document,
            @AuthenticationPrincipal Caller caller) {
        if (!enter(caller, organization).remove(organization, document)) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_DOCUMENT, "the organization has no document of this id");
        }
        audit.tell(Action.DOCUMENT_REMOVED, organization, document);
        return ResponseEntity.noContent().build();
    }

    private OrganizationDocuments enter(Caller caller, String organization) {
        access.enter(caller, organization);
        var found = documents;
        if (found == null) {
            throw new ProblemException(
                    ProblemType.DOCUMENTS_NOT_ENABLED, "documents are not enabled on this server");
        }
        return found;
    }

    private static String given(String field, @Nullable String value) {
        if (value == null) {
            throw ProblemException.field(field, "is missing");
        }
        return value;
    }
}

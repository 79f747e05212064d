package dev.parley.ingest.http;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.organization.Organizations;
import dev.parley.ingest.Caller;
import org.jspecify.annotations.Nullable;

/** Decides whether a caller may enter an organization. */
final class Access {
    private final Organizations organizations;

    Access(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * Lets the caller in, or ends the request: 400 for a malformed id, 403 for another's
     * organization whether it exists or not, 404 for one that does not exist.
     */
    void enter(Caller caller, String organization) {
        permit(caller, organization);
        if (organizations.find(organization).isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_ORGANIZATION, "no organization has this id");
        }
    }

    /**
     * The only organization a list shows: the one asked for, or the caller's own.
     *
     * @param asked null when none is named
     * @return null when the caller may see all and names none
     */
    @Nullable String narrowed(Caller caller, @Nullable String asked) {
        if (asked != null) {
            enter(caller, asked);
            return asked;
        }
        return switch (caller) {
            case Caller.Operator _ -> null;
            case Caller.Member member -> member.organization();
            case Caller.Customer customer -> customer.conversation().organization();
        };
    }

    /** Like {@link #enter}, for an organization that need not exist. */
    void permit(Caller caller, String organization) {
        if (!ConversationId.isOrganization(organization)) {
            throw ProblemException.field(
                    "organization",
                    "must be 1 to 63 characters of a-z 0-9 _ - and start with a letter or digit");
        }
        if (!caller.mayAct(organization)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the key belongs to another organization");
        }
    }
}

package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Participant;
import dev.parley.conversation.organization.Scope;
import java.time.Instant;
import java.util.Set;

/** Who asks, as the credential of the request says. */
public sealed interface Caller {
    /** Tells whether this caller belongs to the organization, or to all of them. */
    boolean mayAct(String organization);

    /** Whoever runs the installation: may act for every organization and create new ones. */
    record Operator() implements Caller {
        @Override
        public boolean mayAct(String organization) {
            return true;
        }
    }

    /**
     * Somebody of one organization.
     *
     * @param keyId the key that was shown
     */
    record Member(String organization, String keyId, Set<Scope> scopes) implements Caller {
        public Member {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public boolean mayAct(String other) {
            return organization.equals(other);
        }

        /** Tells whether the key may do this. */
        public boolean may(Scope scope) {
            return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
        }
    }

    /**
     * A customer in one conversation and those that take its place.
     *
     * @param author whose messages he sends
     * @param until from then on nobody
     */
    record Customer(ConversationId conversation, Participant author, Instant until)
            implements Caller {
        @Override
        public boolean mayAct(String organization) {
            return conversation.organization().equals(organization);
        }

        /** Tells whether the conversation is this one, or takes its place. */
        public boolean mayEnter(String organization, String other) {
            return mayAct(organization) && first(other).equals(first(conversation.conversation()));
        }

        private static String first(String conversation) {
            int tilde = conversation.indexOf('~');
            return tilde < 0 ? conversation : conversation.substring(0, tilde);
        }
    }
}

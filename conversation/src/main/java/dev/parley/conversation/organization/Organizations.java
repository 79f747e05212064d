package dev.parley.conversation.organization;

import java.util.Collection;
import java.util.Optional;

/** The organizations this process knows, in memory and current. Thread-safe; never blocks. */
public interface Organizations {
    /** The newest configuration of an organization. */
    Optional<Organization> find(String organization);

    /** What an organization decides for itself; nothing when it is not known. */
    default Policies policies(String organization) {
        return find(organization).map(Organization::policies).orElse(Policies.NONE);
    }

    /** All of them, in no order. */
    Collection<Organization> all();
}

package dev.parley.conversation.organization;

import java.util.Collection;
import java.util.Optional;

/** The organizations this process knows, in memory and current. Thread-safe; never blocks. */
public interface Organizations {
    /** The newest configuration of an organization. */
    Optional<Organization> find(String organization);

    /** All of them, in no order. */
    Collection<Organization> all();
}

package dev.parley.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes in a conversation.
 *
 * @param id the participant's id in the channel
 * @param name a name to show, if the channel tells one
 * @param roles what the channel vouches for; decides which tools a turn may use
 */
public record Participant(String id, @Nullable String name, List<String> roles) {
    public Participant {
        roles = List.copyOf(roles);
    }
}

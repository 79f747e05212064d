package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation beyond its turns.
 *
 * @param agent id of the assigned agent
 * @param playbook id of the playbook in use
 * @param title a short title, once there is one
 * @param tokensUsed tokens spent on it, prompts and completions together
 * @param participants who has written, in order of appearance, at most {@value #MAX_PARTICIPANTS}
 */
public record Profile(
        @Nullable String agent,
        @Nullable String playbook,
        @Nullable String title,
        long tokensUsed,
        List<Participant> participants) {
    /** The bound on participants kept; later ones still may write. */
    public static final int MAX_PARTICIPANTS = 50;

    /** How every conversation begins. */
    public static final Profile INITIAL = new Profile(null, null, null, 0, List.of());

    public Profile {
        participants = List.copyOf(participants);
    }

    /** With the participant added, or updated when the id is known. */
    public Profile joinedBy(Participant participant) {
        if (participants.contains(participant)) {
            return this;
        }
        var joined = new ArrayList<>(participants);
        if (!joined.removeIf(known -> known.id().equals(participant.id()))
                && joined.size() >= MAX_PARTICIPANTS) {
            return this;
        }
        joined.add(participant);
        return new Profile(agent, playbook, title, tokensUsed, joined);
    }

    /** With agent and playbook as a turn used them; null leaves what was there. */
    public Profile assigned(@Nullable String newAgent, @Nullable String newPlaybook) {
        return new Profile(
                newAgent != null ? newAgent : agent,
                newPlaybook != null ? newPlaybook : playbook,
                title,
                tokensUsed,
                participants);
    }

    /** With the title. */
    public Profile entitled(String newTitle) {
        return new Profile(agent, playbook, newTitle, tokensUsed, participants);
    }

    /** With more tokens spent. */
    public Profile spent(long tokens) {
        return new Profile(agent, playbook, title, tokensUsed + tokens, participants);
    }
}

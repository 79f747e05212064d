package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the playbook: the one the conversation has, else the organization's active welcome
 * playbook. A playbook that was switched off is not followed any more, by no conversation: whoever
 * switches it off wants its instructions gone. The one for hand-overs answers nobody else.
 */
final class PlaybookSelection {
    private PlaybookSelection() {}

    /**
     * What was chosen.
     *
     * @param playbook null when none may be
     * @param finding why, for the plan's evidence
     */
    record Selected(@Nullable Playbook playbook, String finding) {}

    static Selected select(Organization organization, Conversation conversation) {
        var assigned = conversation.profile().playbook();
        var kept =
                Optional.ofNullable(assigned)
                        .flatMap(organization::playbook)
                        .filter(playbook ->
                                playbook.active()
                                        && !playbook.trigger().equals(Playbook.HUMAN_ESCALATION));
        if (kept.isPresent()) {
            return new Selected(kept.get(), kept.get().id() + ", kept");
        }
        var lost = assigned == null ? "" : " (" + assigned + " may not be used)";
        return active(organization, Playbook.WELCOME)
                .map(welcome -> new Selected(welcome, welcome.id() + ", welcome" + lost))
                .orElseGet(() -> new Selected(null, "none active" + lost));
    }

    /** The playbook whose words a hand-over uses. */
    static Optional<Playbook> handOver(Organization organization) {
        return active(organization, Playbook.HUMAN_ESCALATION);
    }

    private static Optional<Playbook> active(Organization organization, String trigger) {
        return organization.playbooks().stream()
                .filter(playbook -> playbook.active() && playbook.trigger().equals(trigger))
                .findFirst();
    }
}

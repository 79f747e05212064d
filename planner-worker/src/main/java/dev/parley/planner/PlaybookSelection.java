package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import java.util.Optional;

/**
 * Chooses the playbook: the one the conversation has, else the organization's active welcome
 * playbook.
 */
final class PlaybookSelection {
    private PlaybookSelection() {}

    static Optional<Playbook> select(Organization organization, Conversation conversation) {
        return Optional.ofNullable(conversation.profile().playbook())
                .flatMap(organization::playbook)
                .or(() ->
                        organization.playbooks().stream()
                                .filter(playbook ->
                                        playbook.active()
                                                && playbook.trigger().equals(Playbook.WELCOME))
                                .findFirst());
    }
}

package dev.parley.postprocessor;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an organization wants conversations handed over. */
final class HandOverPlaybook {
    private HandOverPlaybook() {}

    static Optional<Playbook> of(@Nullable Organization organization) {
        return organization == null
                ? Optional.empty()
                : organization.playbooks().stream()
                        .filter(playbook ->
                                playbook.active()
                                        && playbook.trigger().equals(Playbook.HUMAN_ESCALATION))
                        .findFirst();
    }
}

package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import java.util.List;

/** A cooldown that an intervention may release in its own way. */
record InjectedCooldown(Cooldown cooldown, Injection injection) implements Cooldown {
    @Override
    public Acquisition acquire(ConversationId conversation, long turn) {
        injection.worksOn(conversation);
        return cooldown.acquire(conversation, turn);
    }

    @Override
    public int renewAll(List<Held> locks) {
        return cooldown.renewAll(locks);
    }

    @Override
    public void release(ConversationId conversation, long turn) {
        if (injection.intervention().releases(conversation, turn)) {
            cooldown.release(conversation, turn);
        }
    }
}

package dev.parley.standalone.faults;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Share;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.DelegatingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store whose steps an intervention may replace. */
final class InjectedStore extends DelegatingStore {
    private final Injection injection;

    InjectedStore(ConversationStore store, Injection injection) {
        super(store);
        this.injection = injection;
    }

    @Override
    public <O> O apply(Step<O> step) {
        injection.worksOn(step.conversation());
        var outcome = super.apply(injection.intervention().step(step));
        injection.intervention().applied(step, outcome);
        return outcome;
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        var replaced = new ArrayList<Step<O>>(steps.size());
        steps.forEach(step -> replaced.add(injection.intervention().step(step)));
        return super.applyAll(replaced);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        injection.worksOn(id);
        return super.find(id);
    }

    @Override
    public Overdue overdue(
            Share share, Duration horizon, Overdue.@Nullable Entry after, int limit) {
        var found = super.overdue(share, horizon, after, limit);
        injection.intervention().swept();
        return found;
    }
}

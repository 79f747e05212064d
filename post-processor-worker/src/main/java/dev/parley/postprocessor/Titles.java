package dev.parley.postprocessor;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Message;
import dev.parley.conversation.turn.Entitle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 7.4: titles. A model's, tried twice within a bounded time, else one of the customer's own
 * words, else none. The event of a title that was given before is told again. Thread-safe.
 */
final class Titles {
    private static final int READ = 30;

    /** A model that found no title so often is not asked with every further turn. */
    private static final int MOST_TURNS_ASKED = 3;

    private final ConversationStore store;
    private final Events events;
    private final BoundedModel model;
    private final TextReading reading;
    private final TitleProperties settings;
    private final FaultPoints faults;

    Titles(
            ConversationStore store,
            Events events,
            BoundedModel model,
            TextReading reading,
            TitleProperties settings,
            FaultPoints faults) {
        this.store = store;
        this.events = events;
        this.model = model;
        this.reading = reading;
        this.settings = settings;
        this.faults = faults;
    }

    /** A title, and whose words it is: {@code model} or {@code customer}. */
    private record Found(String title, String words) {}

    /**
     * Gives the conversation a title, if one is wanted.
     *
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    void entitle(ConversationId id, long turn, Entitle.Occasion occasion)
            throws InterruptedException {
        switch (store.apply(new Entitle(id, turn, occasion, null))) {
            case Entitle.Outcome.Wanted(var row) -> give(row, turn, occasion);
            case Entitle.Outcome.DoneBefore _ -> tell(id, turn, occasion, "");
            case Entitle.Outcome.Entitled _,
                    Entitle.Outcome.Kept _,
                    Entitle.Outcome.NotFound _ -> {}
        }
    }

    private void give(Conversation row, long turn, Entitle.Occasion occasion)
            throws InterruptedException {
        var id = row.id();
        var messages = store.messages(id, 0, READ);
        long customers = messages.stream().filter(Titles::isCustomers).count();
        if (occasion == Entitle.Occasion.SECOND_MESSAGE && customers < settings.afterMessages()) {
            return;
        }
        boolean asksModel =
                settings.model()
                        && (occasion != Entitle.Occasion.SECOND_MESSAGE
                                || customers < settings.afterMessages() + MOST_TURNS_ASKED);
        var found = found(id, turn, messages, asksModel).orElse(null);
        if (found == null) {
            return;
        }
        var outcome = store.apply(new Entitle(id, turn, occasion, found.title()));
        faults.reached(FaultPoint.AFTER_TITLE);
        if (outcome instanceof Entitle.Outcome.Entitled
                || outcome instanceof Entitle.Outcome.DoneBefore) {
            tell(id, turn, occasion, found.words());
        }
    }

    private Optional<Found> found(
            ConversationId id, long turn, List<Message> messages, boolean asksModel)
            throws InterruptedException {
        var customers = messages.stream().filter(Titles::isCustomers).map(Message::text).toList();
        if (customers.isEmpty()) {
            return Optional.empty();
        }
        var models = asksModel ? models(id, turn, messages) : Optional.<Found>empty();
        return models.isPresent()
                ? models
                : reading.title(id, customers).map(title -> new Found(title, "customer"));
    }

    private Optional<Found> models(ConversationId id, long turn, List<Message> messages)
            throws InterruptedException {
        long end = System.nanoTime() + settings.modelTimeout().toNanos();
        var request = AfterPrompts.title(id, turn, messages);
        for (int round = 1; round <= 2; round++) {
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            if (!(model.ask(request, left) instanceof BoundedModel.Result.Answered(var answer))) {
                return Optional.empty();
            }
            var title = reading.title(id, answer);
            var objection = title.objection();
            if (objection == null) {
                return Optional.of(new Found(title.text(), "model"));
            }
            if (answer.offline()) {
                return Optional.empty(); // it would say the same again
            }
            request = AfterPrompts.titleAgain(request, answer.text(), objection);
        }
        return Optional.empty();
    }

    private void tell(ConversationId id, long turn, Entitle.Occasion occasion, String words) {
        var detail =
                words.isEmpty()
                        ? Map.of("occasion", occasion.name())
                        : Map.of("occasion", occasion.name(), "words", words);
        events.publish(id, Events.Kind.TITLED, turn, detail);
    }

    private static boolean isCustomers(Message message) {
        return message.role() == Message.Role.USER;
    }
}

package dev.parley.postprocessor;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.RecordingEvents;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post-processor with everything around it, on one clock. */
final class Desk implements FaultPoints {
    static final ConversationId ID = new ConversationId("acme", "c-1");
    static final Channel REST = new Channel("rest", "rest", Channel.Delivery.PULLED);
    static final Playbook HAND_OVER =
            new Playbook("over", "Over", Playbook.HUMAN_ESCALATION, true, "Be warm.", null, null);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SettableClock clock = new SettableClock();
    final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    final RecordingEvents events = new RecordingEvents();
    final RecordingTriggers triggers = new RecordingTriggers();
    final FakeModel model = new FakeModel();
    final FollowUpMarks marks = new FollowUpMarks(store);
    Organization organization = organization(null, List.of());
    EscalationProperties escalation = new EscalationProperties(true, 2, 5, false, PATIENCE);
    TitleProperties title = new TitleProperties(true, PATIENCE, 2);
    InactivityProperties inactivity =
            new InactivityProperties(Duration.ofHours(24), Map.of("webhook", Duration.ofHours(20)));
    boolean asksAboutEnds;
    @Nullable FaultPoint crashesAt;
    private int appended;

    /** What a process does that dies at a fault point. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash(FaultPoint point) {
            super(point.name());
        }
    }

    @Override
    public void reached(FaultPoint point) {
        if (point == crashesAt) {
            crashesAt = null;
            throw new Crash(point);
        }
    }

    PostProcessorWorker worker() {
        var bounded = new BoundedModel(model);
        Organizations organizations =
                new Organizations() {
                    @Override
                    public Optional<Organization> find(String id) {
                        return id.equals(organization.id())
                                ? Optional.of(organization)
                                : Optional.empty();
                    }

                    @Override
                    public Collection<Organization> all() {
                        return List.of(organization);
                    }
                };
        var reading = new TextReading(Samples.READING, organizations);
        var notices = new Notices(store, bounded, reading, escalation.modelTimeout());
        return new PostProcessorWorker(
                store,
                events,
                new Escalations(
                        store,
                        triggers,
                        organizations,
                        new EscalationSigns(
                                store,
                                reading,
                                new ModelDecision(bounded, escalation.modelTimeout()),
                                escalation),
                        notices,
                        Samples.GRACE,
                        this),
                new Resolutions(
                        store,
                        reading,
                        events,
                        asksAboutEnds ? new ModelDecision(bounded, PATIENCE) : null,
                        this),
                new Inactivity(
                        store, triggers, organizations, notices, inactivity, Samples.GRACE, this),
                new Titles(store, events, bounded, reading, title, this),
                marks,
                this);
    }

    static Organization organization(@Nullable Duration inactivity, List<Playbook> playbooks) {
        return organization(inactivity, playbooks, List.of());
    }

    static Organization organization(
            @Nullable Duration inactivity, List<Playbook> playbooks, List<String> closingPhrases) {
        var agent = new Agent("ann", "Ann", Agent.Level.ORGANIZATION, true, "Be kind.");
        return new Organization(
                "acme",
                1,
                "Acme",
                List.of(agent),
                playbooks,
                List.of(),
                closingPhrases,
                List.of(),
                new Policies(null, null, null, null, inactivity, null, null),
                List.of());
    }

    void append(String text) {
        append(REST, text);
    }

    void append(Channel channel, String text) {
        var id = "m" + ++appended;
        store.apply(
                new Append(
                        ID,
                        channel,
                        new MessageKey("acme", channel.account(), id),
                        id,
                        Samples.CUSTOMER,
                        text,
                        null,
                        Samples.GRACE));
    }

    /** Appends and answers it. */
    Reply answered(String text) {
        return answered(text, ReplyFacts.NONE);
    }

    /** Appends, and answers in these words. */
    Reply answeredBy(String text, String words) {
        append(text);
        return answer(words, ReplyFacts.NONE);
    }

    Reply answered(String text, ReplyFacts facts) {
        append(text);
        return answer(facts);
    }

    /** Answers what is unanswered. */
    Reply answer(ReplyFacts facts) {
        return answer("An answer.", facts);
    }

    private Reply answer(String words, ReplyFacts facts) {
        store.apply(Samples.wakeup(ID));
        store.apply(Samples.begin(ID, Objects.requireNonNull(row().turn())));
        var fence = Objects.requireNonNull(row().turn()).fence();
        var metadata =
                new ReplyMetadata(
                        PlanPath.PLAYBOOK, "ann", "welcome", "fake", 10, 5, 7, facts, Map.of());
        var draft = new ReplyDraft(Reply.Kind.ANSWER, Samples.AGENT, words, metadata);
        return ((Commit.Outcome.Committed) store.apply(new Commit(ID, fence, draft, Samples.GRACE)))
                .reply();
    }

    Conversation row() {
        return store.find(ID).orElseThrow();
    }

    List<Reply> replies() {
        return store.replies(ID, 0, 100);
    }
}

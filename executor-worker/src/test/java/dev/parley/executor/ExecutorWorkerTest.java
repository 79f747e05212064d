package dev.parley.executor;

import static dev.parley.executor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Status;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ToolCall;
import dev.parley.conversation.turn.MarkFollowedUp;
import dev.parley.executor.kafka.ExecutorHandler;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.WorkRecord;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutorWorkerTest {
    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void planIsAnsweredOnceHoweverOftenItComes() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);

        desk.run(plan);
        desk.run(plan);

        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
        assertThat(desk.triggers.replies()).as("the reply is emitted again").hasSize(2);
        assertThat(desk.cooldown.holder(ID)).isEmpty();
    }

    @Test
    void replyThatWasFollowedUpIsNotAnnouncedAgain() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.run(plan);
        desk.store.apply(new MarkFollowedUp(ID, Set.of(1L)));
        desk.store.apply(Samples.append(ID, "m2"));
        desk.cooldown.acquire(ID, 1);

        desk.run(plan);

        assertThat(desk.triggers.replies()).hasSize(1);
        assertThat(desk.cooldown.holder(ID)).isEmpty();
        assertThat(desk.triggers.wakeups())
                .as("what came since is not forgotten")
                .containsExactly(ID);
    }

    @Test
    void replyThatItsTopicRefusesIsFollowedUpAndWhatIsBehindItIsWoken() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.triggers.refuseReplies(true);
        desk.model.meanwhile = () -> desk.store.apply(Samples.append(ID, "m2"));

        assertThat(desk.run(plan)).isEqualTo(new ExecutorWorker.Result.Finished());

        assertThat(desk.triggers.followUps())
                .containsExactly(new RecordingTriggers.Followed(ID, Triggers.FollowUp.RETRY));
        assertThat(desk.triggers.wakeups()).containsExactly(ID);
        assertThat(desk.cooldown.holder(ID)).isEmpty();
    }

    @Test
    void replyTellsHowItCameToBe() throws Exception {
        desk.run(desk.plan(PlanPath.PLAYBOOK));

        var metadata = desk.store.replies(ID, 0, 1).getFirst().metadata();
        assertThat(metadata.model()).isEqualTo("scripted");
        assertThat(metadata.agent()).isEqualTo("ann");
        assertThat(metadata.tokens()).isEqualTo(13);
        assertThat(metadata.detail()).containsEntry("plan.playbook", "none active");
    }

    @Test
    void messageThatArrivesMeanwhileIsWokenForAndNotAnsweredBlindly() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.model.meanwhile = () -> desk.store.apply(Samples.append(ID, "m2"));

        desk.run(plan);

        assertThat(desk.triggers.wakeups()).containsExactly(ID);
        assertThat(desk.row().progress().answeredThrough()).isEqualTo(1);
        assertThat(desk.model.requests.getFirst().messages()).hasSize(1);
    }

    @Test
    void handOverGivesEverythingToAPersonWithoutAskingTheModel() throws Exception {
        desk.run(desk.plan(PlanPath.HUMAN));

        assertThat(desk.model.requests).isEmpty();
        assertThat(desk.row().status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(desk.store.dispositions(ID, 10))
                .singleElement()
                .satisfies(disposition ->
                        assertThat(disposition.kind()).isEqualTo(Disposition.Kind.HUMAN));
    }

    @Test
    void answerThatWasCutSaysSo() throws Exception {
        desk.model.finish = ModelAnswer.Finish.LENGTH;

        desk.run(desk.plan(PlanPath.PLAYBOOK));

        var reply = desk.store.replies(ID, 0, 1).getFirst();
        assertThat(reply.text()).isEqualTo("An answer.\u2026");
        assertThat(reply.metadata().detail()).containsEntry("finish", "length");
    }

    @Test
    void callForAToolThatWasNotOfferedIsABrokenAnswer() throws Exception {
        desk.model.finish = ModelAnswer.Finish.TOOL_CALLS;
        desk.model.toolCalls = List.of(new ToolCall("1", "delete_everything", "{}"));

        desk.run(desk.plan(PlanPath.PLAYBOOK));

        assertThat(desk.store.replies(ID, 0, 10)).isEmpty();
        assertThat(desk.turn().lastFailure()).startsWith("model BROKEN_ANSWER");
    }

    @Test
    void textIsShownWhileItIsWritten() throws Exception {
        desk.run(desk.plan(PlanPath.PLAYBOOK));

        assertThat(desk.live.published())
                .containsExactly(
                        new LiveText.Piece(ID, 1, 1, 0, "An "),
                        new LiveText.Piece(ID, 1, 1, 3, "answer."));
    }

    @Test
    void livePreviewThatBreaksIsNothingToTheTurn() throws Exception {
        var broken =
                new LiveText() {
                    int calls;

                    @Override
                    public void publish(Piece piece) {
                        calls++;
                        throw new IllegalStateException("scripted");
                    }

                    @Override
                    public Subscription subscribe(
                            ConversationId conversation, Consumer<Piece> listener) {
                        return () -> {};
                    }
                };
        var plan = desk.plan(PlanPath.PLAYBOOK);

        desk.submit(desk.worker(broken), plan).get(10, TimeUnit.SECONDS);

        assertThat(broken.calls).as("it is not tried for every piece").isEqualTo(1);
        assertThat(desk.store.replies(ID, 0, 10)).hasSize(1);
    }

    @Test
    void planWaitsWhileAnotherExecutorHasTheTurn() throws Exception {
        var plan = desk.plan(PlanPath.PLAYBOOK);
        desk.store.apply(Samples.begin(ID, desk.turn()));

        var result = desk.run(plan);

        assertThat(result).isEqualTo(new ExecutorWorker.Result.Wait(Samples.LEASE));
        assertThat(desk.model.requests).isEmpty();
    }

    @Test
    void planWithAPathOfANewerBuildWaitsForOne() throws Exception {
        var newer =
                dev.parley.schemas.Plan.newBuilder()
                        .setOrganization("acme")
                        .setConversation("c-1")
                        .setTurnNumber(1)
                        .setTurnId("t")
                        .setFromSeq(0)
                        .setThroughSeq(1)
                        .setOwnershipEpoch(0)
                        .setPath(dev.parley.schemas.PlanPath.UNKNOWN)
                        .setEvidence(Map.of())
                        .setConfigurationVersion(1)
                        .setAllowedTools(List.of())
                        .setPlannedAt(desk.clock.instant())
                        .build();
        var handler = new ExecutorHandler(desk.worker, Duration.ofSeconds(7));

        assertThat(handler.handle(WorkRecord.of("plans", "acme/c-1", newer)))
                .isInstanceOf(Outcome.OfNewerBuild.class);
    }
}

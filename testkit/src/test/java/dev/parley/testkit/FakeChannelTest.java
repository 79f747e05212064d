package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.SettleSending.Result;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FakeChannelTest {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");

    private final FakeChannel channel = new FakeChannel();

    @Test
    void callsAreAnsweredAsScriptedAndThenWell() throws InterruptedException {
        channel.thenRetry(Duration.ofSeconds(3)).thenFail().thenUnknown();
        var reply = reply();

        assertThat(channel.send(CHAT, reply)).isInstanceOf(Result.Retry.class);
        assertThat(channel.send(CHAT, reply)).isInstanceOf(Result.Failed.class);
        assertThat(channel.send(CHAT, reply)).isInstanceOf(Result.Unknown.class);
        assertThat(channel.send(CHAT, reply)).isEqualTo(new Result.Sent("fake-4"));

        assertThat(channel.sends()).hasSize(4);
        assertThat(channel.seenIn(CHAT)).as("unknown may have arrived").hasSize(2);
        assertThat(channel.seenIn(new ConversationId("globex", "chat-1"))).isEmpty();
    }

    @Test
    void hangingCallIsRecordedBeforeItsCallerHears() throws Exception {
        channel.thenHang();
        var result = new CompletableFuture<Result>();
        var reply = reply();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(channel.send(CHAT, reply));
                    } catch (InterruptedException e) {
                        result.completeExceptionally(e);
                    }
                });

        while (channel.sends().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(result).isNotDone();
        channel.release();
        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(new Result.Sent("hung"));
    }

    private static Reply reply() {
        var store = new InMemoryConversationStore();
        store.apply(Samples.append(CHAT, Samples.PUSHED, "m1"));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.wakeup(CHAT));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(CHAT, claimed.turn()));
        return ((Commit.Outcome.Committed) store.apply(Samples.commit(CHAT, begun.turn().fence())))
                .reply();
    }
}

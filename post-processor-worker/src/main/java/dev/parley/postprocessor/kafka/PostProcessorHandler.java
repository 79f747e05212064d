package dev.parley.postprocessor.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.kafka.ReplyRecords;
import dev.parley.postprocessor.PostProcessorWorker;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.RecordHandler;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.Reply;

/** Gives committed replies to the post-processor. */
public final class PostProcessorHandler implements RecordHandler {
    private final PostProcessorWorker worker;

    public PostProcessorHandler(PostProcessorWorker worker) {
        this.worker = worker;
    }

    @Override
    public Outcome handle(WorkRecord record) {
        if (!(record.value() instanceof Reply value)) {
            return Outcome.park(
                    "a post-processor reads no " + record.value().getSchema().getName());
        }
        ConversationId conversation;
        dev.parley.conversation.Reply reply;
        try {
            conversation = ReplyRecords.conversation(value);
            reply = ReplyRecords.reply(value);
        } catch (IllegalArgumentException e) {
            return Outcome.park("not a reply: " + e.getMessage());
        }
        if (!record.key().equals(conversation.toString())) {
            return Outcome.park("the key is not the reply's conversation");
        }
        worker.process(conversation, reply);
        return Outcome.done();
    }
}

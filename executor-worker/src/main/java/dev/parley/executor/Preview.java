package dev.parley.executor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.runtime.RepeatedWarnings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows an attempt's text while it is written. Whatever happens to it is nothing to the turn. */
final class Preview implements LanguageModel.TextPreview {
    private static final Logger LOG = LoggerFactory.getLogger(Preview.class);

    /** Of all turns. */
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    private final LiveText live;
    private final ConversationId conversation;
    private final Fence fence;
    private int index;
    private boolean broken;

    Preview(LiveText live, ConversationId conversation, Fence fence) {
        this.live = live;
        this.conversation = conversation;
        this.fence = fence;
    }

    @Override
    public void text(String piece) {
        if (broken || piece.isEmpty()) {
            return;
        }
        try {
            live.publish(
                    new LiveText.Piece(conversation, fence.turn(), fence.attempt(), index, piece));
            index += piece.length();
        } catch (RuntimeException e) {
            broken = true;
            WARNINGS.warn("cannot show the text of a turn while it is written", e);
        }
    }
}

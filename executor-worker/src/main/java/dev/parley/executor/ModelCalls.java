package dev.parley.executor;

import dev.parley.conversation.LiveText;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.executor.prompt.Assignment;

/** Asks the model for whole answers. Thread-safe; blocks while the model works. */
final class ModelCalls {
    private final LanguageModel model;
    private final LiveText live;

    /**
     * Makes one.
     *
     * @param live {@link LiveText#NONE} shows nobody anything
     */
    ModelCalls(LanguageModel model, LiveText live) {
        this.model = model;
        this.live = live;
    }

    /** An answer that may be watched while it is written. */
    Written watched(ModelRequest request, Assignment asked)
            throws ModelException, InterruptedException {
        if (live == LiveText.NONE) {
            return unwatched(request);
        }
        var preview = new Preview(live, asked.plan().conversation(), asked.turn().fence());
        return Written.by(FinishedText.of(model.stream(request, preview)));
    }

    /** An answer that nobody sees before it was looked at. */
    Written unwatched(ModelRequest request) throws ModelException, InterruptedException {
        return Written.by(FinishedText.of(model.generate(request)));
    }
}

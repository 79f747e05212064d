package dev.parley.standalone.faults;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;

/** A model that an intervention may fail. */
record InjectedModel(LanguageModel model, Injection injection) implements LanguageModel {
    @Override
    public ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException {
        injection.intervention().beforeModel(request);
        return model.generate(request);
    }

    @Override
    public ModelAnswer stream(ModelRequest request, TextPreview preview)
            throws ModelException, InterruptedException {
        injection.intervention().beforeModel(request);
        return model.stream(request, preview);
    }
}

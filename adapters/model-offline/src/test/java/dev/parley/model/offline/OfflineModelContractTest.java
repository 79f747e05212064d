package dev.parley.model.offline;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelException;
import dev.parley.testkit.LanguageModelContract;
import java.time.Duration;
import java.util.List;

class OfflineModelContractTest extends LanguageModelContract {
    @Override
    protected LanguageModel model(Duration latency) {
        return new OfflineModel(latency, List.of());
    }

    @Override
    protected LanguageModel failing(ModelException.Kind kind) {
        return new OfflineModel(Duration.ZERO, List.of(ScriptedOutcome.valueOf(kind.name())));
    }
}

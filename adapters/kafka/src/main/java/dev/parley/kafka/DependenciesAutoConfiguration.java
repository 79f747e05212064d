package dev.parley.kafka;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Dependency;
import dev.parley.conversation.model.LanguageModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Watches what a service depends on: brokers, its store and whether that went back in time, and
 * what says of itself that it is one.
 */
@AutoConfiguration(after = PipelineKafkaAutoConfiguration.class)
class DependenciesAutoConfiguration {
    /** Not named as the group that shows it, which Boot forbids. */
    @Bean
    Dependencies dependency(
            ObjectProvider<Dependency> others,
            ObjectProvider<ConversationStore> stores,
            ObjectProvider<LanguageModel> models,
            ObjectProvider<StoreMarking> marking,
            MeterRegistry meters) {
        var all = new ArrayList<>(others.orderedStream().toList());
        stores.ifUnique(store -> all.add(new StoreDependency(store)));
        models.ifUnique(model -> {
            if (model instanceof Dependency guarded && !all.contains(guarded)) {
                all.add(guarded);
            }
        });
        var beside = new HashMap<String, HealthContributor>();
        marking.ifUnique(each -> beside.put("storeHistory", each.indicator()));
        return new Dependencies(all, beside, meters);
    }
}

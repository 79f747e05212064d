package dev.parley.standalone.evaluate;

import dev.parley.conversation.document.Embeddings;
import dev.parley.documents.evaluation.EvaluationException;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeansException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The embedding model that settings choose, as a service has it; to be closed. */
final class ChosenEmbeddings implements AutoCloseable {
    /** By name: they are package-private. */
    private static final List<String> ADAPTERS =
            List.of(
                    "dev.parley.documents.lucene.DocumentsAutoConfiguration",
                    "dev.parley.model.openai.OpenAiEmbeddingsAutoConfiguration");

    /** The index is the evaluation's own, and wants no threshold. */
    private static final Map<String, Object> EMBEDDINGS_ALONE =
            Map.of("parley.documents.enabled", "true", "parley.documents.search", "false");

    private final ConfigurableApplicationContext context;

    private ChosenEmbeddings(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Makes the model that these settings choose.
     *
     * @throws EvaluationException when they choose none
     */
    static ChosenEmbeddings open(ConfigurableEnvironment settings) throws EvaluationException {
        settings.getPropertySources()
                .addFirst(new MapPropertySource("evaluation", EMBEDDINGS_ALONE));
        var context = new AnnotationConfigApplicationContext();
        context.setEnvironment(settings);
        try {
            for (var adapter : ADAPTERS) {
                context.register(Class.forName(adapter));
            }
            context.refresh();
            return new ChosenEmbeddings(context);
        } catch (BeansException | ClassNotFoundException e) {
            context.close();
            throw new EvaluationException(
                    "there is no embedding model by these settings: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                    e);
        }
    }

    Embeddings embeddings() {
        return context.getBean(Embeddings.class);
    }

    @Override
    public void close() {
        context.close();
    }
}

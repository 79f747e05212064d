package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JdbcStoreAutoConfigurationIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");

    @TempDir private Path directory;

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(JdbcStoreAutoConfiguration.class));

    @Test
    void storeIsBroughtInADirectoryThatDidNotExistAndClosedWithTheApplication() {
        var path = directory.resolve("new/store.db");
        context.withPropertyValues("parley.store.sqlite.path=" + path)
                .run(running -> {
                    var store = running.getBean(ConversationStore.class);
                    store.apply(Samples.append(CHAT, "m1"));
                    assertThat(store.messages(CHAT, 0, 10)).hasSize(1);
                });

        assertThat(path).exists();
        assertThat(path.resolveSibling("store.db-wal")).doesNotExist();
    }

    @Test
    void serverIsUsedWhenItIsChosen() {
        try (var database = PostgresDatabase.create()) {
            context.withPropertyValues(
                            "parley.store.kind=postgresql",
                            "parley.store.postgresql.url=" + database.url(),
                            "parley.store.postgresql.username=postgres")
                    .run(running -> {
                        var store = running.getBean(ConversationStore.class);
                        store.apply(Samples.append(CHAT, "m1"));
                        assertThat(store.messages(CHAT, 0, 10)).hasSize(1);
                    });
        }
    }

    @Test
    void applicationsOwnStoreIsKept() {
        context.withBean(ConversationStore.class, InMemoryConversationStore::new)
                .run(running ->
                        assertThat(running)
                                .getBean(ConversationStore.class)
                                .isInstanceOf(InMemoryConversationStore.class));
    }

    @Test
    void unknownKeyIsRefusedByName() {
        context.withPropertyValues(
                        "parley.store.sqlite.path=" + directory.resolve("store.db"),
                        "parley.store.sqlite.journal=off")
                .run(running ->
                        assertThat(running.getStartupFailure())
                                .rootCause()
                                .hasMessageContaining("parley.store.sqlite.journal"));
    }

    @Test
    void pathThatCannotBeCreatedIsNamed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        context.withPropertyValues("parley.store.sqlite.path=" + file.resolve("store.db"))
                .run(running ->
                        assertThat(running.getStartupFailure())
                                .hasStackTraceContaining("parley.store.sqlite.path")
                                .hasStackTraceContaining(file.toString()));
    }
}

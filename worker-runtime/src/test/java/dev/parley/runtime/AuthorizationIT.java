package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes rights away for a moment and gives them back. */
@Timeout(120)
class AuthorizationIT {
    private static final Map<String, String> WITH_RIGHTS =
            Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "allow.everyone.if.no.acl.found",
                    "true");

    @TempDir static Path directory;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(directory, 0, WITH_RIGHTS);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void deniedGroupIsReadAgainWhenItsRightIsBack() throws Exception {
        try (var lane = Lane.create(kafka, 2)) {
            var group = Lane.GROUP + lane.catalogue.prefix();
            healsAfter(lane, new ResourcePattern(ResourceType.GROUP, group, PatternType.LITERAL));
        }
    }

    @Test
    void deniedTopicIsReadAgainWhenItsRightIsBack() throws Exception {
        try (var lane = Lane.create(kafka, 2)) {
            var topic = lane.name(Topic.WAKEUPS);
            healsAfter(lane, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL));
        }
    }

    private static void healsAfter(Lane lane, ResourcePattern denied) throws Exception {
        var denial =
                new AclBinding(
                        denied,
                        new AccessControlEntry(
                                "User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.DENY));
        // A topic or group with an entry is no longer everybody's.
        var others =
                new AclBinding(
                        denied,
                        new AccessControlEntry(
                                "User:ANONYMOUS", "*", AclOperation.ALL, AclPermissionType.ALLOW));
        var history = new History();
        var failed = new AtomicReference<Throwable>();
        try (var admin = Admin.create(lane.client());
                var processor =
                        lane.processor(
                                lane.settings(Topic.WAKEUPS),
                                history.watching(_ -> Outcome.done()))) {
            admin.createAcls(List.of(others)).all().get();
            processor.onFailure(failed::set);
            processor.start();
            lane.sendMany(Topic.WAKEUPS, 100, 10);
            Await.until("all is committed", () -> lane.committedRecords() == 100);
            admin.createAcls(List.of(denial)).all().get();
            lane.sendMany(Topic.WAKEUPS, 100, 10);
            Await.until("it tells that it may not", () -> processor.obstacle().isPresent());
            assertThat(processor.isHealthy()).isTrue();
            admin.deleteAcls(List.of(denial.toFilter())).all().get();
            Await.until("all the rest is handled", () -> history.runs() >= 200);
            Await.until("all is committed", () -> lane.committedRecords() == 200);
            Await.until("it tells no more", () -> processor.obstacle().isEmpty());
        }
        assertThat(failed.get()).isNull();
    }
}

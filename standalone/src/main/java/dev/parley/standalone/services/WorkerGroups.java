package dev.parley.standalone.services;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.jspecify.annotations.Nullable;

/** Who reads in the workers' consumer groups, as the broker sees it. */
final class WorkerGroups implements AutoCloseable {
    private final Admin admin;

    /**
     * @param brokers configuration of an admin client
     */
    WorkerGroups(Map<String, Object> brokers) {
        admin = Admin.create(brokers);
    }

    /**
     * Tells whether each group is settled with so many members, those of killed processes that
     * still count included.
     */
    boolean haveMembers(Map<String, Integer> members) throws InterruptedException {
        try {
            var groups = admin.describeConsumerGroups(List.copyOf(members.keySet())).all().get();
            return members.entrySet().stream()
                    .allMatch(wanted -> isSettled(groups.get(wanted.getKey()), wanted.getValue()));
        } catch (ExecutionException e) {
            return false; // no such group yet, or the broker is not ready
        }
    }

    private static boolean isSettled(@Nullable ConsumerGroupDescription group, int members) {
        return group != null
                && group.groupState() == GroupState.STABLE
                && group.members().size() == members;
    }

    @Override
    public void close() {
        admin.close();
    }
}

package dev.parley.runtime;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Says once, for every exception a handler throws, what the failure is about. Thread-safe. */
@FunctionalInterface
public interface FailureClassifier {

    /** How deep a chain of causes is followed; a chain may be a circle. */
    int MAX_DEPTH = 20;

    FailureKind classify(Throwable failure);

    /**
     * Knows {@link InfrastructureException}, broken connections, transient SQL failures and Kafka
     * as infrastructure, a stack that overflowed as poison, and {@link InOrderException};
     * everything else is the record's own failure. The first cause in the chain that it knows
     * decides.
     */
    static FailureClassifier standard() {
        return withInfrastructure(List.of());
    }

    /**
     * The standard one, which also takes these exceptions and their subclasses for infrastructure:
     * those of a Redis client, for example.
     */
    static FailureClassifier withInfrastructure(List<Class<? extends Throwable>> types) {
        return failure -> {
            var kind = kindOfCauses(failure, types);
            if (kind != null) {
                return kind;
            }
            return failure instanceof InOrderException ? FailureKind.IN_ORDER : FailureKind.RECORD;
        };
    }

    private static @Nullable FailureKind kindOfCauses(
            Throwable failure, List<Class<? extends Throwable>> types) {
        Predicate<Throwable> known =
                cause -> types.stream().anyMatch(type -> type.isInstance(cause)) || isKnown(cause);
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof StackOverflowError) {
                return FailureKind.POISON;
            }
            if (KafkaRefusal.isAboutTheRecord(cause)) {
                return null;
            }
            if (known.test(cause)) {
                return FailureKind.INFRASTRUCTURE;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean isKnown(Throwable cause) {
        return switch (cause) {
            case InfrastructureException _ -> true;
            case KafkaException _ -> true;
            case SocketException _ -> true;
            case SocketTimeoutException _ -> true;
            case UnknownHostException _ -> true;
            case ClosedChannelException _ -> true;
            case SQLTransientException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLException sql -> isConnectionState(sql.getSQLState());
            default -> false;
        };
    }

    /** Classes 08, 53, 57 and 58 of SQL states: connection, resources, operator, system. */
    private static boolean isConnectionState(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("58"));
    }
}

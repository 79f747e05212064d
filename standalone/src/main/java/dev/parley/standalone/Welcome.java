package dev.parley.standalone;

import java.nio.file.Path;

/** What {@code up} says when it is ready: where everything is, and how to send a first message. */
final class Welcome {
    private static final String MODEL = "parley.model.kind";
    private static final String OFFLINE = "offline";

    private Welcome() {}

    /**
     * @param terminal whether a person reads it; a log must not keep the operator's key
     */
    static String of(Standalone parley, boolean terminal) {
        var file = parley.data().resolve(OperatorKey.FILE);
        return """
        Parley is ready.
          API       %1$s
          API key   %2$s
          Data      %3$s
          Kafka     %5$s
          Redis     %6$s
          Model     %8$s

        A first message:
          key=%4$s
          curl -X PUT %1$s/v1/organizations/demo -H "Authorization: Bearer $key" \\
               -H "Content-Type: application/json" -d '{}'
          curl %1$s/v1/organizations/demo/conversations/first/messages -H "Authorization: Bearer $key" \\
               -H "Content-Type: application/json" -d '{"id": "m1", "author": {"id": "ada"}, "text": "Hello!"}'
          curl %1$s/v1/organizations/demo/conversations/first -H "Authorization: Bearer $key"
        What became of it:
          ./parley why demo m1%7$s

        Ctrl-C stops it; the data stay.
        """
                .formatted(
                        parley.address(),
                        terminal
                                ? parley.operatorKey()
                                        + "\n            (the operator's, for this machine only; also in "
                                        + file
                                        + ")"
                                : "the operator's, in " + file,
                        parley.data(),
                        terminal ? parley.operatorKey() : "$(cat " + file + ")",
                        parley.kafkaAddress(),
                        parley.redisAddress().orElse("none"),
                        dataOption(parley),
                        model(parley.context().getEnvironment().getProperty(MODEL, OFFLINE)));
    }

    /**
     * @param kind as in the settings
     */
    static String model(String kind) {
        return kind.equals(OFFLINE) ? "offline: deterministic and not intelligent" : kind;
    }

    private static String dataOption(Standalone parley) {
        var usual = Path.of(UpCommand.DATA).toAbsolutePath().normalize();
        return parley.data().equals(usual) ? "" : " --data " + parley.data();
    }
}

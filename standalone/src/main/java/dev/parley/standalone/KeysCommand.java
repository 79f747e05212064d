package dev.parley.standalone;

import dev.parley.standalone.client.ParleyClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Lists, creates, revokes or rotates the API keys of an organization.")
final class KeysCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ORG", description = "The organization's id.")
    private String organization = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            defaultValue = "list",
            description = {
                "list: ids of its keys (default). create: a further key, shown once.",
                "revoke ID: ends one. rotate: creates one and ends all others."
            })
    private String action = "list";

    @Parameters(index = "2", arity = "0..1", paramLabel = "ID", description = "The key to revoke.")
    private @Nullable String id;

    @Option(
            names = "--keep-old",
            description = "With rotate: leave the other keys, to be revoked one by one.")
    private boolean keepOld;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        switch (action.toLowerCase(Locale.ROOT)) {
            case "list" -> ids(server.client()).forEach(System.out::println);
            case "create" -> create(server.client());
            case "revoke" -> revoke(server.client());
            case "rotate" -> rotate(server.client());
            default ->
                    throw new CommandException(
                            "'" + action + "' is none of list, create, revoke, rotate");
        }
        return 0;
    }

    private List<String> ids(ParleyClient client) {
        return client.keys(organization)
                .orElseThrow(() ->
                        new CommandException(
                                "%s knows no organization %s"
                                        .formatted(client.server(), organization)));
    }

    private String create(ParleyClient client) {
        var created = client.createKey(organization);
        // Printed before anything else can fail: nobody will see it again.
        System.out.printf("%s  %s%n", created.id(), created.apiKey());
        return created.id();
    }

    private void revoke(ParleyClient client) {
        if (id == null) {
            throw new CommandException("revoke needs the ID of a key; list shows them");
        }
        client.revokeKey(organization, id);
    }

    private void rotate(ParleyClient client) {
        var others = new ArrayList<>(ids(client));
        create(client);
        if (keepOld) {
            return;
        }
        var key = server.key();
        if (key != null) {
            // Its own key last, or it could not end the others.
            var own = new OperatorKey(key).hash();
            others.sort(Comparator.comparing(own::startsWith));
        }
        others.forEach(other -> client.revokeKey(organization, other));
    }
}

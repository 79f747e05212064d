package dev.parley.standalone;

import dev.parley.standalone.client.HeldKey;
import dev.parley.standalone.client.NewKey;
import dev.parley.standalone.client.ParleyClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
                "list: its keys, without themselves (default). create: a further key, shown once.",
                "revoke ID: ends one. rotate: creates one and ends all others."
            })
    private String action = "list";

    @Parameters(index = "2", arity = "0..1", paramLabel = "ID", description = "The key to revoke.")
    private @Nullable String id;

    @Option(
            names = "--keep-old",
            description = "With rotate: leave the other keys, to be revoked one by one.")
    private boolean keepOld;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "With create: what people call the key.")
    private @Nullable String name;

    @Option(
            names = "--scope",
            split = ",",
            paramLabel = "SCOPE",
            description = {
                "With create: what it may do; several with commas, or the option again.",
                "messages:write, conversations:read, documents:write, admin (default)."
            })
    private List<String> scopes = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description =
                    "With create: when it ends, as 2027-01-31T12:00:00Z, or after so many days, as"
                            + " 90d.")
    private @Nullable String expires;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        switch (action.toLowerCase(Locale.ROOT)) {
            case "list" ->
                    keys(server.client()).stream()
                            .map(KeysCommand::line)
                            .forEach(System.out::println);
            case "create" -> create(server.client(), wish());
            case "revoke" -> revoke(server.client());
            case "rotate" -> rotate(server.client());
            default ->
                    throw new CommandException(
                            "'" + action + "' is none of list, create, revoke, rotate");
        }
        return 0;
    }

    private static String line(HeldKey key) {
        var line = new StringBuilder(key.id());
        if (key.scopes() != null) {
            line.append("  ").append(String.join(",", key.scopes()));
        }
        add(line, "", key.name());
        add(line, "created ", key.createdAt());
        add(line, "expires ", key.expiresAt());
        add(line, "last used ", key.lastUsed());
        return line.toString();
    }

    private static void add(StringBuilder line, String what, @Nullable String value) {
        if (value != null) {
            line.append("  ").append(what).append(value);
        }
    }

    private NewKey wish() {
        return new NewKey(name, scopes.isEmpty() ? NewKey.WHOLE.scopes() : scopes, ends());
    }

    private @Nullable String ends() {
        return expires != null && expires.matches("[0-9]{1,5}d")
                ? Instant.now()
                        .plus(
                                Long.parseLong(expires.substring(0, expires.length() - 1)),
                                ChronoUnit.DAYS)
                        .toString()
                : expires;
    }

    private List<HeldKey> keys(ParleyClient client) {
        return client.keys(organization)
                .orElseThrow(() ->
                        new CommandException(
                                "%s knows no organization %s"
                                        .formatted(client.server(), organization)));
    }

    private String create(ParleyClient client, NewKey wish) {
        var created = client.createKey(organization, wish);
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
        var others = new ArrayList<>(keys(client).stream().map(HeldKey::id).toList());
        create(client, NewKey.WHOLE);
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

package dev.parley.standalone;

import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.Receipt;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases what was said in a conversation and its successors, in a customer's conversations, or in all",
            "of an organization, and prints the receipt. What is erased cannot be read any more; the receipt",
            "says when the last topic has forgotten it."
        })
final class EraseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ORG", description = "The organization's id.")
    private String organization = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONVERSATION",
            description = "The conversation's id.")
    private @Nullable String conversation;

    @Option(names = "--customer", paramLabel = "ID", description = "The customer's id.")
    private @Nullable String customer;

    @Option(names = "--all", description = "Every conversation of the organization.")
    private boolean all;

    @Option(
            names = "--shared",
            description = "With --customer: conversations with other customers too.")
    private boolean shared;

    @Mixin private ServerOptions server = new ServerOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        requireOneTarget();
        var client = server.client();
        var receipt = erase(client);
        print(receipt);
        // A request erases a bounded number; what it could not erase does not go away by asking.
        while (!receipt.complete() && receipt.conversations() > 0) {
            receipt = erase(client);
            print(receipt);
        }
        return receipt.complete() ? 0 : 1;
    }

    private void requireOneTarget() {
        int targets = (conversation == null ? 0 : 1) + (customer == null ? 0 : 1) + (all ? 1 : 0);
        if (targets != 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "name one of CONVERSATION, --customer and --all");
        }
    }

    private Receipt erase(ParleyClient client) {
        if (customer != null) {
            return client.eraseCustomer(organization, customer, shared);
        }
        if (conversation == null) {
            return client.eraseAll(organization);
        }
        return client.erase(organization, conversation)
                .orElseThrow(() ->
                        new CommandException(
                                "%s knows no conversation %s of organization %s"
                                        .formatted(client.server(), conversation, organization)));
    }

    private static void name(String what, @Nullable List<String> conversations) {
        if (conversations != null && !conversations.isEmpty()) {
            System.out.println(what + String.join(" ", conversations));
        }
    }

    private void print(Receipt receipt) {
        var what = receipt.conversation();
        System.out.printf(
                "erased %s%s%s: conversations=%d messages=%d replies=%d%n",
                receipt.organization(),
                what == null ? "" : "/" + what,
                receipt.erasedAt() == null ? "" : " at " + receipt.erasedAt(),
                receipt.conversations(),
                receipt.messages(),
                receipt.replies());
        name("with its successors ", receipt.successors());
        name("kept, other customers wrote there too (--shared erases them): ", receipt.shared());
        if (receipt.topicsForgetBy() != null) {
            System.out.println("topics forget it by " + receipt.topicsForgetBy());
        }
        if (!receipt.complete()) {
            System.out.println("not complete");
        }
    }
}

package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Fate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Erasing by command and over HTTP, on a Parley that runs. */
interface StandaloneErasure extends RunningStandalone {
    @Test
    default void erasedConversationGoesOnInItsSuccessor() {
        parley().client().send("shop", "erased", "e1", "Do you sell umbrellas?");
        end("erased", "e1");

        var receipt = parley().client().erase("shop", "erased").orElseThrow();
        assertThat(receipt.messages()).isEqualTo(2);
        assertThat(parley().client().conversation("shop", "erased").orElseThrow().messages())
                .isEmpty();

        parley().client().send("shop", "erased", "e1", "Do you sell umbrellas?");
        parley().client().send("shop", "erased", "e2", "Do you sell lamps?");
        assertThat(end("erased~2", "e2").disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(parley().client().conversation("shop", "erased~2").orElseThrow().messages())
                .as("the erased message is known, and does not come back")
                .hasSize(2);
        assertThat(parley().client().erase("shop", "never")).isEmpty();

        var again = command("erase", "shop", "erased");
        assertThat(again.out())
                .contains("conversations=2", "with its successors erased~2", "topics forget it by");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(Captured.command("erase", "shop", "erased", "--all").exitCode())
                .as("one target")
                .isEqualTo(2);
        assertThat(parley().client().conversation("shop", "erased~2").orElseThrow().messages())
                .isEmpty();
    }

    @Test
    default void customersAndOrganizationsAreErasedByCommand() {
        parley().client().createOrganization("leaving");
        for (var conversation : List.of("one", "two")) {
            post("leaving", conversation + "/messages", message(conversation, "ada"));
        }
        post("leaving", "group/messages", message("g1", "ada"));
        post("leaving", "group/messages", message("g2", "bob"));
        for (var id : List.of("one", "two", "g1", "g2")) {
            assertThat(parley().client().why("leaving", id, "", WAIT)).isPresent();
        }

        var customer = erase("--customer", "ada");
        assertThat(customer).contains("conversations=2", "group");
        assertThat(erase("--customer", "ada")).contains("conversations=0");
        assertThat(messages("one")).isZero();
        assertThat(messages("group")).isPositive();
        assertThat(erase("--customer", "ada", "--shared")).contains("conversations=1");
        assertThat(messages("group")).isZero();

        post("leaving", "last/messages", message("l1", "eve"));
        assertThat(parley().client().why("leaving", "l1", "", WAIT)).isPresent();
        assertThat(erase("--all")).contains("conversations=1");
        assertThat(messages("last")).isZero();
    }

    private String erase(String... target) {
        var arguments = new ArrayList<>(List.of("erase", "leaving"));
        arguments.addAll(List.of(target));
        var done = command(arguments.toArray(String[]::new));
        assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
        return done.out();
    }

    private int messages(String conversation) {
        return parley().client()
                .conversation("leaving", conversation)
                .orElseThrow()
                .messages()
                .size();
    }
}

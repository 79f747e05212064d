package dev.parley.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a dead letter; to the operator with the record's bytes.")
final class LettersShowCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The letter's id, as list shows it.")
    private String id = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var letter =
                server.operations()
                        .letter(id)
                        .orElseThrow(() -> new CommandException("no dead letter has the id " + id));
        System.out.print(LetterText.whole(letter));
        return 0;
    }
}

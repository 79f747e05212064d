package dev.parley.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done with dead letters. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, redrives or discards what the pipeline gave up.",
        subcommands = {
            LettersListCommand.class,
            LettersShowCommand.class,
            LettersRedriveCommand.class,
            LettersDiscardCommand.class,
            CommandLine.HelpCommand.class
        })
final class DeadLettersCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do: list, show, redrive or discard");
    }
}

package dev.parley.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be asked about conversations. */
@Command(
        name = "conversations",
        mixinStandardHelpOptions = true,
        description = "Tells where customers wait.",
        subcommands = {StuckCommand.class, CommandLine.HelpCommand.class})
final class ConversationsCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to ask: stuck");
    }
}

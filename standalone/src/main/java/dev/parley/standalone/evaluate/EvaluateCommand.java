package dev.parley.standalone.evaluate;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the evaluations. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures how well Parley does on your own files.",
        subcommands = {
            RetrievalCommand.class,
            EscalationCommand.class,
            ResolutionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class EvaluateCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // the parser sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to evaluate");
    }
}

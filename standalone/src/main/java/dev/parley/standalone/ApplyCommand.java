package dev.parley.standalone;

import dev.parley.files.OrganizationFile;
import dev.parley.files.OrganizationFiles;
import dev.parley.standalone.client.ParleyClient;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes organizations from files, and takes back documents that are in none.",
            "Nothing is published while anything is wrong with any of the files."
        })
final class ApplyCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "PATH",
            description = "An organization.yaml, its folder, or a folder of such folders.")
    private Path path = Path.of("");

    @Option(
            names = "--dry-run",
            description = "Checks the files and tells what would change; changes nothing.")
    private boolean dryRun;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var files = OrganizationFiles.read(path);
        files.findings().forEach(System.err::println);
        if (!files.isGood()) {
            throw new CommandException("nothing was published: mend the lines above first");
        }
        var client = server.client();
        for (var file : files.organizations()) {
            System.out.println(apply(client, file));
        }
        return 0;
    }

    private String apply(ParleyClient client, OrganizationFile file) {
        var id = file.organization().id();
        var applied = client.configure(file.organization(), dryRun);
        // Told before anything else can fail: nobody will see the key again.
        if (applied.apiKey() != null) {
            System.out.println(id + ": API key " + applied.apiKey());
        }
        var documents = new DocumentChanges(client, dryRun).apply(id, file.documents());
        var outcome = applied.outcome().name().toLowerCase(Locale.ROOT);
        return "%s: %s%s, version %d; documents: %s"
                .formatted(id, dryRun ? "would be " : "", outcome, applied.version(), documents);
    }
}

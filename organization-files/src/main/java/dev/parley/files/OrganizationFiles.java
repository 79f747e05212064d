package dev.parley.files;

import dev.parley.files.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The organizations that files describe, and everything that is wrong with them.
 *
 * @param organizations of use only when {@link #isGood}
 * @param findings in the order of files, lines and columns
 */
public record OrganizationFiles(List<OrganizationFile> organizations, List<Finding> findings) {
    /** The file that describes an organization, in a folder of its own. */
    public static final String NAME = "organization.yaml";

    private static final int MOST = 1_000;

    public OrganizationFiles {
        organizations = List.copyOf(organizations);
        findings = List.copyOf(findings);
    }

    /** Tells whether nothing has to be mended. */
    public boolean isGood() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Reads everything there is.
     *
     * @param path a file; a folder with {@value #NAME}; or one whose folders have it
     */
    public static OrganizationFiles read(Path path) {
        var findings = new Findings();
        var organizations = new ArrayList<OrganizationFile>();
        var ids = new HashSet<String>();
        for (var file : files(path, findings)) {
            var read = organization(file, findings, ids);
            if (read != null) {
                organizations.add(read);
            }
        }
        return new OrganizationFiles(organizations, findings.sorted());
    }

    private static List<Path> files(Path path, Findings findings) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (Files.isRegularFile(path.resolve(NAME))) {
            return List.of(path.resolve(NAME));
        }
        try (var folders = Files.list(path)) {
            var found =
                    folders.map(folder -> folder.resolve(NAME))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .limit(MOST)
                            .toList();
            if (found.isEmpty()) {
                findings.error(
                        Place.start(path.toString()),
                        "neither this folder nor one in it has " + NAME);
            }
            return found;
        } catch (IOException e) {
            findings.error(Place.start(path.toString()), "there is no such file or folder");
            return List.of();
        }
    }

    private static @Nullable OrganizationFile organization(
            Path file, Findings findings, HashSet<String> ids) {
        var parent = file.getParent();
        var folder =
                new Folder(
                        parent == null ? Path.of("") : parent,
                        parent == null ? "" : parent.toString());
        var name = String.valueOf(file.getFileName());
        var shown = folder.name(name);
        try {
            var start = Place.start(shown);
            var sheet = new Sheet(shown, folder, findings);
            var root = new Section(sheet, Yaml.mapping(shown, folder.text(name, start, name)), "");
            var organization = new OrganizationReader(root).read();
            var documents = new DocumentsReader(sheet, organization.id()).listed(root);
            root.refuseOthers();
            if (!ids.add(organization.id()) && !sheet.isFaulty("id")) {
                findings.error(
                        sheet.place("id"), "id: another file has an organization of this id");
            }
            return new OrganizationFile(shown, organization, documents);
        } catch (UnreadableException e) {
            findings.error(e.place(), e.rule());
            return null;
        }
    }
}

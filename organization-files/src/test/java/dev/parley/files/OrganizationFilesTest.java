package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.ChannelAccount;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.organization.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationFilesTest {
    private static final String GOOD =
            """
            id: acme
            name: Acme
            welcome-playbook: hello
            agents:
              - id: mia
                name: Mia
                instructions: Be kind.
              - id: system
                name: System
                level: system
                enabled: false
                instructions: {file: agents/system.md}
            playbooks:
              - id: hello
                name: Hello
                instructions:
                  file: playbooks/hello.md
                flow-guidance: Ask one thing.
                disclaimer: A machine writes this.
              - id: hand-over
                name: Hand over
                trigger: human-escalation
                status: draft
                instructions: Ask for the order number.
            human-phrases:
              - the captain
            documents:
              - documents/*.md
              - file: terms.txt
                id: terms
                title: Terms
                url: https://acme.example/terms
            channels:
              - name: site
                account: acme-site
                kind: webhook
                settings: {address: "https://acme.example/hook", port: 443}
                secrets: {signing: "env:ACME_SIGNING"}
            policies:
              document-threshold: 0.45
              cooldown: 20s
              reopen-window: 7d
              retention: 365d
              inactivity: 12h
              settle: 2s
              redrive-within: 6h
            closing-phrases:
              - das war alles
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write("agents/system.md", "Speak for all.\n");
        write("playbooks/hello.md", "Greet.\n\nThen help.\n");
        write(
                "documents/returns.md",
                "---\ntitle: \"Returns: how\"\nlink: https://acme.example/returns\n---\n\n# Returns\n\n30 days.\n");
        write("documents/fees.md", "# Fees\n\nNone.\n");
        write("terms.txt", "All rights reserved.");
        write(OrganizationFiles.NAME, GOOD);
    }

    @Test
    void goodOneIsReadWhole() {
        var read = OrganizationFiles.read(folder);

        assertThat(read.findings()).isEmpty();
        var file = read.organizations().getFirst();
        assertThat(file.organization())
                .isEqualTo(
                        new Organization(
                                "acme",
                                0,
                                "Acme",
                                List.of(
                                        new Agent(
                                                "mia",
                                                "Mia",
                                                Agent.Level.ORGANIZATION,
                                                true,
                                                "Be kind."),
                                        new Agent(
                                                "system",
                                                "System",
                                                Agent.Level.SYSTEM,
                                                false,
                                                "Speak for all.")),
                                List.of(
                                        new Playbook(
                                                "hello",
                                                "Hello",
                                                Playbook.WELCOME,
                                                true,
                                                "Greet.\n\nThen help.",
                                                "Ask one thing.",
                                                "A machine writes this."),
                                        new Playbook(
                                                "hand-over",
                                                "Hand over",
                                                Playbook.HUMAN_ESCALATION,
                                                false,
                                                "Ask for the order number.",
                                                null,
                                                null)),
                                List.of("the captain"),
                                List.of("das war alles"),
                                List.of(),
                                new Policies(
                                        0.45,
                                        Duration.ofSeconds(20),
                                        Duration.ofDays(7),
                                        Duration.ofDays(365),
                                        Duration.ofHours(12),
                                        Duration.ofSeconds(2),
                                        Duration.ofHours(6)),
                                List.of(
                                        new ChannelAccount(
                                                "site",
                                                "acme-site",
                                                "webhook",
                                                Map.of(
                                                        "address",
                                                        "https://acme.example/hook",
                                                        "port",
                                                        "443"),
                                                Map.of(
                                                        "signing",
                                                        new SecretReference(
                                                                "env:ACME_SIGNING"))))));
        assertThat(file.documents())
                .containsExactly(
                        new Document(
                                "acme",
                                "terms",
                                0,
                                "Terms",
                                "https://acme.example/terms",
                                "All rights reserved."),
                        new Document("acme", "fees", 0, "Fees", null, "# Fees\n\nNone."),
                        new Document(
                                "acme",
                                "returns",
                                0,
                                "Returns: how",
                                "https://acme.example/returns",
                                "# Returns\n\n30 days."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: Acme|nmae: Acme|2:1: nmae: is not a known key; did you mean name?",
                "name: Acme|names: [Acme]|1:1: name: is missing",
                "name: Acme|name: 2024|2:7: name: must be text: put it in quotes",
                "name: Acme|name: [a]|2:7: name: must be text",
                "id: acme|id: Acme!|1:5: id: must be 1 to 63 characters of a-z 0-9 _ - and start with a letter or digit",
                "level: system|level: boss|10:12: level: must be organization or system",
                "enabled: false|enabled: maybe|11:14: enabled: must be true or false",
                "id: system|id: mia|8:9: id: is there twice",
                "status: draft|status: drfat|23:13: status: must be active or draft",
                "status: draft|statsu: draft|23:5: statsu: is not a known key; did you mean status?",
                "welcome-playbook: hello|welcome-playbook: gone|3:19: welcome-playbook: there is no playbook of this id",
                "welcome-playbook: hello|welcome-playbook: hand-over|3:19: welcome-playbook: the playbook is a draft",
                "playbooks/hello.md|playbooks/gone.md|17:13: instructions: there is no file playbooks/gone.md",
                "playbooks/hello.md|../secret.md|17:13: instructions: ../secret.md leads out of the organization's folder",
                "playbooks/hello.md|/etc/passwd|17:13: instructions: /etc/passwd leads out of the organization's folder",
                "documents/*.md|../*.md|28:5: documents: ../*.md leads out of the organization's folder",
                "documents/*.md|nothing/*.md|28:5: documents: no file is named like this",
                "id: terms|id: fees|28:5: id: two documents are called fees",
                "https://acme.example/terms|javascript:alert(1)|29:11: link: must be an http or https address",
                "kind: webhook|kind: Web Hook|36:11: kind: must be 1 to 63 characters",
                "env:ACME_SIGNING|hunter2|38:24: signing: must name where the secret is, as env:NAME or file:/PATH, never the secret itself",
                "port: 443|apiToken: hunter2|37:64: apiToken: looks like a secret",
                "0.45|high|40:23: document-threshold: must be a number",
                "0.45|45|40:23: document-threshold: must be between 0 and 1",
                "20s|20|41:13: cooldown: must be a duration such as 30s, 10m, 12h or 7d",
                "20s|2h|41:13: cooldown: must be between 1s and 10m",
                "policies:|agents:|39:1: agents: is there twice",
                "- the captain|- yes|26:5: human-phrases: must be text: put it in quotes",
                "name: Mia|name: *mia|6:11: aliases (*name) are not read: write it out",
                "name: Mia|name: !!java.io.File x|6:11: tags (!name) are not read",
                "name: Mia|name: 'Mia|",
                "name: Acme|name: [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]|2:22: is nested deeper than 16"
            })
    void mistakeIsToldByFileLineAndColumn(String good, String bad, @Nullable String finding)
            throws IOException {
        assertThat(GOOD).contains(good);
        write(
                OrganizationFiles.NAME,
                GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));

        var read = OrganizationFiles.read(folder);

        assertThat(read.isGood()).isFalse();
        var shown = folder.resolve(OrganizationFiles.NAME) + ":" + (finding == null ? "" : finding);
        assertThat(read.findings())
                .extracting(Finding::toString)
                .as(bad)
                .anyMatch(line -> line.startsWith(shown))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void everyMistakeIsToldAtOnce() throws IOException {
        write(
                OrganizationFiles.NAME,
                "id: acme\nnmae: Acme\nagents:\n  - id: A\n    name: A\nplaybooks: none\n");

        assertThat(OrganizationFiles.read(folder).findings())
                .extracting(finding -> finding.line() + ":" + finding.column())
                .containsExactlyInAnyOrder("1:1", "2:1", "4:5", "4:9", "6:12", "6:12");
    }

    @Test
    void bytesThatAreNotUtf8AreFound() throws IOException {
        Files.write(
                folder.resolve("playbooks/hello.md"),
                new byte[] {'G', '\n', 'a', 'b', (byte) 0xc3, (byte) 0x28, '\n'});

        assertThat(lines())
                .containsExactly(folder + "/playbooks/hello.md:2:3: is not UTF-8 from here on");
    }

    @Test
    void hugeFilesAreRefusedWhereTheyAreNamed() throws IOException {
        Files.write(folder.resolve("agents/system.md"), new byte[Folder.MAX_BYTES + 1]);

        assertThat(lines())
                .containsExactly(
                        folder
                                + "/organization.yaml:12:26: instructions: agents/system.md has 10,485,761 bytes;"
                                + " a file may have at most 10,485,760");

        Files.write(folder.resolve(OrganizationFiles.NAME), new byte[Folder.MAX_BYTES + 1]);
        assertThat(lines().getFirst())
                .startsWith(
                        folder
                                + "/organization.yaml:1:1: organization.yaml: organization.yaml has");
    }

    @Test
    void documentThatIsTooLongIsRefused() throws IOException {
        write("documents/fees.md", "x".repeat(1024 * 1024 + 1));
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(
                        folder + "/documents/fees.md:1:1: text: must have at most 1,048,576 bytes");
    }

    @Test
    void linkThatLeadsOutIsRefused(@TempDir Path elsewhere) throws IOException {
        var secret = Files.writeString(elsewhere.resolve("secret.md"), "hunter2");
        Files.delete(folder.resolve("playbooks/hello.md"));
        Files.createSymbolicLink(folder.resolve("playbooks/hello.md"), secret);

        assertThat(lines()).singleElement().asString().contains("17:13", "leads out");
    }

    @Test
    void frontMatterIsReadStrictly() throws IOException {
        write("documents/fees.md", "---\ntitel: Fees\nlink: x\n---\nNone.");
        assertThat(lines())
                .containsExactly(
                        folder
                                + "/documents/fees.md:2:1: titel: is not a known key; did you mean title?",
                        folder
                                + "/documents/fees.md:3:1: link: must be an http or https address of at most 2,000"
                                + " characters ("
                                + folder
                                + "/documents/fees.md)");
    }

    @Test
    void organizationWithoutWelcomeIsGoodButWarnedOf() throws IOException {
        write(
                OrganizationFiles.NAME,
                GOOD.replace("welcome-playbook: hello\n", "")
                        .replace("name: Hello\n", "name: Hello\n    trigger: other\n"));

        var read = OrganizationFiles.read(folder);

        assertThat(read.isGood()).isTrue();
        assertThat(read.findings())
                .singleElement()
                .asString()
                .contains(":13:3: warning: playbooks: none is active with trigger welcome");
    }

    @Test
    void folderOfFoldersIsReadAndSecondOfTheSameIdRefused() throws IOException {
        write("a/organization.yaml", "id: one\nname: One\n");
        write("b/organization.yaml", "id: one\nname: Two\n");
        Files.delete(folder.resolve(OrganizationFiles.NAME));

        var read = OrganizationFiles.read(folder);

        assertThat(read.organizations()).hasSize(2);
        assertThat(lines())
                .contains(
                        folder
                                + "/b/organization.yaml:1:5: id: another file has an organization of this id");
    }

    @Test
    void nothingThereIsTold() {
        assertThat(OrganizationFiles.read(folder.resolve("gone")).findings())
                .singleElement()
                .asString()
                .isEqualTo(folder + "/gone:1:1: there is no such file or folder");
    }

    @Test
    void bombOfAliasesIsRefusedBeforeItGrows() throws IOException {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        write(OrganizationFiles.NAME, bomb.toString());
        assertThat(lines())
                .containsExactly(
                        folder
                                + "/organization.yaml:2:10: aliases (*name) are not read: write it out");
    }

    private List<String> lines() {
        return OrganizationFiles.read(folder).findings().stream().map(Finding::toString).toList();
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}

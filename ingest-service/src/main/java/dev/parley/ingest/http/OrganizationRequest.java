package dev.parley.ingest.http;

import dev.parley.ingest.OrganizationTemplates;
import org.jspecify.annotations.Nullable;

/** The body that creates an organization, as it came. */
record OrganizationRequest(@Nullable String name, @Nullable String template) {
    private static final int LONGEST_NAME = 200;

    String checkedName(String organization) {
        return name == null ? organization : Rules.line("name", name, LONGEST_NAME);
    }

    String checkedTemplate() {
        return template == null ? OrganizationTemplates.WELCOME : template;
    }
}

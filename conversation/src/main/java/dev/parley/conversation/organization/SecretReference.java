package dev.parley.conversation.organization;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says where a service finds a secret, so that the secret itself is in no configuration, topic or
 * log.
 *
 * @param text {@code env:NAME}, a variable of the service's environment, or {@code file:PATH}, an
 *     absolute path on its machine
 */
public record SecretReference(String text) {
    private static final Pattern ENVIRONMENT = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern FILE = Pattern.compile("file:/[^\\p{Cntrl}]{1,1000}");
    private static final Pattern UPWARDS = Pattern.compile("(^|/)\\.\\.(/|$)");

    /**
     * @throws IllegalArgumentException with the rule and without the text, which may be a secret
     */
    public SecretReference {
        if (!isReference(text)) {
            throw new IllegalArgumentException("a secret must be env:NAME or file:/PATH");
        }
    }

    /** The reference, or nothing when the text is none. */
    public static Optional<SecretReference> parse(String text) {
        return isReference(text) ? Optional.of(new SecretReference(text)) : Optional.empty();
    }

    private static boolean isReference(String text) {
        return ENVIRONMENT.matcher(text).matches()
                || (FILE.matcher(text).matches() && !UPWARDS.matcher(text).find());
    }
}

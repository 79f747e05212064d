package dev.parley.conversation.organization;

/**
 * Who speaks for an organization.
 *
 * @param level organization-level agents come first, system-level ones serve everybody
 * @param enabled whether it may be assigned
 * @param instructions how it speaks, part of the prompt
 */
public record Agent(String id, String name, Level level, boolean enabled, String instructions) {
    /** Whose agent it is. */
    public enum Level {
        ORGANIZATION,
        SYSTEM
    }
}

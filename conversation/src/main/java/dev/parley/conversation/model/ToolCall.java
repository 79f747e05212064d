package dev.parley.conversation.model;

/**
 * A tool the model asks to be called. Nothing is checked yet: the name may be of no tool, the
 * arguments may be anything.
 *
 * @param id the model's name for this call
 * @param name the tool
 * @param arguments JSON as the model wrote it
 */
public record ToolCall(String id, String name, String arguments) {}

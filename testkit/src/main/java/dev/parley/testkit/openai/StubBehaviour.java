package dev.parley.testkit.openai;

/** Decides how the stub answers. Called by many threads at once. */
@FunctionalInterface
public interface StubBehaviour {
    /** What becomes of this call. */
    StubReply reply(StubCall call);
}

package dev.parley.ingest;

/** Who asks, as the key of the request says. */
public sealed interface Caller {
    /** Tells whether this caller may see and change the organization. */
    boolean mayAct(String organization);

    /** Whoever runs the installation: may act for every organization and create new ones. */
    record Operator() implements Caller {
        @Override
        public boolean mayAct(String organization) {
            return true;
        }
    }

    /** Somebody of one organization. */
    record Member(String organization) implements Caller {
        @Override
        public boolean mayAct(String other) {
            return organization.equals(other);
        }
    }
}

package dev.parley.embedded;

/**
 * Says which port is in use and which of our servers wanted it; the message is fit to be shown to
 * the operator.
 */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, String service, String option) {
        super(
                "port "
                        + port
                        + " ("
                        + service
                        + ") is already in use on "
                        + LoopbackPort.HOST
                        + "; stop what uses it or choose another with "
                        + option);
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}

package dev.parley.ingest.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a problem document where Tomcat would write a page of its own: requests it refuses before
 * any servlet sees them, such as malformed request lines and oversize headers.
 */
final class ProblemValve extends ErrorReportValve {
    private static final int LOWEST_ERROR = 400;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < LOWEST_ERROR || response.getContentWritten() > 0) {
            return;
        }
        if (!response.setErrorReported() || !isWritable(response)) {
            return;
        }
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            var writer = response.getReporter();
            if (writer != null) {
                // Such a request's method and path are not to be trusted, so they are not repeated.
                writer.write(
                        JSON.writeValueAsString(Statuses.problem(status, "this method", null)));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException _) {
            // The client has gone, or the answer has begun: nothing more can be said.
        }
    }

    private static boolean isWritable(Response response) {
        var allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}

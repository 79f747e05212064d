package dev.parley.ingest.http;

import dev.parley.ingest.Budget;
import dev.parley.ingest.Budgets;
import dev.parley.ingest.Caller;
import dev.parley.ingest.OverBudgetException;
import dev.parley.ingest.TooManyWaitingException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts what each organization asks for, once it is known who asks and that he may, and before any
 * handler works for it. Messages and streams are counted where they are taken.
 */
final class BudgetFilter extends OncePerRequestFilter {
    private final Budgets budgets;
    private final Refusals refusals;

    BudgetFilter(Budgets budgets, Refusals refusals) {
        this.budgets = budgets;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var organization = counted();
        if (organization == null) {
            chain.doFilter(request, response);
            return;
        }
        Budgets.Place place;
        try {
            place = admit(request, organization);
        } catch (OverBudgetException e) {
            refusals.overBudget(request, response, e);
            return;
        } catch (TooManyWaitingException _) {
            refusals.busy(request, response);
            return;
        }
        try (place) {
            chain.doFilter(request, response);
        }
    }

    /** Whose budgets the request is counted to; null for the operator and for nobody. */
    private static @Nullable String counted() {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof CallerAuthentication who)) {
            return null;
        }
        return switch (who.getPrincipal()) {
            case Caller.Operator _ -> null;
            case Caller.Member member -> member.organization();
            case Caller.Customer customer -> customer.conversation().organization();
        };
    }

    private Budgets.Place admit(HttpServletRequest request, String organization) {
        if (isReading(request)) {
            budgets.take(Budget.READS, organization);
        } else if (!Operations.isMessage(request)) {
            budgets.take(Budget.WRITES, organization);
        }
        if (Operations.isTitle(request)) {
            budgets.take(Budget.TITLES, organization);
        }
        if (Operations.isStream(request)) {
            return () -> {};
        }
        return budgets.enter(
                Operations.isWait(request) ? Budget.WAITS : Budget.CONCURRENT_REQUESTS,
                organization);
    }

    /** Tells whether the request changes nothing. */
    static boolean isReading(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                || HttpMethod.HEAD.matches(request.getMethod())
                || HttpMethod.OPTIONS.matches(request.getMethod());
    }
}

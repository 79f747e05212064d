package dev.parley.executor.grounding;

import dev.parley.conversation.reading.ReadableText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What sources say, to look claims up in. Immutable once made. */
final class Evidence {
    private static final String ANY_CURRENCY = "";
    private static final int HOUR = 60;

    /** Each value with the currencies it was said in, {@link #ANY_CURRENCY} for none. */
    private final Map<BigDecimal, Set<String>> amounts = new HashMap<>();

    private final Set<Claim.Day> days = new HashSet<>();
    private final Set<Integer> minutes = new HashSet<>();
    private final Set<String> phones = new HashSet<>();
    private final Set<String> links = new HashSet<>();
    private final Set<Claim> others = new HashSet<>();

    Evidence(Collection<ReadableText> sources) {
        for (var source : sources) {
            Claims.offeredBy(source).forEach(found -> add(found.claim()));
        }
    }

    /** Whether the sources say it. */
    boolean supports(Claim claim) {
        return switch (claim) {
            case Claim.Amount amount ->
                    amount.values().stream().anyMatch(value -> says(value, amount));
            case Claim.Date date -> date.days().stream().anyMatch(this::says);
            case Claim.Time time -> time.minutes().stream().anyMatch(this::says);
            case Claim.Phone phone ->
                    phones.stream().anyMatch(known -> same(known, phone.digits()));
            case Claim.Link link -> says(link);
            case Claim.Email email -> others.contains(email);
            case Claim.Code code -> others.contains(code);
        };
    }

    private void add(Claim claim) {
        switch (claim) {
            case Claim.Amount amount ->
                    amount.values()
                            .forEach(value ->
                                    add(
                                            value,
                                            amount.currency() == null
                                                    ? ANY_CURRENCY
                                                    : amount.currency()));
            case Claim.Date date -> date.days().forEach(this::add);
            case Claim.Time time -> {
                minutes.addAll(time.minutes());
                time.minutes()
                        .forEach(minute -> add(BigDecimal.valueOf(minute / HOUR), ANY_CURRENCY));
            }
            case Claim.Phone phone -> phones.add(phone.digits());
            case Claim.Link link -> {
                links.add(link.address());
                links.add(host(link.address()));
            }
            case Claim.Email email -> {
                others.add(email);
                links.add(host(email.address().substring(email.address().indexOf('@') + 1)));
            }
            case Claim.Code code -> others.add(code);
        }
    }

    /** The parts of a date may be said again by themselves. */
    private void add(Claim.Day day) {
        days.add(day);
        var year = day.year();
        var dayOfMonth = day.dayOfMonth();
        if (year != null) {
            add(BigDecimal.valueOf(year), ANY_CURRENCY);
        }
        if (dayOfMonth != null) {
            add(BigDecimal.valueOf(dayOfMonth), ANY_CURRENCY);
        }
    }

    private void add(BigDecimal value, String currency) {
        amounts.computeIfAbsent(Amounts.plain(value), _ -> new HashSet<>()).add(currency);
    }

    private boolean says(BigDecimal value, Claim.Amount amount) {
        var currencies = amounts.getOrDefault(value, Set.of());
        return amount.currency() == null
                ? !currencies.isEmpty()
                : currencies.contains(amount.currency()) || currencies.contains(ANY_CURRENCY);
    }

    private boolean says(Claim.Day claimed) {
        return days.stream()
                .anyMatch(known ->
                        known.month() == claimed.month()
                                && (claimed.dayOfMonth() == null
                                        || claimed.dayOfMonth().equals(known.dayOfMonth()))
                                && saysYear(claimed, known));
    }

    private boolean saysYear(Claim.Day claimed, Claim.Day known) {
        var year = claimed.year();
        return year == null
                || year.equals(known.year())
                || (known.year() == null
                        && amounts.containsKey(Amounts.plain(BigDecimal.valueOf(year))));
    }

    private boolean says(int minute) {
        return minutes.contains(minute)
                || (minute % HOUR == 0
                        && amounts.containsKey(Amounts.plain(BigDecimal.valueOf(minute / HOUR))));
    }

    private boolean says(Claim.Link link) {
        return links.contains(link.address());
    }

    /** With or without the codes of country and area. */
    private static boolean same(String known, String claimed) {
        return known.equals(claimed)
                || (known.length() >= Phones.SHORTEST
                        && claimed.length() >= Phones.SHORTEST
                        && (known.endsWith(claimed) || claimed.endsWith(known)));
    }

    private static String host(String address) {
        int path = address.indexOf('/');
        return path < 0 ? address : address.substring(0, path);
    }
}

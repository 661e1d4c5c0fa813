package dev.fermata.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A term of an offer in a reader's words. */
public record Term(String id, String name, String price, String duration, List<String> resources) {

    private static final List<String> UNITS = List.of("year", "month", "week", "day", "hour");
    private static final Pattern DURATION =
            Pattern.compile("P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?)?");

    /** The terms of an offer as the service tells it, in its order. */
    static List<Term> of(JsonNode offer) {
        return elements(offer.path("terms")).map(Term::read).toList();
    }

    private static Term read(JsonNode term) {
        return new Term(
                term.path("id").asText(),
                term.path("name").asText(),
                price(term.path("price")),
                duration(term.path("duration").asText(null)),
                elements(term.path("resources"))
                        .map(resource -> resource.path("name").asText())
                        .toList());
    }

    static String price(JsonNode price) {
        if (!price.isObject()) {
            return "free";
        }
        Currency currency = Currency.getInstance(price.path("currency").asText());
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(price.path("amount").decimalValue().movePointLeft(currency.getDefaultFractionDigits()));
    }

    static String duration(@Nullable String iso) {
        if (iso == null) {
            return "for good";
        }
        Matcher parts = DURATION.matcher(iso);
        if (!parts.matches()) {
            return "for " + iso;
        }
        return "for "
                + IntStream.rangeClosed(1, UNITS.size())
                        .filter(part -> parts.group(part) != null)
                        .mapToObj(part -> amount(parts.group(part), UNITS.get(part - 1)))
                        .collect(Collectors.joining(", "));
    }

    private static String amount(String count, String unit) {
        return count + " " + unit + (count.equals("1") ? "" : "s");
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

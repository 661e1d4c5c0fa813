package dev.fermata.stripesandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import org.junit.jupiter.api.Test;

/** Against the shapes that the typings of Stripe's client gave. */
class ParamShapeTest {

    private static final ObjectNode SHAPES = Json.resource(Routes.class, "params.json");

    private static ObjectNode read(String operation, String form) {
        return new ParamShape(SHAPES.get(operation)).read(Form.decode(form));
    }

    @Test
    void givesValuesTheirTypes() {
        ObjectNode params = read(
                "POST /v1/prices",
                "currency=eur&unit_amount=199&active=true&metadata[a]=1&unit_amount_decimal=1.5&product=prod_1");

        assertThat(params)
                .hasToString("{\"currency\":\"eur\",\"unit_amount\":199,\"active\":true,\"metadata\":{\"a\":\"1\"},"
                        + "\"unit_amount_decimal\":1.5,\"product\":\"prod_1\"}");
    }

    @Test
    void readsListsOfObjectsAndRangesOrNumbers() {
        assertThat(read("POST /v1/checkout/sessions", "line_items[0][price]=p&line_items[0][quantity]=2"))
                .hasToString("{\"line_items\":[{\"price\":\"p\",\"quantity\":2}]}");
        assertThat(read("GET /v1/events", "created[gte]=5&types[]=a&types[]=b"))
                .hasToString("{\"created\":{\"gte\":5},\"types\":[\"a\",\"b\"]}");
        assertThat(read("GET /v1/events", "created=5")).hasToString("{\"created\":5}");
    }

    @Test
    void takesAnEmptyStringAsUnsetting() {
        assertThat(read("POST /v1/products/{id}", "description=&metadata[a]=&images="))
                .hasToString("{\"description\":null,\"metadata\":{\"a\":null},\"images\":null}");
    }

    @Test
    void namesAllUnknownParameters() {
        assertThatExceptionOfType(StripeError.class)
                .isThrownBy(() -> read("GET /v1/refunds", "one=1&limit=3&two=2"))
                .withMessage("Received unknown parameters: one, two");
        assertThatExceptionOfType(StripeError.class)
                .isThrownBy(() -> read("GET /v1/events", "created[since]=1"))
                .withMessage("Received unknown parameter: created[since]");
    }

    @Test
    void knowsEnumerations() {
        assertThatExceptionOfType(StripeError.class)
                .isThrownBy(() -> read("POST /v1/refunds", "reason=boredom"))
                .withMessage("Invalid reason: must be one of duplicate, requested_by_customer, or fraudulent");
    }
}

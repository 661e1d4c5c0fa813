package dev.fermata.stripesandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.object.Json;
import java.util.AbstractList;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final int MANY = 100_000;

    private int looked;

    /** Each thing is its own place, id and time. */
    private final Page<Integer> page = new Page<>(
            new AbstractList<>() {
                @Override
                public Integer get(int place) {
                    looked++;
                    return place;
                }

                @Override
                public int size() {
                    return MANY;
                }
            },
            Integer::parseInt,
            place -> place);

    private ObjectNode of(ObjectNode params) {
        Call call = new Call(new Accounts().of("acct_a", false), Origin.NONE, "/v1/things", "", params);
        return page.of(call, place -> true, place -> Json.object().put("id", place));
    }

    @Test
    void looksAtNothingButWhatItShows() {
        ObjectNode shown = of(Json.object().put("limit", 100).put("starting_after", "50000"));

        assertThat(shown.at("/data/0/id").asInt()).isEqualTo(49_999);
        assertThat(shown.get("data")).hasSize(100);
        assertThat(looked).isLessThan(250);
    }

    @Test
    void findsARangeOfTimeWithoutWalkingThere() {
        ObjectNode params = Json.object();
        params.putObject("created").put("gt", 1000).put("lte", 1003);

        ObjectNode shown = of(params);

        assertThat(shown.get("data").findValuesAsText("id")).containsExactly("1003", "1002", "1001");
        assertThat(shown.get("has_more").asBoolean()).isFalse();
        assertThat(looked).isLessThan(50);
    }

    @Test
    void takesASingleTimeToo() {
        assertThat(of(Json.object().put("created", 7)).get("data").findValuesAsText("id"))
                .containsExactly("7");
    }

    @Test
    void startsWhereTheRangeEndsWhenTheCursorLiesBeyond() {
        ObjectNode params = Json.object().put("starting_after", "90000").put("limit", 1);
        params.putObject("created").put("lt", 10);

        assertThat(of(params).at("/data/0/id").asInt()).isEqualTo(9);
    }
}

package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void takesTheQuestionForASectionOut() {
        Query query = Query.of("a=b%20c&fermata_fragment=story&d");

        assertThat(query.fragment()).contains("story");
        assertThat(query.rest()).isEqualTo("a=b%20c&d");
    }

    @Test
    void leavesNothingWhereNothingElseWasAsked() {
        assertThat(Query.of("fermata_fragment=story").rest()).isNull();
    }

    @Test
    void leavesEverythingElseAsItIs() {
        assertThat(Query.of("x_fermata_fragment=story&&"))
                .isEqualTo(new Query(Optional.empty(), "x_fermata_fragment=story&&"));
        assertThat(Query.of(null).rest()).isNull();
    }
}

package dev.fermata.stripesandbox.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final int MANY = 100_000;

    private static ObjectNode refund(int number) {
        return Json.object()
                .put("id", "re_" + number)
                .put("charge", "ch_" + number / 2)
                .put("created", number);
    }

    @Test
    void findsTheFewThatReferToOneAmongMany() {
        Table table = new Table();
        for (int i = 0; i < MANY; i++) {
            table.add(refund(i));
        }

        assertThat(table.having("charge", "ch_25000"))
                .extracting(refund -> refund.get("id").asText())
                .containsExactly("re_50000", "re_50001");
        assertThat(table.having("charge", "ch_none")).isEmpty();
        assertThat(table.place("re_99999")).isEqualTo(99_999);
        assertThat(table.place("re_none")).isNegative();
    }

    @Test
    void keepsPlacesRightAfterARemoval() {
        Table table = new Table();
        ObjectNode first = table.add(refund(0));
        table.add(refund(1));

        table.remove(first);

        assertThat(table.place("re_1")).isZero();
        assertThat(table.find("re_0")).isNull();
        assertThat(table.having("charge", "ch_0")).hasSize(1);
    }
}

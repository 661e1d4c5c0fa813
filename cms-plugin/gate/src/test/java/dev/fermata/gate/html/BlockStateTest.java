package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.MeterPolicy;
import java.time.Period;
import org.junit.jupiter.api.Test;

class BlockStateTest {

    private static final String PAGE =
            """
            <section data-fermata-gate="a" data-fermata-state="locked">\
            <div class="fermata-gate__body"><!--fermata:protected a registered-->A<!--/fermata:protected a--></div>\
            <!--fermata:locked a-->buy<!--/fermata:locked a--></section>\
            <section data-fermata-gate="b" data-fermata-state="locked">\
            <div class="fermata-gate__body"><!--fermata:protected b resource:b-->B<!--/fermata:protected b--></div></section>""";

    private final HtmlSections sections = HtmlSections.of(PAGE, new MeterPolicy(3, 2, Period.ofMonths(1), false));

    @Test
    void saysWhatIsOpenOfThatBlockAlone() {
        assertThat(sections.cut(section -> section.id().equals("a")))
                .contains("data-fermata-gate=\"a\" data-fermata-state=\"open\"")
                .contains("data-fermata-gate=\"b\" data-fermata-state=\"locked\"");
    }

    @Test
    void takesAwayTheElementOfABodyThatWasCut() {
        assertThat(sections.cut(section -> false))
                .isEqualTo("<section data-fermata-gate=\"a\" data-fermata-state=\"locked\">buy</section>"
                        + "<section data-fermata-gate=\"b\" data-fermata-state=\"locked\"></section>");
    }

    @Test
    void deliversAFragmentWithoutItsElement() {
        assertThat(sections.fragment("b", section -> true)).contains("B");
    }
}

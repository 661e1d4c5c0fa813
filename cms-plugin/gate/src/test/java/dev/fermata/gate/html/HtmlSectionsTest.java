package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlSectionsTest {

    private static final MeterPolicy METER = MeterPolicy.parse("3/2/P1M").orElseThrow();
    private static final Predicate<Section> NOBODY = section -> false;
    private static final Predicate<Section> EVERYBODY = section -> true;
    private static final String PAGE =
            "<p>a</p><!--fermata:protected x resource:premium--><p>SECRET</p><!--/fermata:protected x-->"
                    + "<!--fermata:locked x--><p>buy</p><!--/fermata:locked x--><p>z</p>";

    @Test
    void whoMayReadGetsTheTextAndNoPaywall() {
        assertThat(cut(PAGE, EVERYBODY)).isEqualTo("<p>a</p><p>SECRET</p><p>z</p>");
    }

    @Test
    void whoMayNotGetsThePaywallAndNoText() {
        assertThat(cut(PAGE, NOBODY)).isEqualTo("<p>a</p><p>buy</p><p>z</p>");
    }

    @Test
    void aPageWithoutMarksStaysAsItIs() {
        String page = "<!-- a comment --><!--[if IE]>x<![endif]--><p>fermata:protected</p><!-->";

        assertThat(HtmlSections.of(page, METER).isEmpty()).isTrue();
        assertThat(cut(page, NOBODY)).isEqualTo(page);
    }

    @Test
    void toldWhatItTakesBeforeAnythingIsCut() {
        String page = "<!--fermata:protected a registered resource:premium resource:archive meter:5/0/P7D hydrate-->"
                + "<!--/fermata:protected a-->";

        assertThat(HtmlSections.of(page, METER).sections())
                .containsExactly(new Section(
                        "a",
                        new Requirement(
                                Set.of("premium", "archive"),
                                true,
                                MeterPolicy.parse("5/0/P7D").orElseThrow()),
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registered | registered",
                "meter | meter of the site",
                "nobody | nothing",
                "'' | nothing",
                "free | nothing",
                "resource: | nothing",
                "resource:Premium | nothing",
                "resource:a/b | nothing",
                "Registered | nothing",
                "meter:999/1/P1M | nothing",
                "meter:3/2/P1M/sliding | nothing",
                "hydrate | nothing"
            })
    void aWordThatIsNotKnownOpensNothing(String words, String opensTo) {
        Requirement requirement = RequirementWords.parse(words, METER).requirement();
        Requirement expected =
                switch (opensTo) {
                    case "registered" -> Requirement.forRegistered();
                    case "nothing" -> Requirement.anyOf(Set.of());
                    default -> Requirement.metered(Set.of(), METER);
                };

        assertThat(requirement).isEqualTo(expected);
        assertThat(requirement.isFree()).isFalse();
    }

    @Test
    void anAuthorsEndMarkInsideEndsNothingEarly() {
        String page =
                "<!--fermata:protected x registered-->SEC<!--/fermata:protected x-->RET<!--/fermata:protected x-->z";

        assertThat(cut(page, NOBODY)).isEqualTo("z");
        assertThat(cut(page, EVERYBODY)).isEqualTo("SECRETz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a<!--fermata:protected x registered-->SECRET",
                "a<!--fermata:protected x registered-->SECRET<!--/fermata:protected y-->SECRET",
                "a<!--fermata:protected x registered-->SECRET<!--/fermata:locked x-->SECRET",
                "a<!--/fermata:protected x--><!--fermata:protected x registered-->SECRET",
                "a<!--fermata:protected x registered",
                "a<!--fermata:protected x registered SECRET",
                "a<!--fermata:protected-->SECRET<!--/fermata:protected-->SECRET",
                "a<!--fermata:protected x;y registered-->SECRET<!--/fermata:protected x;y-->SECRET",
                "a<!--fermata:protected x--!>SECRET<!--/fermata:protected x-->SECRET",
                "a<!--fermata:protect x registered-->SECRET<!--/fermata:protect x-->SECRET",
                "a<!-- \n fermata:protected x registered -->SECRET",
                "a<!--FERMATA:Protected x registered-->SECRET",
            })
    void whatCannotBeReadForSureIsCutToTheEnd(String page) {
        assertThat(cut(page, NOBODY)).isEqualTo("a");
    }

    @Test
    void aMarkThatCannotBeReadOpensToNobody() {
        assertThat(cut("a<!--fermata:protected x;y registered-->SECRET", EVERYBODY))
                .isEqualTo("a");
    }

    @Test
    void textIsDeliveredOnlyIfEverySectionAroundItIsOpen() {
        String page = "1<!--fermata:protected out registered-->2<!--fermata:protected in resource:a-->3"
                + "<!--/fermata:protected in-->4<!--/fermata:protected out-->5";

        assertThat(cut(page, EVERYBODY)).isEqualTo("12345");
        assertThat(cut(page, only("out"))).isEqualTo("1245");
        assertThat(cut(page, only("in"))).isEqualTo("15");
        assertThat(cut(page, NOBODY)).isEqualTo("15");
    }

    @Test
    void sectionsThatOverlapAreCutTogether() {
        String page = "1<!--fermata:protected a registered-->2<!--fermata:protected b registered-->3"
                + "<!--/fermata:protected a-->4<!--/fermata:protected b-->5";

        assertThat(cut(page, only("a"))).isEqualTo("125");
        assertThat(cut(page, only("b"))).isEqualTo("145");
        assertThat(cut(page, NOBODY)).isEqualTo("15");
    }

    @Test
    void twoSectionsUnderOneIdAreBothCutUnlessBothAreOpen() {
        String page = "1<!--fermata:protected a registered-->2<!--/fermata:protected a-->3"
                + "<!--fermata:protected a resource:x-->4<!--/fermata:protected a-->5"
                + "<!--fermata:locked a-->buy<!--/fermata:locked a-->";
        Predicate<Section> registered = section -> section.requirement().registered();

        assertThat(cut(page, EVERYBODY)).isEqualTo("12345");
        assertThat(cut(page, registered)).isEqualTo("1235buy").doesNotContain("4");
        assertThat(cut(page, NOBODY)).isEqualTo("15buy");
    }

    @Test
    void marksInScriptsAndAttributesAreCutAsWell() {
        String page =
                "<script>var a = '<!--fermata:protected a registered-->SECRET<!--/fermata:protected a-->';</script>";

        assertThat(cut(page, NOBODY)).isEqualTo("<script>var a = '';</script>");
    }

    @Test
    void aPaywallWithoutAProtectedPartIsShown() {
        assertThat(cut("<!--fermata:locked a-->buy<!--/fermata:locked a-->", EVERYBODY))
                .isEqualTo("buy");
    }

    @Test
    void aHydratedPageIsTheSameForEverybody() {
        String page = PAGE.replace("resource:premium", "resource:premium hydrate");

        assertThat(cut(page, EVERYBODY)).isEqualTo(cut(page, NOBODY)).doesNotContain("SECRET");
    }

    @Test
    void aFragmentIsTheInsideOfASectionForWhoMayReadIt() {
        HtmlSections page = HtmlSections.of(PAGE.replace("resource:premium", "resource:premium hydrate"), METER);

        assertThat(page.fragment("x", EVERYBODY)).contains("<p>SECRET</p>");
        assertThat(page.fragment("x", NOBODY)).isEmpty();
        assertThat(page.fragment("y", EVERYBODY)).isEmpty();
        assertThat(page.fragment("", EVERYBODY)).isEmpty();
    }

    @Test
    void aFragmentWithinALockedSectionIsLocked() {
        HtmlSections page = HtmlSections.of(
                "<!--fermata:protected out registered hydrate-->2<!--fermata:protected in resource:a hydrate-->3"
                        + "<!--/fermata:protected in-->4<!--/fermata:protected out-->",
                METER);

        assertThat(page.fragment("in", only("in"))).isEmpty();
        assertThat(page.fragment("in", EVERYBODY)).contains("3");
        assertThat(page.fragment("out", EVERYBODY)).contains("24");
        assertThat(page.fragment("out", only("out"))).contains("24");
    }

    @Test
    void aFragmentUnderAnIdThatIsUsedTwiceNeedsBoth() {
        String page = "<!--fermata:protected a registered-->2<!--/fermata:protected a-->"
                + "<!--fermata:protected a resource:x-->4<!--/fermata:protected a-->";

        assertThat(HtmlSections.of(page, METER)
                        .fragment("a", section -> section.requirement().registered()))
                .isEmpty();
    }

    @Test
    void aHundredThousandMarksAreNoTrap() {
        String page = "<!--fermata:protected a registered-->".repeat(50_000) + "SECRET"
                + "<!--/fermata:protected a-->".repeat(50_000) + "z";

        assertThat(cut(page, NOBODY)).isEqualTo("z");
    }

    private static String cut(String page, Predicate<Section> open) {
        return HtmlSections.of(page, METER).cut(open);
    }

    private static Predicate<Section> only(String id) {
        return section -> section.id().equals(id);
    }
}

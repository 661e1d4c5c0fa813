package dev.fermata.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.login.MailedLink;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers report. */
class EventsIT {

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final Browser browser = service.browser();

    @Test
    void keepsWhatAStrangerReportsAndSetsNoCookie() {
        Answer answer = browser.post(
                "api/events",
                """
                {"event_name":"page_view","device_id":"d-1","session_id":"s-1","url":"https://site.example/a",
                 "referer":null,"page_title":"A","data":{"depth":3,"tags":["x"],"none":null}}
                """);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        Map<String, Object> row = row(answer.json().get("event_id").asText());
        assertThat(row)
                .containsEntry("type", "page_view")
                .containsEntry("member_id", null)
                .containsEntry("device_id", "d-1")
                .containsEntry("session_id", "s-1");
        assertThat(row.get("data").toString())
                .contains("\"url\": \"https://site.example/a\"", "\"depth\": 3")
                .doesNotContain("referer");
    }

    @Test
    void knowsWhoseBrowserItIs() {
        Browser signedIn = MailedLink.to(service, MailedLink.someone()).signsIn();
        String member =
                signedIn.get("api/session").json().at("/audience_member/id").asText();

        Answer answer = signedIn.post("api/events", "{\"event_name\":\"article_read\"}");

        assertThat(row(answer.json().get("event_id").asText())).containsEntry("member_id", member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase", "refund", "login"})
    void believesNobodyWhatItKnowsItself(String type) {
        Answer answer = browser.post("api/events", "{\"event_name\":\"" + type + "\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/event_name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                       | /event_name",
                "{\"event_name\":null}                    | /event_name",
                "{\"event_name\":\" \"}                   | /event_name",
                "{\"event_name\":1}                       | /event_name",
                "{\"event_name\":\"x\",\"url\":1}         | /url",
                "{\"event_name\":\"x\",\"data\":\"y\"}    | /data",
                "{\"event_name\":\"x\",\"device_id\":{}}  | /device_id",
                "{\"event_name\":\"x\",\"other\":1}       | /other"
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        Answer answer = browser.post("api/events", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "device_id,100",
        "session_id,100",
        "url,2000",
        "referer,2000",
        "page_title,500",
        "content_type,200",
        "content_id,500",
        "publisher,200",
        "object_type,200",
        "object_id,500",
        "context,500",
        "conversion_pv_id,200",
        "url_in_click,2000"
    })
    void namesTheFieldThatIsTooLong(String field, int longest) {
        String body = "{\"event_name\":\"x\",\"%s\":\"%s\"}";

        assertThat(browser.post("api/events", body.formatted(field, "y".repeat(longest)))
                        .status())
                .isEqualTo(202);
        assertThat(browser.post("api/events", body.formatted(field, "y".repeat(longest + 1)))
                        .pointers())
                .containsExactly("/" + field);
    }

    private Map<String, Object> row(String id) {
        return service.database().withHandle(handle -> handle.select(
                        "SELECT type, member_id, device_id, session_id, data FROM member_event WHERE id = ?", id)
                .mapToMap()
                .one());
    }
}

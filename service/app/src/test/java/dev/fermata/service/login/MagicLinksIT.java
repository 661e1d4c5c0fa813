package dev.fermata.service.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ServiceUnderTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the request to the mail, and the link in it. */
class MagicLinksIT {

    private static final Pattern LINK = Pattern.compile("(https?://\\S+/login/confirm\\?token=)([A-Za-z0-9_-]{43})");

    private static GreenMail mailServer;
    private static ServiceUnderTest service;

    private final String someone = MailedLink.someone();
    private final Browser browser = service.browser();

    @BeforeAll
    static void start() {
        mailServer = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mailServer.start();
        service = ServiceUnderTest.start(Map.of(
                "mail.host", "localhost",
                "mail.port", Integer.toString(mailServer.getSmtp().getPort()),
                "mail.from", "The site <reader-service@site.example>"));
    }

    @AfterAll
    static void stop() {
        service.close();
        mailServer.stop();
    }

    @Test
    void mailsALinkThatSignsIn() throws Exception {
        Answer answer = ask(someone, ServiceUnderTest.SITE + "/article?id=7");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"status\":\"sent\"}");

        MimeMessage mail = mailTo(someone, 1);
        assertThat(mail.getSubject()).isEqualTo("Sign in to The site under test");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("The site <reader-service@site.example>");
        Matcher link = link(mail);
        assertThat(link.group(1)).startsWith("https://site.example/_fermata/login/confirm");
        Answer confirmed = browser.postForm("login/confirm", "token=" + link.group(2));

        assertThat(confirmed.header("Location")).contains(ServiceUnderTest.SITE + "/article?id=7");
        assertThat(browser.get("api/session")
                        .json()
                        .at("/audience_member/email")
                        .asText())
                .isEqualTo(someone);
    }

    @Test
    void validatesATokenForThePageThatWasGivenIt() {
        ask(someone, null);
        String token = link(mailTo(someone, 1)).group(2);
        String body = "{\"token\":\"" + token + "\"}";

        Answer answer = browser.post("api/login/magic-links/validate", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("return_url").asText()).isEqualTo(ServiceUnderTest.SITE + "/");
        assertThat(answer.json().at("/audience_member/email").asText()).isEqualTo(someone);
        assertThat(answer.json().get("jwt").asText()).isNotEmpty();
        assertThat(answer.cookie("__Host-allegro_session")).isPresent();
        assertThat(browser.post("api/login/magic-links/validate", body).problem())
                .isEqualTo("login-link-used");
        assertThat(browser.post("api/login/magic-links/validate", "{\"token\":\"unknown\"}")
                        .problem())
                .isEqualTo("login-link-unknown");
    }

    @Test
    void answersTheSameForMembersAndStrangers() {
        MailedLink.to(service, someone).signsIn();

        Answer member = ask(someone, null);
        Answer stranger =
                service.browser().post("api/login/magic-links", "{\"email\":\"" + MailedLink.someone() + "\"}");

        assertThat(stranger.status()).isEqualTo(member.status());
        assertThat(stranger.body()).isEqualTo(member.body());
        assertThat(stranger.headers().map().keySet())
                .isEqualTo(member.headers().map().keySet());
    }

    @Test
    void makesNoMemberBeforeTheLinkIsConfirmed() {
        ask(someone, null);
        mailTo(someone, 1);

        long members = service.database()
                .withHandle(handle -> handle.select("SELECT count(*) FROM member WHERE email = ?", someone)
                        .mapTo(Long.class)
                        .one());
        assertThat(members).isZero();
    }

    @Test
    void mailsAnAddressOnceAMinuteAndFiveTimesAnHourAndNeverSaysSo() {
        for (int i = 1; i <= 6; i++) {
            assertThat(ask(someone, null).body()).isEqualTo("{\"status\":\"sent\"}");
            assertThat(ask(" " + someone.toUpperCase(java.util.Locale.ROOT) + " ", null)
                            .status())
                    .isEqualTo(202);
            mailTo(someone, Math.min(i, 5));
            service.clock().advance(Duration.ofSeconds(61));
        }
        String last = MailedLink.someone();
        ask(last, null);
        mailTo(last, 1);
        assertThat(mailsTo(someone)).hasSize(5);

        service.clock().advance(Duration.ofHours(1));
        ask(someone, null);
        mailTo(someone, 6);
    }

    @Test
    void mailsANewLinkToWhereAnOldOneWent() {
        MailedLink old = MailedLink.to(service, someone, Duration.ofSeconds(1));
        service.clock().advance(Duration.ofSeconds(1));

        Answer sent = browser.postForm("login/links", "token=" + old.token().value());

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body()).contains("on its way").doesNotContain(someone);
        String token = link(mailTo(someone, 1)).group(2);
        assertThat(browser.postForm("login/confirm", "token=" + token).status()).isEqualTo(303);
    }

    @Test
    void remembersWhatTheSiteWantedRemembered() {
        browser.post(
                "api/login/magic-links", "{\"email\":\"%s\",\"data\":{\"campaign\":\"spring\"}}".formatted(someone));
        browser.postForm("login/confirm", "token=" + link(mailTo(someone, 1)).group(2));

        String data = service.database().withHandle(handle -> handle.select(
                        "SELECT e.data::text FROM member_event e JOIN member m ON m.id = e.member_id WHERE m.email = ?",
                        someone)
                .mapTo(String.class)
                .one());
        assertThat(data).contains("\"campaign\": \"spring\"", "\"method\": \"magic-link\"");
    }

    @Test
    void keepsTheTokenOutOfTheDatabase() {
        ask(someone, null);
        String token = link(mailTo(someone, 1)).group(2);

        long found = service.database().withHandle(handle -> handle.select(
                        "SELECT count(*) FROM login_link WHERE login_link::text LIKE ?", "%" + token + "%")
                .mapTo(Long.class)
                .one());
        assertThat(found).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                                     | /email",
                "{\"email\":null}                                       | /email",
                "{\"email\":\"\"}                                       | /email",
                "{\"email\":\"nobody\"}                                 | /email",
                "{\"email\":\"a@b@c.example\"}                          | /email",
                "{\"email\":7}                                          | /email",
                "{\"email\":[\"a@example.com\"]}                        | /email",
                "{\"email\":\"a@example.com\",\"return_url\":7}         | /return_url",
                "{\"email\":\"a@example.com\",\"return_url\":\"/x\"}    | /return_url",
                "{\"email\":\"a@example.com\",\"return_url\":\"https://evil.example/\"} | /return_url",
                "{\"email\":\"a@example.com\",\"data\":\"x\"}           | /data",
                "{\"email\":\"a@example.com\",\"data\":[1]}             | /data",
                "{\"email\":\"a@example.com\",\"datum\":{}}             | /datum"
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        Answer answer = browser.post("api/login/magic-links", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly(pointer);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void namesTheFieldThatIsTooLong() {
        String address = "a".repeat(250) + "@example.com";
        String url = ServiceUnderTest.SITE + "/" + "x".repeat(2000);

        assertThat(browser.post("api/login/magic-links", "{\"email\":\"" + address + "\"}")
                        .pointers())
                .containsExactly("/email");
        assertThat(ask("a@example.com", url).pointers()).containsExactly("/return_url");
        assertThat(browser.post(
                                "api/login/magic-links",
                                "{\"email\":\"a@example.com\",\"data\":{\"x\":\"" + "y".repeat(9000) + "\"}}")
                        .pointers())
                .containsExactly("/data");
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"token\":null}", "{\"token\":7}", "{\"token\":\"\"}"})
    void wantsAToken(String body) {
        Answer answer = browser.post("api/login/magic-links/validate", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/token");
    }

    private Answer ask(String email, String returnUrl) {
        String url = returnUrl == null ? "null" : "\"" + returnUrl + "\"";
        return browser.post("api/login/magic-links", "{\"email\":\"%s\",\"return_url\":%s}".formatted(email, url));
    }

    /** The last mail to this address, once there are so many. */
    private static MimeMessage mailTo(String address, int count) {
        await().untilAsserted(() -> assertThat(mailsTo(address)).hasSize(count));
        MimeMessage[] mails = mailsTo(address);
        return mails[mails.length - 1];
    }

    private static MimeMessage[] mailsTo(String address) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).equals(address))
                .toArray(MimeMessage[]::new);
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Matcher link(MimeMessage mail) {
        try {
            var parts = (jakarta.mail.Multipart) mail.getContent();
            Matcher link = LINK.matcher(parts.getBodyPart(0).getContent().toString());
            assertThat(link.find()).isTrue();
            return link;
        } catch (java.io.IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

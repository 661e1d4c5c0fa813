package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;

/** The hosted checkout, by the ids that Stripe's own page has. */
record StripePage(Page page) {

    static final String GOOD_CARD = "4242424242424242";
    static final String DECLINED_CARD = "4000000000000002";
    static final String CONFIRMED_CARD = "4000002760003184";
    static final String PAYING_ACCOUNT = "AT611904300234573201";
    static final String EMPTY_ACCOUNT = "AT861904300235473202";

    /** Fills in the form and presses the button. */
    StripePage pay(String card, String email) {
        return describe(card, email).submit();
    }

    StripePage describe(String card, String email) {
        page.locator("#payment-method-card").check();
        fillEmail(email);
        page.locator("#cardNumber").fill(card);
        page.locator("#cardExpiry").fill("12 / 40");
        page.locator("#cardCvc").fill("123");
        page.locator("#billingName").fill("Ada Lovelace");
        return this;
    }

    /** Pays and never comes back, as if the browser had been closed. Returns where the checkout wanted to send it. */
    String payAndLeave(String card, String email) {
        FormData form = FormData.create()
                .set("paymentMethod", "card")
                .set("email", email)
                .set("cardNumber", card)
                .set("cardExpiry", "12 / 40")
                .set("cardCvc", "123")
                .set("billingName", "Ada Lovelace");
        String address = page.url();
        page.navigate("about:blank");
        return Reader.redirect(page.request()
                .post(address, RequestOptions.create().setForm(form).setMaxRedirects(0)));
    }

    /** Promises the money from a bank account; it moves later. */
    StripePage payByDebit(String iban, String email) {
        page.locator("#payment-method-sepa_debit").check();
        fillEmail(email);
        page.locator("#iban").fill(iban);
        page.locator("#billingName").fill("Ada Lovelace");
        return submit();
    }

    private void fillEmail(String email) {
        if (page.locator("#email").isEditable()) {
            page.locator("#email").fill(email);
        }
    }

    StripePage submit() {
        page.getByTestId("hosted-payment-submit-button").click();
        return this;
    }

    StripePage expectRefusal() {
        assertThat(page.getByTestId("payment-error")).isVisible();
        return this;
    }

    /** The bank asks; this is the answer. */
    StripePage confirm(boolean itIsMe) {
        page.waitForURL(Pattern.compile(".*/authenticate"));
        page.getByTestId(itIsMe ? "challenge-complete" : "challenge-fail").click();
        return this;
    }

    /** Leaves without paying, by the page's own way back. */
    void goBackToTheShop() {
        page.getByTestId("business-link").click();
    }

    String address() {
        return page.url();
    }
}

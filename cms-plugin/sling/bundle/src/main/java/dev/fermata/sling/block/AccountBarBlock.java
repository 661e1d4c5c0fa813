package dev.fermata.sling.block;

import dev.fermata.gate.block.AccountView;
import dev.fermata.gate.block.Labels;
import dev.fermata.sling.gate.RequestGate;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;

/** Signing in and out, and the way to one's purchases. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class AccountBarBlock {

    private final Resource block;
    private final RequestGate gate;
    private final EditorWords words;
    private final Labels labels;

    @Inject
    public AccountBarBlock(@Self SlingHttpServletRequest request) {
        block = request.getResource();
        gate = RequestGate.of(request);
        words = EditorWords.of(request);
        labels = Labels.of(gate.locale());
    }

    public boolean isEditing() {
        return gate.isEditing();
    }

    public AccountView getAccount() {
        return AccountView.of(gate.reader());
    }

    public SignInForm getForm() {
        return SignInForm.of(gate.returnUrl(), labels);
    }

    public String getLabel() {
        return labels.text("account.label");
    }

    /** Empty if the editor chose no page. */
    public String getPurchasesUrl() {
        return AccessChoice.text(block.getValueMap(), "purchasesPage")
                .map(page -> page.startsWith("/content/")
                        ? block.getResourceResolver().map(page) + ".html"
                        : page)
                .orElse("");
    }

    public String getPurchasesLabel() {
        return labels.text("account.purchases");
    }

    public String getSignOutLabel() {
        return labels.text("account.sign-out");
    }

    public EditorState getState() {
        return new EditorState(
                words.say("Account bar"),
                "",
                "",
                "",
                new Warnings(gate.catalogue(), words).ofService().found());
    }
}

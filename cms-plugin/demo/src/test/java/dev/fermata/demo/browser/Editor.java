package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Somebody who edits pages in the CMS, in a browser of their own. */
record Editor(Page page, String site) {

    private static final Path PICTURES = Path.of("target", "editors");

    /** Signs in. */
    static Editor at(Reader browser) {
        Page page = browser.page();
        Editor editor = new Editor(page, browser.address(""));
        page.setViewportSize(1280, 900);
        page.navigate(editor.site + "/system/sling/form/login");
        page.locator("[name=j_username]").fill("admin");
        page.locator("[name=j_password]").fill("admin");
        page.locator("form [type=submit]").first().click();
        page.waitForURL(Pattern.compile("(?!.*/form/login).*"));
        return editor;
    }

    /** Opens a page of the site, by its path in the repository, in the page editor. */
    Editor edit(String path) {
        page.navigate(site + "/cms/page/edit.html" + path);
        frame().locator(".sling-cms-editor-final")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return this;
    }

    /** The page that is being edited. */
    FrameLocator frame() {
        return page.frameLocator("iframe.page-wrapper-frame");
    }

    private FrameLocator dialog() {
        return frame().frameLocator("iframe.modal-frame");
    }

    /** The dialog, once the host's script has taken its form over: a form that is sent earlier is posted plainly, and says nothing back. */
    private FrameLocator readyDialog() {
        frame().locator(".sling-cms-editor-final .loader.is-hidden")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return dialog();
    }

    /** Adds a component to a container; returns its path. */
    String add(String container, String type) {
        frame().locator("[data-sling-cms-action=add][data-sling-cms-path='" + container + "']")
                .first()
                .click();
        FrameLocator dialog = readyDialog();
        dialog.locator("select[name='sling:resourceType']").selectOption(type);
        picture("place-block");
        String path = page.waitForResponse(
                        answer -> answer.request().method().equals("POST") && answer.status() == 201,
                        () -> dialog.locator("form.Form-Ajax button[type=submit]")
                                .click())
                .text();
        return CmsHttp.createdPath(path);
    }

    /** Opens the dialog of a block; what follows fills it in. */
    FrameLocator open(String block) {
        frame().locator("a[href^='/cms/editor/edit.html" + block + "?']")
                .first()
                .click();
        return readyDialog();
    }

    void save() {
        dialog().locator("form.Form-Ajax button[type=submit]").click();
        page.locator(".modal.is-active")
                .getByText("OK", new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    /** Opens the form at the padlock above the page. */
    Editor openPageAccess() {
        page.locator("a[href^='/cms/fermata/access.html']").first().click();
        page.locator("select[name=fermataAccess]").waitFor();
        return this;
    }

    /** Writes into the host's text field, which is a frame of its own and loses what it is told before it has made itself. */
    void writePublicText(String text) {
        String field = "form:has([name=fermataAccess]) .rte ";
        page.frameLocator(field + "iframe")
                .locator("body.wysihtml-editor[contenteditable=true]")
                .fill(text);
        assertThat(page.locator(field + "textarea")).hasValue(text);
    }

    void savePageAccess() {
        page.waitForResponse(answer -> answer.request().method().equals("POST"), () -> page.locator(
                        "form:has([name=fermataAccess]) button[type=submit]")
                .click());
    }

    /** Looks at the page that is open in the editor as somebody else. */
    Page preview(String role) {
        String address = page.locator("a.fermata-page__preview[data-fermata-preview=" + role + "]")
                .getAttribute("href");
        Page tab = page.context().newPage();
        tab.setViewportSize(1280, 900);
        tab.navigate(site + address);
        return tab;
    }

    /** A picture for the editors' guide. */
    void picture(String name) {
        picture(page, name);
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}

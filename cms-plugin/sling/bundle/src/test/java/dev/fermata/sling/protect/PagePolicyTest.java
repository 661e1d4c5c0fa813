package dev.fermata.sling.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import javax.jcr.RepositoryException;
import javax.jcr.security.Privilege;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagePolicyTest {

    private static final String CONTENT = "/content/page/jcr:content";
    private static final String TEXT = CONTENT + "/container/text/text";
    private static final String PROTECTED = CONTENT + "/container/block/fermata-protected/text/text";

    private final PagePolicy policy = new PagePolicy(List.of("menu", "footer"), List.of("authors", "nobody-has-these"));
    private Repo repo;

    @BeforeEach
    void aPage() throws RepositoryException {
        repo = new Repo();
        repo.page("page");
    }

    @AfterEach
    void close() {
        repo.close();
    }

    @Test
    void aGatedPageShowsItsTitleAndNothingBelow() throws RepositoryException {
        protect();

        assertThat(repo.anonymousReads(CONTENT + "/title")).isTrue();
        assertThat(repo.anonymousReads(CONTENT + "/container")).isFalse();
        assertThat(repo.anonymousReads(TEXT)).isFalse();
    }

    @Test
    void whoIsNoEditorSeesNoMoreThanAnybody() throws RepositoryException {
        protect();

        assertThat(repo.reads("joe", TEXT)).isFalse();
        assertThat(repo.reads("joe", CONTENT + "/title")).isTrue();
    }

    @Test
    void editorsReadOn() throws RepositoryException {
        protect();

        assertThat(repo.reads("ed", TEXT)).isTrue();
    }

    @Test
    void whatIsAddedLaterIsProtectedAtOnce() throws RepositoryException {
        protect();
        repo.admin.getNode(CONTENT).addNode("aside").setProperty("text", "CANARY");
        repo.admin.save();

        assertThat(repo.anonymousReads(CONTENT + "/aside/text")).isFalse();
    }

    @Test
    void theOpenPartsStayOpen() throws RepositoryException {
        protect();

        assertThat(repo.anonymousReads(CONTENT + "/menu/entry/text")).isTrue();
    }

    @Test
    void aBlockInAnOpenPartStaysClosed() throws RepositoryException {
        protectBlocks();
        repo.block(repo.admin.getNode(CONTENT + "/menu"));
        protect();

        assertThat(repo.anonymousReads(CONTENT + "/menu/block/fermata-protected/text/text"))
                .isFalse();
    }

    @Test
    void aPageThatIsFreeAgainIsOpenAgain() throws RepositoryException {
        protect();
        policy.open(repo.admin, CONTENT);
        repo.admin.save();

        assertThat(repo.anonymousReads(TEXT)).isTrue();
        assertThat(repo.admin.nodeExists(CONTENT + "/rep:policy")).isFalse();
    }

    @Test
    void openingLeavesWhatOthersAllowed() throws RepositoryException {
        repo.allow(CONTENT, "joe", Privilege.JCR_WRITE);
        protect();
        policy.open(repo.admin, CONTENT);
        repo.admin.save();

        assertThat(repo.admin.nodeExists(CONTENT + "/rep:policy")).isTrue();
    }

    @Test
    void whoIsNamedElsewhereIsKeptOutByName() throws RepositoryException {
        repo.allow("/content/page", "anonymous", Privilege.JCR_READ);
        protect();

        assertThat(repo.anonymousReads(TEXT)).isFalse();
        assertThat(repo.anonymousReads(CONTENT + "/title")).isTrue();
    }

    @Test
    void twoEntriesAreEnoughForEveryoneOnAPageWithoutOpenParts() throws RepositoryException {
        repo.admin.getNode(CONTENT + "/menu").remove();
        protect();

        assertThat(AccessList.of(repo.admin, CONTENT).ours())
                .filteredOn(entry -> entry.principal().equals("everyone"))
                .hasSize(2);
    }

    @Test
    void protectingAgainWritesNothing() throws RepositoryException {
        protect();
        policy.protect(repo.admin, CONTENT);

        assertThat(repo.admin.hasPendingChanges()).isFalse();
    }

    @Test
    void aBlockIsClosedFromTheMomentItIsWritten() throws RepositoryException {
        protectBlocks();
        repo.block(repo.admin.getNode(CONTENT + "/container"));

        assertThat(repo.anonymousReads(PROTECTED)).isFalse();
        assertThat(repo.anonymousReads(CONTENT + "/container/block")).isTrue();
        assertThat(repo.reads("joe", PROTECTED)).isFalse();
        assertThat(repo.reads("ed", PROTECTED)).isTrue();
    }

    @Test
    void aCopyAndAMovedBlockAreClosedToo() throws RepositoryException {
        protectBlocks();
        repo.block(repo.admin.getNode(CONTENT + "/container"));
        repo.admin.getWorkspace().copy(CONTENT + "/container/block", CONTENT + "/menu/copy");
        repo.admin.move(CONTENT + "/container/block", CONTENT + "/moved");
        repo.admin.save();

        assertThat(repo.anonymousReads(CONTENT + "/menu/copy/fermata-protected/text/text"))
                .isFalse();
        assertThat(repo.anonymousReads(CONTENT + "/moved/fermata-protected/text/text"))
                .isFalse();
    }

    @Test
    void whatIsAllowedLaterIsOutweighedAgain() throws RepositoryException {
        protectBlocks();
        repo.block(repo.admin.getNode(CONTENT + "/container"));
        repo.allow("/content", "joe", Privilege.JCR_WRITE);
        repo.allow("/content", "everyone", Privilege.JCR_ALL);
        protectBlocks();

        assertThat(repo.anonymousReads(PROTECTED)).isFalse();
        assertThat(repo.reads("joe", PROTECTED)).isFalse();
    }

    @Test
    void anotherListFurtherDownIsNoticedAndClosed() throws RepositoryException {
        protectBlocks();
        repo.block(repo.admin.getNode(CONTENT + "/container"));
        repo.allow("/content/page", "everyone", Privilege.JCR_READ);
        assertThat(AccessList.of(repo.admin, "/content/page").othersAllowReading(Set.of("authors")))
                .isTrue();

        policy.protectBlocks(repo.admin, "/content/page");
        repo.admin.save();

        assertThat(repo.reads("joe", PROTECTED)).isFalse();
        assertThat(repo.reads("ed", PROTECTED)).isTrue();
    }

    private void protect() throws RepositoryException {
        policy.protect(repo.admin, CONTENT);
        repo.admin.save();
    }

    private void protectBlocks() throws RepositoryException {
        policy.protectBlocks(repo.admin, "/content");
        repo.admin.save();
    }
}

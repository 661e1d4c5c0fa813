package dev.fermata.sling.protect;

import static org.assertj.core.api.Assertions.assertThat;

import javax.jcr.Node;
import javax.jcr.RepositoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentTreeTest {

    private Repo repo;
    private Node content;

    @BeforeEach
    void aPage() throws RepositoryException {
        repo = new Repo();
        content = repo.page("page");
    }

    @AfterEach
    void close() {
        repo.close();
    }

    @Test
    void aPageWithoutAWordIsFree() throws RepositoryException {
        assertThat(ContentTree.isGated(content)).isFalse();
        content.setProperty("fermataAccess", "free");
        assertThat(ContentTree.isGated(content)).isFalse();
    }

    @Test
    void aWordThatNobodyKnowsLocks() throws RepositoryException {
        content.setProperty("fermataAccess", "reserved");

        assertThat(ContentTree.isGated(content)).isTrue();
    }

    @Test
    void aGatedPageAndEveryBlockGetAnId() throws RepositoryException {
        content.setProperty("fermataAccess", "registered");
        Node block = block("one");

        ContentTree.giveIds(content);

        assertThat(id(content)).isNotEmpty().isNotEqualTo(id(block));
    }

    @Test
    void aCopiedBlockGetsAnIdOfItsOwn() throws RepositoryException {
        Node first = block("one");
        ContentTree.giveIds(content);
        Node copy = block("two");
        copy.setProperty("fermataId", id(first));

        ContentTree.giveIds(content);

        assertThat(id(copy)).isNotEqualTo(id(first));
    }

    @Test
    void anIdStaysForEver() throws RepositoryException {
        Node block = block("one");
        ContentTree.giveIds(content);
        String id = id(block);

        ContentTree.giveIds(content);

        assertThat(id(block)).isEqualTo(id);
    }

    private Node block(String name) throws RepositoryException {
        Node block = content.getNode("container").addNode(name);
        block.setProperty("sling:resourceType", "fermata/components/gated-content");
        return block;
    }

    private static String id(Node node) throws RepositoryException {
        return node.getProperty("fermataId").getString();
    }
}

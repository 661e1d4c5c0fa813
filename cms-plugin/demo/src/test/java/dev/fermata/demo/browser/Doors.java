package dev.fermata.demo.browser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every way in that anybody may try: what can be put behind a path, and what the host answers at besides. */
final class Doors {

    private static final List<String> ENDINGS = List.of(
            "",
            "/",
            ".html",
            ".htm",
            ".json",
            ".0.json",
            ".1.json",
            ".3.json",
            ".99.json",
            ".-1.json",
            ".infinity.json",
            ".tidy.json",
            ".tidy.infinity.json",
            ".infinity.tidy.json",
            ".harray.5.json",
            ".txt",
            ".xml",
            ".infinity.xml",
            ".pdf",
            ".rss",
            ".feed",
            ".atom",
            ".csv",
            ".res",
            ".jsp",
            ".model.json",
            ".model.infinity.json",
            ".model.99.json",
            ".fermata.json",
            ".feed.xml",
            ".rss.xml",
            ".atom.xml",
            ".sitemap.xml",
            ".sysview.xml",
            ".docview.xml",
            ".docview.json",
            ".children.json",
            ".query.json",
            ".search.html?q=canary",
            ".print.html",
            ".edit.html",
            ".preview.html",
            ".nocache.html",
            ".html/suffix",
            ".html/suffix.json",
            ".json/suffix.html",
            ".model.json/suffix",
            ".infinity.json/a.html",
            ".html;v=1",
            ";v=1",
            ";v=1.html",
            ";v='1.0'.html",
            ".json;v=1",
            ".infinity.json;a=b",
            "%2ehtml",
            "%2ejson",
            "%2einfinity%2ejson",
            ".%69nfinity.json",
            ".INFINITY.JSON",
            ".Json",
            "/.json",
            "/.infinity.json",
            "//",
            "/.",
            "/./.html",
            ".html%00.json",
            ".html%0a",
            ".html?fermata_preview=entitled",
            ".html?fermata_preview=registered",
            "?fermata_preview=entitled",
            ".html?cmsEditEnabled=true",
            ".html?sling:bg=true",
            ".html?:mode=edit",
            ".html?wcmmode=edit",
            ".fermata-fragment.html",
            ".fermata-fragment.html/page",
            ".fermata-fragment.html/page?fermata_preview=entitled",
            ".fermata-fragment.json/page",
            ".fermata-fragment.html/..");

    /** Behind each of these stands the path of a page or node. */
    private static final List<String> HOST = List.of(
            "/cms/page/preview.html",
            "/cms/page/edit.html",
            "/cms/page/pagewrapper.html",
            "/cms/page/properties.html",
            "/cms/page/siteprefix.html",
            "/cms/editor/edit.html",
            "/cms/editor/add.html",
            "/cms/site/content.html",
            "/cms/shared/versions.html",
            "/cms/fermata/access.html",
            "/bin/cpm/nodes/node.tree.json",
            "/bin/cpm/nodes/node.resource.json",
            "/bin/cpm/nodes/node.json.json",
            "/bin/cpm/nodes/node.map.json",
            "/bin/cpm/nodes/property.map.json",
            "/bin/cpm/nodes/source.xml",
            "/bin/cpm/nodes/source.zip",
            "/bin/browser.html",
            "/bin/browser.tree.json",
            "/server/default/jcr:root",
            "/server/default/jcr%3aroot",
            "/dav/default",
            "/dav",
            "/repository/default",
            "/webdav",
            "/mnt/overlay",
            "/mnt/override",
            "/.explorer.html",
            "/bin/explorer.html",
            "/system/sling/info.sessionInfo.json",
            "/libs/sling/servlet/default/explorer.html");

    private static final List<String> ELSEWHERE = List.of(
            "/content.query.json?statement="
                    + "%2F%2Felement(*%2Cnt%3Abase)%5Bjcr%3Acontains(.%2C%27canary*%27)%5D&queryType=xpath",
            "/content.query.json?queryType=JCR-SQL2&statement=SELECT%20*%20FROM%20%5Bnt%3Abase%5D",
            "/content/apache/sling-apache-org/search.html?q=canary",
            "/content/apache/sling-apache-org/search.html?term=canary",
            "/bin/querybuilder.json?fulltext=canary",
            "/bin/cpm/nodes/node.query.html?query=canary",
            "/bin/query.json?query=canary",
            "/cms/search.html?q=canary",
            "/cms/start.html",
            "/sitemap.xml",
            "/content/apache/sling-apache-org/sitemap.xml",
            "/content/apache/sling-apache-org.sitemap.xml",
            "/jcr:system.infinity.json",
            "/jcr:system/jcr:versionStorage.infinity.json",
            "/jcr:system/jcr:versionStorage.10.json",
            "/oak:index.infinity.json",
            "/system/console/bundles.json",
            "/system/console/jcrresolver",
            "/var.infinity.json",
            "/etc.infinity.json",
            "/conf.infinity.json",
            "/home.infinity.json");

    private Doors() {}

    /** Everything that can be asked for about these pages, each path once. */
    static Set<String> of(String site, Map<String, Object> pages) {
        Set<String> paths = new LinkedHashSet<>();
        pages.forEach((name, page) -> addTree(paths, site + "/" + name, page));
        List<String> nodes = new ArrayList<>(paths);
        for (String ancestor = site; !ancestor.isEmpty(); ancestor = ancestor.substring(0, ancestor.lastIndexOf('/'))) {
            nodes.add(ancestor);
        }
        nodes.add("");
        Set<String> doors = new LinkedHashSet<>(ELSEWHERE);
        for (String node : nodes) {
            ENDINGS.forEach(ending -> doors.add((node.isEmpty() ? "/" : node) + ending));
            doors.add(node.replace("jcr:content", "jcr%3Acontent") + ".infinity.json");
            doors.add(node.replace("jcr:content", "_jcr_content") + ".html");
            doors.add(node.replace("jcr:content", "_jcr_content") + ".infinity.json");
            doors.add(node.replace("/container", "/./container") + ".html");
            doors.add(node.replace("/container", "/x/../container") + ".html");
            doors.add(node.replace("/container", "//container") + ".html");
            doors.add(node.replace("/container", "%2Fcontainer") + ".html");
            HOST.forEach(prefix -> doors.add(prefix + node));
        }
        doors.removeIf(door -> door.startsWith("//") || !door.startsWith("/"));
        return doors;
    }

    private static void addTree(Set<String> paths, String path, Object node) {
        paths.add(path);
        if (node instanceof Map<?, ?> children) {
            children.forEach((name, child) -> {
                boolean isProperty = !(child instanceof Map);
                if (!isProperty || name.equals("text") || name.equals("headline")) {
                    addTree(paths, path + "/" + name, child);
                }
            });
        }
    }
}

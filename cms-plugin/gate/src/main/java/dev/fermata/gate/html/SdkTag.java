package dev.fermata.gate.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The browser SDK's script element, once in a page. */
public final class SdkTag {

    public static final String TAG = "<script src=\"/_fermata/client.js\"></script>";

    private static final Pattern TOKEN = Pattern.compile(
            "<!--.*?(?:-->|\\z)"
                    + "|<script\\b([^>]*)>.*?(?:</script\\s*>|\\z)"
                    + "|<(style|title|template|noscript|textarea)\\b[^>]*>.*?(?:</\\2\\s*>|\\z)"
                    + "|(</head\\s*>|<body\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SDK =
            Pattern.compile("\\bsrc\\s*=\\s*[\"']?[^\"'\\s>]*/_fermata/client\\.js", Pattern.CASE_INSENSITIVE);

    private SdkTag() {}

    /** The page with the tag at the end of its head; unchanged if it loads the SDK already, or has neither head nor body. */
    public static String inject(String page) {
        int at = -1;
        Matcher token = TOKEN.matcher(page);
        while (token.find()) {
            if (token.group(1) != null && SDK.matcher(token.group(1)).find()) {
                return page;
            }
            if (token.group(3) != null && at < 0) {
                at = token.start();
            }
        }
        return at < 0 ? page : page.substring(0, at) + TAG + page.substring(at);
    }
}

package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkTagTest {

    @Test
    void goesToTheEndOfTheHead() {
        assertThat(SdkTag.inject("<html><head><title>t</title></head><body></head></body></html>"))
                .isEqualTo("<html><head><title>t</title>" + SdkTag.TAG + "</head><body></head></body></html>");
    }

    @Test
    void isThereOnceHoweverOftenItIsPutThere() {
        String once = SdkTag.inject("<HEAD></HEAD>");

        assertThat(SdkTag.inject(once)).isEqualTo(once).containsOnlyOnce("client.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head><!-- </head> --><title>t</title>|</HEAD ><body>",
                "<head><script>var a = '</head>';</script>|</head>",
                "<head><style>/* </head> */</style>|</head>",
                "<head><title></head></title>|</head>",
                "<head><meta name='x'>|<body class='y'>no end of the head</body>",
                "<head><!-- <script src=\"/_fermata/client.js\"></script> -->|</head>",
                "<head><script>'<script src=\"/_fermata/client.js\">'</script>|</head>",
                "<head><script src='/other/client.js'></script>|</head>"
            })
    void findsTheEndOfTheHead(String page) {
        assertThat(SdkTag.inject(page.replace("|", ""))).isEqualTo(page.replace("|", SdkTag.TAG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head><script src=\"/_fermata/client.js\"></script></head>",
                "<head><SCRIPT async SRC = '/_fermata/client.js?v=1'></SCRIPT></head>",
                "<head></head><body><script src=/_fermata/client.js></script></body>",
                "<head><script src=\"https://magazine.example/_fermata/client.js\"></script></head>",
                "<p>a fragment</p>",
                "<!-- <head></head>",
                ""
            })
    void staysOutWhereItIsOrHasNoPlace(String page) {
        assertThat(SdkTag.inject(page)).isEqualTo(page);
    }
}

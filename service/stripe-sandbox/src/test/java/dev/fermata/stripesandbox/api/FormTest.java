package dev.fermata.stripesandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1 | {'a':'1'}",
                "a=1&a=2 | {'a':'2'}",
                "a[b][0]=x&a[b][1]=y | {'a':{'b':{'0':'x','1':'y'}}}",
                "a[]=x&a[]=y | {'a':{'0':'x','1':'y'}}",
                "a[][b]=x&a[][b]=y | {'a':{'0':{'b':'x'},'1':{'b':'y'}}}",
                "a%5Bb%5D=%7BX%7D+%C3%BC | {'a':{'b':'{X} ü'}}",
                "a=&b | {'a':'','b':''}",
                "'' | {}"
            })
    void decodesStripesNotation(String encoded, String tree) {
        assertThat(Form.decode(encoded)).hasToString(tree.replace('\'', '"'));
    }
}

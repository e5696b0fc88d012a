package io.github.wxconfig.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command says of a benchmark.
 *
 * @param values by their names
 */
record Options(Map<String, String> values) {
    static Options of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign < 0) {
                throw new IllegalArgumentException("not of the form name=value: " + argument);
            }
            values.put(argument.substring(0, sign), argument.substring(sign + 1));
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Words separated by commas. */
    List<String> list(String name, String otherwise) {
        return List.of(text(name, otherwise).split(","));
    }
}
